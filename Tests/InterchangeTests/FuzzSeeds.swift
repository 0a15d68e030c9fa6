/// Problems to be mutated, valid and invalid, in YAML and JSON; short, so that a mutation often
/// hits what matters.
enum FuzzSeeds {
  static let valid = [
    "widths: [2, 2, 2]\nblocks:\n  - pattern: \"11\"\n",
    "widths: [1, 1]\nblocks: [{pattern: ''}]\n",
    "--- # The smallest network with a hidden layer.\nwidths:\n  - 1\n  - 1\n  - 1\nblocks: [{pattern: 0}]\n...",
    "widths: [1, 2, 1]\nbias: true\nblocks:\n- pattern: 10\n- pattern: 01\n",
    "widths: [2, 1, 1]\nblocks:\n- pattern: 1\n  points: [[1, 1/3], [0.5, -1e-3]]\n",
    "# a comment\nwidths: [1, 1, 1]\nblocks:\n- pattern: '1'\n  map: [[5/7]]\n",
    "widths: [1, 1, 1]\nblocks:\n- {pattern: 1, points: [[2]], outputs: [['-3']]}\n",
    #"{"widths":[2,2,2],"blocks":[{"pattern":"11"}]}"#,
    "{\n\t\"widths\": [1, 2, 2, 1],\n\t\"bias\": false,\n\t\"blocks\": [{\"pattern\": \"10\\/01\"}]\n}",
    #"{"widths":[1,1,1],"bias":true,"blocks":[{"pattern":"1","points":[["1/2"]]}]}"#,
  ]

  static let invalid = [
    "",
    "[[[[]]]]",
    "widths: &a [2, 2]\nblocks: *a\n",
    "widths: [2, 2, 2]\nwidths: [2, 2, 2]\n",
    "widhts: [2]\nblocks: []\n---\n...\n",
    "? [a, b]\n: !!set {c}\n<<: {d: |\n  e}\n",
    #"{"widths":[1e30,0],"blocks":[{"patern":"\u2028\u0000"}]}"#,
    "widths: [1, 1, 1]\nblocks:\n- pattern: '1'\n  points: [[\"a\\nb\"], [1, 2], [1/0]]\n",
  ]

  /// What is mutated; most mutations break a problem, so the valid ones are drawn more often.
  static let corpus = (valid + valid + valid + invalid).map { Array($0.utf8) }
}
