import ArgumentParser
import ExactAlgebra
import Interchange
import Polyhedra
import Presentation
import Regions

/// The part of the input space of a network that is looked at.
struct InputSpaceOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bounds for each coordinate, such as -2:3,-1:1, or one pair for all coordinates, such as "
        + "-1:1; with --slice or --through for the coordinates of the slice.",
      valueName: "a:b,..."))
  var box: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "An affine slice: a point and independent directions, separated by ';', such as "
        + "'0,0,1;1,0,0;0,1,0', or a file with one on each line.", valueName: "p;d1;d2;..."))
  var slice: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The affine slice through points p, q1, q2, ..., with coordinates (0,0,...), (1,0,...), "
        + "(0,1,...), and so on; or a file with one point on each line.",
      valueName: "p;q1;q2;..."))
  var through: String?

  @Option(
    help: ArgumentHelp(
      "A file with one inequality on each line, a1,...,an,b for a . x + b >= 0.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var polytope: String?

  /// The domain, for a network with so many inputs.
  func domain(inputCount: Int) throws -> InputDomain {
    do {
      let slice = try affineSlice(inputCount: inputCount)
      let dimension = slice?.dimension ?? inputCount
      let halfSpaces = try PlainDomainOptions.halfSpaces(
        box: box, polytope: polytope, dimension: dimension)
      return InputDomain(slice: slice, halfSpaces: halfSpaces)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }

  /// The domain with its boundary; sides of a box may be open-ended or be points, and nothing has to be
  /// inside.
  func closedDomain(inputCount: Int) throws -> InputDomain {
    do {
      let slice = try affineSlice(inputCount: inputCount)
      let dimension = slice?.dimension ?? inputCount
      let sides = try box.map {
        try BoxBounds($0, option: "--box", hasOpenEnds: true).halfSpaces(dimension: dimension)
      }
      let others = try polytope.map {
        try HalfSpaceTable(file: $0, dimension: dimension).halfSpaces
      }
      return InputDomain(slice: slice, halfSpaces: (sides ?? []) + (others ?? []))
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }

  /// The options that are given.
  var givenOptions: [String] {
    [("--box", box), ("--slice", slice), ("--through", through), ("--polytope", polytope)]
      .filter { $0.1 != nil }.map(\.0)
  }

  /// The domain as it was given.
  var given: GivenDomain {
    GivenDomain(
      space: through.map(GivenDomain.Space.through) ?? slice.map(GivenDomain.Space.slice)
        ?? .inputs, box: box, polytope: polytope)
  }

  private func affineSlice(inputCount: Int) throws -> AffineSlice? {
    guard slice == nil || through == nil else {
      throw Failure.usage("give --slice or --through, not both")
    }
    if let slice {
      let points = try VectorList(
        slice, option: "--slice", count: inputCount, of: "the inputs of the network"
      ).vectors
      return try AffineSlice(origin: points[0], directions: Array(points.dropFirst()))
    }
    guard let through else { return nil }
    return try AffineSlice(
      through: VectorList(
        through, option: "--through", count: inputCount, of: "the inputs of the network"
      ).vectors)
  }
}
