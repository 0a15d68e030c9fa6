import Enclosures
public import ExactAlgebra
import GaussianMeasures
import Polyhedra
public import RandomNetworks
import Regions

/// What the cells of a density are measured by, and where its points may lie.
public enum DensityReference: Sendable {
  /// The volume in a closed box.
  case box([(lower: Rational, upper: Rational)])
  /// The measure of a law with a density: a Gaussian law or a mixture, on the whole space, or a uniform one on
  /// the closure of its domain.
  case law(InputLaw)

  /// The number of coordinates.
  public var dimension: Int {
    switch self {
    case .box(let sides): sides.count
    case .law(let law): law.dimension
    }
  }

  /// Where points may lie; the boundary belongs to it.
  ///
  /// - Throws: `RegionError.emptySide`.
  func domain() throws(RegionError) -> InputDomain {
    switch self {
    case .box(let sides): return try .box(sides)
    case .law(.uniform(let law)): return law.domain
    case .law: return .everything
    }
  }

  /// The measure of all of it.
  var total: Rational {
    switch self {
    case .box(let sides): sides.reduce(1) { $0 * ($1.upper - $1.lower) }
    case .law: 1
    }
  }
}

/// The logarithm of the density of a reference with respect to volume.
struct ReferenceDensity: Sendable {
  private enum Form {
    case constant(Rational)
    case gaussian(GaussianDensity)
  }

  private let form: Form

  /// - Throws: `RegionDensityError` where the law has no density.
  init(of reference: DensityReference) throws(RegionDensityError) {
    switch reference {
    case .box: form = .constant(1)
    case .law(.uniform(let law)): form = .constant(1 / law.volume)
    case .law(.gaussian(let mixture)):
      guard let density = GaussianDensity(of: mixture) else { throw .singularLaw }
      form = .gaussian(density)
    case .law(.points): throw .lawOfPoints
    }
  }

  /// At a point of the domain.
  func logarithm(at point: [Rational]) -> ReportedNumber {
    switch form {
    case .constant(let value): ReportedNumber.exact(value).logarithm()
    case .gaussian(let density): .enclosed(density.logarithm(at: point))
    }
  }

  /// The sum over several points.
  func sum(at points: [[Rational]]) -> ReportedNumber {
    switch form {
    case .constant(let value):
      .exact(Rational(points.count)) * ReportedNumber.exact(value).logarithm()
    case .gaussian: points.reduce(.exact(0)) { $0 + logarithm(at: $1) }
    }
  }
}
