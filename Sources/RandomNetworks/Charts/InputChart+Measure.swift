import Enclosures
import ExactAlgebra
import GaussianMeasures
import Polyhedra

extension InputChart.Law {
  /// The probability of an intersection of half-spaces, in a mixture with the weights of the parts.
  func probability(of halfSpaces: [HalfSpace], bits: Int) throws -> ReportedNumber {
    switch self {
    case .uniform(let law): .exact(try law.probability(of: halfSpaces))
    case .gaussian(let parts):
      try parts.reduce(.exact(0)) { sum, part in
        sum
          + .exact(part.weight)
          * (try GaussianMeasure(under: part.law, bits: bits).probability(of: halfSpaces))
      }
    }
  }

  /// Mass, mean and covariance of affine forms, the mass with the weights of the parts; `nil` where the
  /// mass is zero.
  ///
  /// - Parameter forms: coefficients, and the constant last; the coordinates if `nil`.
  func conditionalMoments(
    of forms: [[Rational]]?, in halfSpaces: [HalfSpace], bits: Int
  ) throws -> ConditionalMoments? {
    switch self {
    case .uniform(let law):
      return ConditionalMoments(try law.moments(of: halfSpaces))?.image(under: forms)
    case .gaussian(let parts):
      let moments = try parts.compactMap { part in
        try GaussianMeasure(under: part.law, bits: bits)
          .conditionalMoments(of: forms, in: halfSpaces)?.weighted(by: part.weight)
      }
      return moments.isEmpty ? nil : ConditionalMoments(mixing: moments)
    }
  }

  /// The density of an affine form at a value, of the part of the law in an intersection of half-spaces,
  /// from below.
  func density(
    of form: [Rational], at value: Rational, in halfSpaces: [HalfSpace], bits: Int
  ) throws -> ReportedNumber {
    switch self {
    case .uniform(let law):
      .exact(try law.density(of: form, at: value, in: halfSpaces))
    case .gaussian(let parts):
      try parts.reduce(.exact(0)) { sum, part in
        sum
          + .exact(part.weight)
          * (try GaussianMeasure(under: part.law, bits: bits)
            .density(of: form, at: value, in: halfSpaces))
      }
    }
  }
}

extension GaussianMeasure {
  /// The measure with so many relative binary digits.
  fileprivate init(under law: GaussianLaw, bits: Int) {
    self.init(under: law)
    relativeBits = bits
  }
}

extension ConditionalMoments {
  /// Those of affine forms of the coordinates; the coordinates themselves if `nil`.
  func image(under forms: [[Rational]]?) -> ConditionalMoments {
    guard let forms else { return self }
    let rows = forms.map { Array($0.dropLast()) }
    func sum(_ row: [Rational], _ value: (Int) -> ReportedNumber) -> ReportedNumber {
      row.indices.reduce(.exact(0)) { sum, axis in
        row[axis].isZero ? sum : sum + .exact(row[axis]) * value(axis)
      }
    }
    return ConditionalMoments(
      mass: mass,
      mean: forms.map { form in
        sum(Array(form.dropLast())) { mean[$0] } + .exact(form[form.count - 1])
      },
      covariance: rows.map { row in
        rows.map { other in sum(row) { axis in sum(other) { covariance[axis][$0] } } }
      })
  }
}
