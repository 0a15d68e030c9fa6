public import ExactAlgebra

/// One of the things that a claim is true or false on.
///
/// The coded form is what stores, plans and worker processes hand on. `description` is the key by
/// which the instance is found in a store, so it is different for different instances of a family.
public protocol SweepInstance: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The number of members of the family that it stands for.
  var memberCount: Integer { get }
  /// The part of the family that it belongs to, over which results are summed up: a number for each
  /// of `partNouns`.
  var part: [Int] { get }
  /// What the numbers of `part` count, in the singular, such as `hidden layer`.
  static var partNouns: [String] { get }
  /// The columns of a table that say which instance it is.
  static var columns: InstanceColumns { get }
  /// Its cells in these columns.
  var cells: [String] { get }
  /// Its cells in these columns in LaTeX.
  var latexCells: [String] { get }
  /// The key that a user's text means, or `nil` where it cannot be read.
  static func key(parsing text: String) -> String?
  /// What is expected as such a text, with an example.
  static var keyForm: String { get }
}

extension SweepInstance {
  public var memberCount: Integer { 1 }
  public var part: [Int] { [] }
  public static var partNouns: [String] { [] }
  public static var columns: InstanceColumns {
    InstanceColumns(["instance"], latex: [.init(title: "Instance", layout: "p{0.4\\textwidth}")])
  }
  public var cells: [String] { [description] }
  public var latexCells: [String] { [description.escapedForLaTeX] }
  public static func key(parsing text: String) -> String? { text }
  public static var keyForm: String { "an instance as in a table" }
}

/// The columns of a table that say which instance a row is about.
public struct InstanceColumns: Hashable, Sendable {
  /// A column in LaTeX.
  public struct LaTeXColumn: Hashable, Sendable {
    package let title: String
    package let layout: String

    /// A column with its title, and its layout in a `tabular`.
    public init(title: String, layout: String) {
      self.title = title
      self.layout = layout
    }
  }

  package let names: [String]
  package let latex: [LaTeXColumn]

  /// Columns by their names, and those of a table in LaTeX.
  public init(_ names: [String], latex: [LaTeXColumn]) {
    self.names = names
    self.latex = latex
  }
}
