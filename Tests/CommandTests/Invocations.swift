/// Invocations that many tests share.
enum Invocations {
  static let verbs = ["constraints", "dimension", "derive"]
  static let formats = ["text", "json", "latex", "macaulay2", "singular", "oscar", "sage"]

  /// A problem as options, with its answers known: widths 3,4,3.
  static let shallow = [
    "--widths", "3,4,3", "--pattern", "1100", "--pattern", "1010", "--pattern", "1001",
  ]
  /// The same problem as a file.
  static let shallowFile = """
    widths: [3, 4, 3]
    blocks:
      - pattern: "1100"
      - pattern: "1010"
      - pattern: "1001"

    """

  static let biased = ["--widths", "3,3,3", "--bias", "--pattern", "101", "--pattern", "011"]
  static let biasedFile =
    #"{"widths": [3, 3, 3], "bias": true, "blocks": [{"pattern": "101"}, {"pattern": "011"}]}"#

  static let deep = [
    "--widths", "3,3,2,3,3", "--pattern", "111/11/111", "--pattern", "011/11/111",
  ]
  static let deepFile = """
    {"widths": [3, 3, 2, 3, 3],
     "blocks": [{"pattern": "111/11/111"}, {"pattern": "011/11/111"}]}
    """

  /// Work that no machine finishes before it can be interrupted.
  static let long = [
    "derive", "--widths", "5,5,5", "--pattern", "11100", "--pattern", "10110", "--pattern",
    "01011", "--max-degree", "7", "--threads", "1",
  ]
}
