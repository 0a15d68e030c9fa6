import ArgumentParser
import Interchange
import Polyhedra
import Presentation
import Regions

/// A box or a polytope in the input space.
struct PlainDomainOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bounds for each coordinate, such as -2:3,-1:1, or one pair for all coordinates, such as -1:1.",
      valueName: "a:b,..."))
  var box: String?

  @Option(
    help: ArgumentHelp(
      "A file with one inequality on each line, a1,...,an,b for a . x + b >= 0.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var polytope: String?

  /// The domain as it was given.
  var given: GivenDomain { GivenDomain(box: box, polytope: polytope) }

  /// The domain in a space of some dimension.
  func domain(dimension: Int) throws -> InputDomain {
    do {
      return InputDomain(
        halfSpaces: try Self.halfSpaces(box: box, polytope: polytope, dimension: dimension))
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }

  /// The inequalities of a box and of the file of a polytope.
  static func halfSpaces(
    box: String?, polytope: String?, dimension: Int
  ) throws -> [HalfSpace] {
    var halfSpaces: [HalfSpace] = []
    if let box {
      halfSpaces = try InputDomain.box(
        BoxBounds(box, option: "--box").closedSides(dimension: dimension)
      ).halfSpaces
    }
    if let polytope {
      halfSpaces += try HalfSpaceTable(file: polytope, dimension: dimension).halfSpaces
    }
    return halfSpaces
  }
}
