public import Enclosures
public import ExactAlgebra
import GaussianMeasures
public import Polyhedra

extension InputLaw {
  /// The probability of the intersection of half-spaces, open or closed ones.
  ///
  /// Exact under uniform and empirical laws, enclosed under Gaussian ones.
  ///
  /// - Parameters:
  ///   - halfSpaces: the half-spaces.
  ///   - accuracy: the relative error that is aimed at; that of `GaussianMeasure` if `nil`.
  /// - Throws: `GaussianMeasureError`, `UniformLawError.blockDimension`; also as `Interruption.check`.
  /// - Precondition: half-spaces have the dimension of the law, and the accuracy is positive.
  public func probability(
    of halfSpaces: [HalfSpace], accuracy: Rational? = nil
  ) throws -> ReportedNumber {
    switch self {
    case .gaussian(let mixture):
      try mixture.sum(from: .exact(0), +) { part in
        let measure = GaussianMeasure(under: part.law, accuracy: accuracy)
        return .exact(part.weight) * (try measure.probability(of: halfSpaces))
      }
    case .uniform(let law): .exact(try law.probability(of: halfSpaces))
    case .points(let law): .exact(law.probability(of: halfSpaces))
    }
  }

  /// The dimension of the integral that the probability is, the largest one for the parts of a mixture;
  /// `nil` for other laws than Gaussian ones.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  public func integralDimension(of halfSpaces: [HalfSpace]) -> Int? {
    guard case .gaussian(let mixture) = self else { return nil }
    return mixture.parts.filter { !$0.weight.isZero }.map {
      GaussianMeasure(under: $0.law).integralDimension(of: halfSpaces)
    }.max()
  }
}

extension GaussianMixture {
  /// The sum of a quantity over the parts that have a weight.
  func sum<Value>(
    from zero: Value, _ add: (Value, Value) -> Value,
    _ quantity: (Part) throws -> Value
  ) rethrows -> Value {
    try parts.filter { !$0.weight.isZero }.reduce(zero) { add($0, try quantity($1)) }
  }
}

extension GaussianMeasure {
  /// The measure with a relative error that is aimed at.
  init(under law: GaussianLaw, accuracy: Rational?) {
    self.init(under: law)
    if let accuracy { relativeBits = ReportedNumber.relativeBits(forError: accuracy) }
  }
}
