import Enclosures
import ExactAlgebra
import Polyhedra

/// What structure gives for the measure of a polyhedron in any dimension.
struct StructuredMeasure {
  /// The product of the probabilities of the independent parts that are enclosed.
  var probability = ReportedNumber.exact(1)
  /// The half-spaces of each other part.
  var rest: [[HalfSpace]] = []
}

extension GaussianMeasure {
  /// The probability of an intersection of half-spaces as a product over parts that are independent of
  /// each other. A part of dimension up to 3 is enclosed, and one with a single common factor
  /// (`OneFactor`), one whose dependence is a tree (`MarkovTree`) and one where only neighbours are
  /// correlated (`OneDependentChain`). All this is found on the exact numbers.
  ///
  /// - Parameters:
  ///   - halfSpaces: the half-spaces.
  ///   - digits: the number of binary digits of the longest entry of the law's factor.
  /// - Returns: `nil` where the law is too large to look for structure.
  func structure(of halfSpaces: [HalfSpace], digits: Int) -> StructuredMeasure? {
    // Long numbers take longer.
    let limit = Self.exactWorkLimit / (1 + digits / 64)
    guard SlabForms.work(halfSpaces, under: law) <= limit else { return nil }
    guard let forms = SlabForms(halfSpaces, under: law), !forms.hasEmptySlab else {
      return StructuredMeasure(probability: .exact(0))
    }
    guard !forms.forms.isEmpty else { return StructuredMeasure() }
    guard forms.covarianceWork <= limit else { return nil }
    let parts = forms.independentParts
    var measure = self
    measure.relativeBits += parts.count.bitWidth - parts.count.leadingZeroBitCount - 1
    var result = StructuredMeasure()
    for part in parts {
      let members = part.halfSpaces.map { halfSpaces[$0] }
      guard let value = measure.enclosure(of: part, members) else {
        result.rest.append(members)
        continue
      }
      if case .exact(let number) = value, number.isZero {
        return StructuredMeasure(probability: value)
      }
      result.probability = result.probability * value
    }
    return result
  }

  /// Exact structure is looked for where it takes so many operations at most.
  private static let exactWorkLimit = 10_000_000

  /// The probability of a part that has structure.
  private func enclosure(of part: SlabForms, _ members: [HalfSpace]) -> ReportedNumber? {
    let slabs = part.rounded.map { Slab(normal: $0) }
    if slabs.count <= 3
      || slabs.count <= 60 && TriangularSlabs(slabs, order: .given).dimension <= 3,
      let value = lowDimensional(members)
    {
      return value
    }
    let value =
      OneFactor(part).flatMap { factor in
        enclosed(by: { factor.probability(relativeBits: $0) })
      } ?? MarkovTree(part).flatMap { enclosed(by: $0.probability) }
      ?? OneDependentChain(part).flatMap { enclosed(by: $0.probability) }
    return value.map { .enclosed($0) }
  }

  /// A value with the binary digits that are aimed at; `nil` where they are not reached.
  ///
  /// - Parameter value: what so many digits as a goal give.
  private func enclosed(by value: (Int) -> Ball?) -> Ball? {
    var goal = relativeBits + 4
    for _ in 0..<Self.attemptLimit {
      guard goal <= largestBits, let ball = value(goal) else { return nil }
      let accurate = ball.accurateBits
      if accurate >= relativeBits { return ball.withinProbabilities }
      goal += accurate > 0 ? relativeBits - accurate + 4 : goal
    }
    return nil
  }

  private static let attemptLimit = 6
}
