import ExactAlgebra
public import Varieties

extension TwoBlockShape {
  /// The largest number of products modulo primes for a Hilbert series, about two seconds.
  static let largestStepCount = Integer(300_000_000)

  /// The Hilbert series of the variety, free constants not counted, from the characters of the
  /// general linear groups; `nil` where that takes too long, or where `Interruption` ends it.
  ///
  ///     let shape = TwoBlockShape(outputs: 3, inputs: 4, shared: 1, first: 1, second: 1)
  ///     shape.hilbertSeries?.degree     // 188
  ///
  /// It is exact over every field of characteristic zero, by the statement on outputs and inputs
  /// beyond the width in the article on two blocks in the documentation of this module. The
  /// numerator has at most the degree `dim V + a`, with `a` the degree of the series of the core as
  /// a rational function.
  public var hilbertSeries: HilbertSeries? {
    // One more value than the numerator needs, as a check.
    let degree = dimension + core.degreeOfSeries + 1
    guard !(stepCount(upToDegree: degree) > Self.largestStepCount),
      let values = try? characterValues(upToDegree: degree)
    else { return nil }
    return HilbertSeries(values: values, dimension: dimension)
  }

  /// The Hilbert series, free constants not counted: the formula for determinantal rings where it
  /// applies, elsewhere from characters; `nil` where that takes too long.
  var shortestHilbertSeries: HilbertSeries? {
    guard let rings = determinantalRings else { return hilbertSeries }
    return HilbertSeries(ofSectionOf: rings, dimension: dimension)
  }

  /// About how many products modulo primes the first values of the Hilbert function take.
  func stepCount(upToDegree degree: Int) -> Integer {
    CharacterSum(of: self, core: core, upToDegree: degree).stepCount
      * Integer(largestValue(upToDegree: degree).bitWidth / 59 + 1)
  }

  /// The values of the Hilbert function from degree 0 on, from characters.
  ///
  /// - Throws: as `Interruption.check()`.
  func characterValues(upToDegree degree: Int) throws -> [Integer] {
    let sum = CharacterSum(of: self, core: core, upToDegree: degree)
    let bound = largestValue(upToDegree: degree)
    var combination = ChineseRemainders(count: degree + 1)
    for field in PrimeField.primes(bits: 60) {
      combination.insert(try sum.values(over: field), over: field)
      if combination.modulus > bound { break }
    }
    return combination.values
  }

  /// A bound for the values: in each degree there are no more functions than monomials.
  private func largestValue(upToDegree degree: Int) -> Integer {
    binomial(max(coordinateCount, 1) - 1 + degree, degree)
  }

  /// The degree in `t` of the Hilbert series of a core as a rational function: that of the
  /// numerators of the determinantal rings minus the dimension.
  private var degreeOfSeries: Int {
    CharacterSum.families.reduce(-dimension) { sum, family in
      let size = size(of: family)
      return sum
        + DeterminantalRing(rows: size.rows, columns: size.columns, rank: rank(of: family))
        .numeratorDegree
    }
  }
}

extension HilbertSeries {
  /// The series with some first values and a dimension, whose numerator ends before the last of
  /// these values.
  fileprivate init(values: [Integer], dimension: Int) {
    var numerator = values
    for _ in 0..<dimension {
      for index in numerator.indices.dropFirst().reversed() {
        numerator[index] -= numerator[index - 1]
      }
    }
    precondition(numerator.last!.isZero, "a numerator that is too long")
    self.init(numerator: numerator, dimension: dimension)
  }
}
