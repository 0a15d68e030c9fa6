import ExactAlgebra

/// A computer algebra system whose input can be written.
///
/// The steps of a script are the same for all; a system says how each of them is put.
protocol AlgebraSystem: Sendable {
  /// The name of the system.
  var name: String { get }

  /// A line that the system ignores.
  func comment(_ text: String) -> String

  /// What has to come first.
  var preamble: [String] { get }

  /// A variable in the syntax of the system, for a name such as `m1_23`.
  func variable(_ name: String) -> String

  /// A rational number.
  func number(_ value: Rational) -> String

  /// A polynomial ring over the rationals, which becomes the ring of what follows.
  func ring(_ name: String, variables: [String]) -> [String]

  /// A matrix with the given entries, row by row.
  func matrix(_ name: String, entries: [[String]], over ring: String) -> String

  /// A product of matrices.
  func product(_ name: String, factors: [String]) -> String

  /// The list of all entries of matrices, each column by column.
  func images(_ name: String, of matrices: [(name: String, rows: Int, columns: Int)]) -> String

  /// An ideal with the given generators.
  func ideal(_ name: String, generators: [String], in ring: String) -> String

  /// The ideal of the minors of a size.
  func minors(_ name: String, size: Int, of matrix: String, in ring: String) -> String

  /// The sum of ideals, at least one.
  func sum(_ name: String, ideals: [String]) -> String

  /// A check that the pull-back of an ideal is zero, which prints the outcome.
  func pullbackCheck(ideal: String, images: String) -> [String]

  /// A check of the rank of the Jacobian matrix of the images at random integers.
  func jacobianCheck(images: String, parameterCount: Int, expected: Int) -> [String]
}

extension AlgebraSystem {
  func number(_ value: Rational) -> String { value.description }
}
