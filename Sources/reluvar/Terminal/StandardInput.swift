/// Standard input as a file.
enum StandardInput {
  /// What it is called among the arguments.
  static let name = "-"

  /// Checks that at most one file is standard input, which can be read once.
  static func check(_ files: [String?]) throws {
    guard files.count(where: { $0 == name }) <= 1 else {
      throw Failure.usage("- twice, expected standard input for one file only")
    }
  }
}
