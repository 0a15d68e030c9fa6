import ExactAlgebra
import Varieties

/// Leading monomials that show that forms are no zero divisors modulo a homogeneous ideal `I`.
///
/// Let all given monomials be leading monomials of elements of `I + (f)`, for a form `f` of degree
/// `d`. Then, coefficient by coefficient, the series of the quotient by the monomials is at least that
/// of the quotient by `I + (f)`. The latter is `1 - t^d` times the series modulo `I` if `f` is no zero
/// divisor; otherwise the first coefficient that differs is larger. So equality of the first and the last
/// one shows that `f` is no zero divisor, whether or not the monomials are those of a whole Groebner
/// basis. The same holds for linear forms that cut `I` down, and `f` behind them: each takes a factor
/// `1 - t`, so that over the variables that are left the numerator is the same. The series modulo `I`
/// is that of the leading monomials of its Groebner basis, which is trusted. All series are computed
/// here, with integers of any size.
struct RegularityEvidence {
  /// The numerator of the series modulo the ideal, that of the leading monomials of its basis.
  let numerator: [Integer]
  /// Those of the ideal cut down by linear forms; `nil` where it was not.
  let cut: MonomialIdeal?
  let factors: [Factor]

  /// A form.
  struct Factor {
    let degree: Int
    /// Whether it was added to the ideal that is cut down.
    let isCut: Bool
    /// Leading monomials of the ideal with the form.
    let leading: MonomialIdeal
  }

  /// What Singular printed for a script on regularity, where it found that all factors are regular.
  ///
  /// - Parameters:
  ///   - answer: what it printed.
  ///   - numerator: that of the series modulo the ideal.
  ///   - variableCount: the number of coordinates.
  init(
    _ answer: SingularAnswer, numerator: [Integer], variableCount: Int
  ) throws(SingularFailure) {
    func ideal(_ name: String, _ count: Int) throws(SingularFailure) -> MonomialIdeal {
      MonomialIdeal(
        generators: try answer.monomials(name, variableCount: count), variableCount: count)
    }
    self.numerator = numerator
    let kept = answer.has("cut") ? try answer.number("kept") : nil
    cut = if let kept { try ideal("cut", kept) } else { nil }
    var factors: [Factor] = []
    for number in 0..<(try answer.number("count")) {
      let isCut = try answer.truth("isCut\(number + 1)")
      if isCut, kept == nil { throw .unreadable("no 'cut' in the answer") }
      factors.append(
        Factor(
          degree: try answer.number("degree\(number + 1)"), isCut: isCut,
          leading: try ideal("leading\(number + 1)", isCut ? kept! : variableCount)))
    }
    self.factors = factors
  }

  /// Whether the series are those of forms that are no zero divisors.
  ///
  /// - Throws: as `Interruption.check()`.
  func isConclusive() throws -> Bool {
    if let cut, try cut.numerator != numerator { return false }
    return try factors.allSatisfy { factor in
      try factor.leading.numerator == Self.product(numerator, degree: factor.degree)
    }
  }

  /// A polynomial times `1 - t^d`, without zeros at the end.
  private static func product(_ numerator: [Integer], degree: Int) -> [Integer] {
    var product = numerator + Array(repeating: Integer(0), count: degree)
    for (index, coefficient) in numerator.enumerated() { product[index + degree] -= coefficient }
    while product.last?.isZero == true { product.removeLast() }
    return product
  }
}
