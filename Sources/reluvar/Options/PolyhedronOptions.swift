import ArgumentParser
import ExactAlgebra
import Interchange
import Polyhedra
import Presentation

/// A polyhedron of points: all inequalities that are given hold at once.
struct PolyhedronOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with one inequality on each line, a1,...,an,b for a . x + b >= 0.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var polytope: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bounds for each coordinate, such as -2:3,0:,:1, or one pair for all coordinates; an end that "
        + "is missing is infinite.", valueName: "a:b,..."))
  var box: String?

  @Option(
    name: .customLong("half-space"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An inequality a1,...,an,b for a . x + b >= 0, such as 1,-1,0; may be repeated.",
      valueName: "a1,...,an,b"))
  var halfSpaceTexts: [String] = []

  @Flag(help: "Leave out the boundary: > in place of >=.")
  var open = false

  /// Checks that a polyhedron is given.
  func check() throws {
    guard polytope != nil || box != nil || !halfSpaceTexts.isEmpty else {
      throw Failure.usage("no polyhedron: expected --polytope, --box or --half-space")
    }
  }

  /// The half-spaces.
  ///
  /// - Parameter dimension: the number of coordinates; `nil` for what the inequalities say, and 1
  ///   where they do not.
  /// - Throws: `Failure`.
  func halfSpaces(dimension: Int?) throws -> [HalfSpace] {
    var dimension = dimension
    var halfSpaces: [HalfSpace] = []
    if let polytope {
      do {
        let table = try HalfSpaceTable(file: polytope, dimension: dimension)
        dimension = table.dimension
        halfSpaces += table.halfSpaces
      } catch { throw Failure.data("\(error)") }
    }
    for text in halfSpaceTexts {
      let row = try text.split(separator: ",", omittingEmptySubsequences: false).map {
        try VectorList.number($0, option: "--half-space")
      }
      guard row.count > 1, row.count == (dimension ?? row.count - 1) + 1 else {
        throw Failure.data(
          "--half-space: '\(text.excerpt)' has \(counted(row.count, "number")), expected "
            + (dimension.map { "\($0 + 1)" } ?? "at least 2"))
      }
      dimension = row.count - 1
      halfSpaces.append(HalfSpaceTable.halfSpace(row))
    }
    if let box {
      let bounds = try BoxBounds(box, option: "--box", hasOpenEnds: true)
      halfSpaces += try bounds.halfSpaces(dimension: dimension ?? bounds.dimension ?? 1)
    }
    return open ? halfSpaces.map(\.interior) : halfSpaces
  }

  /// The polyhedron as it was given, with so many inequalities.
  func given(inequalityCount: Int) -> GivenPolyhedron {
    GivenPolyhedron(
      polytope: polytope, box: box, halfSpaceCount: halfSpaceTexts.count,
      inequalityCount: inequalityCount, isOpen: open)
  }
}
