public import Enclosures
import ExactAlgebra
import LongWork
public import Polyhedra

/// The measure of polyhedra under a Gaussian law, enclosed.
///
///     let law = GaussianLaw(standardIn: 2)
///     let quadrant = [HalfSpace(normal: [1, 0]), HalfSpace(normal: [0, 1])]
///     try GaussianMeasure(under: law).probability(of: quadrant)   // a ball around 1/4
///
/// What counts is the number of dimensions that the normals of the half-spaces span under the law; up
/// to 3 the probability is enclosed, whatever the number of coordinates. Beyond, it is where the forms of
/// the half-spaces fall into independent parts of such dimensions, or of one common factor, or of
/// Markov chains and trees, or of chains in which only neighbours are correlated.
public struct GaussianMeasure: Sendable {
  /// The law.
  public let law: GaussianLaw
  /// The relative error that is aimed at: `2^-relativeBits`.
  public var relativeBits = 44
  /// With more binary digits than these nothing is tried; then the ball stays wide.
  public var largestBits = 4_000

  /// The measure of a law.
  public init(under law: GaussianLaw) { self.law = law }

  /// The probability of the intersection of half-spaces.
  ///
  /// - Throws: `GaussianMeasureError.dimension` above dimension 3 where there is no structure.
  /// - Precondition: half-spaces have the dimension of the law.
  public func probability(
    of halfSpaces: [HalfSpace]
  ) throws(GaussianMeasureError) -> ReportedNumber {
    precondition(
      halfSpaces.allSatisfy { $0.dimension == law.dimension }, "another dimension than the law")
    if let value = lowDimensional(halfSpaces) { return value }
    if let structure = structure(of: halfSpaces, digits: RoundedLaw(law).digits),
      structure.rest.isEmpty
    {
      return structure.probability
    }
    throw .dimension(integralDimension(of: halfSpaces))
  }

  /// The probability where the dimension of the integral is at most 3.
  func lowDimensional(_ halfSpaces: [HalfSpace]) -> ReportedNumber? {
    let largest = CentredPolyhedron.largestDimension
    guard law.variances.count <= largest || integralDimension(of: halfSpaces) <= largest else {
      return nil
    }
    guard let polyhedron = CentredPolyhedron(halfSpaces, under: law) else { return .exact(0) }
    if polyhedron.inequalities.isEmpty { return .exact(1) }
    if polyhedron.dimension == 2 { return planarProbability(of: polyhedron) }
    if polyhedron.isEmpty { return .exact(0) }
    let measure = refined(from: relativeBits + 8, accuracy: \.accurateBits) {
      polyhedron.measure($0)
    }
    return .enclosed(measure.withinProbabilities)
  }

  /// Edges are found once, for floating point and for balls.
  private func planarProbability(of polygon: CentredPolyhedron) -> ReportedNumber {
    let edges = polygon.planarEdges
    if edges.isEmpty { return .exact(0) }
    let rounded = polygon.roundedMeasure(along: edges)
    if let measure = rounded?.probability(relativeBits: relativeBits) { return .enclosed(measure) }
    let measure = refined(from: relativeBits + 8, accuracy: \.accurateBits) {
      polygon.planarMeasure(along: edges, $0)
    }
    return .enclosed(measure.withinProbabilities)
  }

  /// A value with the binary digits that are aimed at, or what `largestBits` give: parts cancel, as where a
  /// polyhedron is thin, and more digits make up for that. Where time is over it is the best so far; a value
  /// with few digits comes first, so that there is one.
  func refined<Value>(
    from firstBits: Int, accuracy: (Value) -> Int, _ value: (MeasureGoal) -> Value
  ) -> Value {
    var bits = min(firstBits, MeasureGoal.firstBits)
    var best: (value: Value, accuracy: Int)?
    while true {
      let result = value(MeasureGoal(bits: bits))
      let accurate = accuracy(result)
      if accurate >= best?.accuracy ?? .min { best = (result, accurate) }
      if accurate >= relativeBits || bits > largestBits || Interruption.isDue { return best!.value }
      bits += accurate > 0 ? relativeBits - accurate + 8 : bits
    }
  }
}

/// Why a measure cannot be enclosed.
public enum GaussianMeasureError: Error, Hashable, CustomStringConvertible {
  /// The normals span more than three dimensions.
  case dimension(Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .dimension(let dimension):
      "an integral of dimension \(dimension), expected at most "
        + "\(CentredPolyhedron.largestDimension), or structure such as chains or a common factor"
    }
  }
}

extension Ball {
  /// The points from 0 to 1; a probability is one of them.
  var withinProbabilities: Ball {
    intersection(Ball(from: 0, to: 1, precision: precision)) ?? self
  }
}
