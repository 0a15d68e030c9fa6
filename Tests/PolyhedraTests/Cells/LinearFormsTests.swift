import ExactAlgebra
import Testing

@testable import Polyhedra

/// Signs in floating point are certain or exact ones are asked: none is ever wrong.
@Suite struct LinearFormsTests {
  /// Vectors whose entries have up to so many bits, each another number.
  private static func vector(
    _ count: Int, bits: Int, using generator: inout SeededGenerator
  ) -> [Integer] {
    (0..<count).map { _ in
      let size = Int.random(in: 0...bits, using: &generator)
      let value = Integer(Int.random(in: -(1 << 40)...(1 << 40), using: &generator))
      return Bool.random(using: &generator) ? value * Integer(2).power(size) : Integer(size % 3 - 1)
    }
  }

  private struct Tally {
    var (certain, uncertain) = (0, 0)

    mutating func compare(_ forms: LinearForms, _ index: Int, _ form: [Integer], at x: [Integer]) {
      let exact = zip(form, x).reduce(Integer(0)) { $0 + $1.0 * $1.1 }.signum()
      let generator = CellGenerator(IntegerVector(x))
      #expect(forms.sign(of: index, at: generator) == exact)
      if let sign = forms.certainSign(of: index, at: generator.approximations) {
        #expect(sign == exact)
        certain += 1
      } else {
        uncertain += 1
      }
      let (values, errors) = forms.values(at: generator.approximations)
      #expect(!(values[index] > errors[index]) || exact > 0)
      #expect(!(-values[index] > errors[index]) || exact < 0)
    }
  }

  @Test(arguments: [0, 10, 60, 500, 1_100, 20_000])
  func extremeMagnitudes(bits: Int) {
    var generator = SeededGenerator(seed: UInt64(bits))
    var tally = Tally()
    for _ in 0..<60 {
      let dimension = Int.random(in: 1...6, using: &generator)
      let rows = (0..<5).map { _ in Self.vector(dimension, bits: bits, using: &generator) }
      let forms = LinearForms(rows.map { IntegerVector($0) })
      for _ in 0..<5 {
        let x = Self.vector(dimension, bits: bits, using: &generator)
        for (index, row) in rows.enumerated() { tally.compare(forms, index, row, at: x) }
      }
    }
    #expect(tally.certain > 500)
  }

  /// Values that are zero or smaller than the terms by many orders of magnitude.
  @Test(arguments: [0, 1, 20, 50, 52, 54, 60, 900, 1_000])
  func cancellation(bits: Int) {
    var generator = SeededGenerator(seed: UInt64(bits) + 1)
    var tally = Tally()
    for _ in 0..<300 {
      let dimension = Int.random(in: 1...5, using: &generator)
      let x = Self.vector(dimension, bits: 40, using: &generator) + [1]
      let row = Self.vector(dimension, bits: 40, using: &generator)
      let value = zip(row, x).reduce(Integer(0)) { $0 + $1.0 * $1.1 }
      // The value is -1, 0 or 1 beside terms that are larger by 2^bits.
      let scale = Integer(2).power(bits)
      for remainder in -1...1 {
        let form = row.map { scale * $0 } + [Integer(remainder) - scale * value]
        tally.compare(LinearForms([IntegerVector(form)]), 0, form, at: x)
      }
    }
    #expect(tally.uncertain > 50)
  }

  /// Forms that are known within radii: all exact ones inside have the sign that is called certain.
  @Test func radii() {
    var generator = SeededGenerator(seed: 5)
    var (certain, uncertain) = (0, 0)
    for _ in 0..<2_000 {
      let dimension = Int.random(in: 1...4, using: &generator)
      let size = Double(
        sign: .plus, exponent: .random(in: -400...400, using: &generator), significand: 1)
      let coefficients = (0..<dimension).map { _ in
        size * Double.random(in: -1...1, using: &generator)
      }
      let width = [0, 1e-16, 1e-6, 0.1, 1].randomElement(using: &generator)!
      let radii = coefficients.map { _ in size * width * Double.random(in: 0...1, using: &generator)
      }
      // At a corner of the box of exact forms, times any positive factor.
      let exact = zip(coefficients, radii).map { coefficient, radius in
        let change = Rational(exactly: radius)!
        return Rational(exactly: coefficient)!
          + (Bool.random(using: &generator) ? change : -change)
      }
      let form = IntegerVector(direction: exact)
      let forms = LinearForms(count: 1, coefficients: coefficients, radii: radii) { _ in form }
      let x = Self.vector(dimension, bits: 30, using: &generator)
      let value = form.dot(IntegerVector(x)).signum()
      let point = CellGenerator(IntegerVector(x))
      #expect(forms.sign(of: 0, at: point) == value)
      guard let sign = forms.certainSign(of: 0, at: point.approximations) else {
        uncertain += 1
        continue
      }
      #expect(sign == value)
      certain += 1
    }
    #expect(certain > 500 && uncertain > 200)
  }

  /// Sums in floating point that have the wrong sign: by rounding, by products and by coordinates
  /// that vanish.
  static let misleading: [(coefficients: [Double], point: [Integer])] = [
    // (1 + 1.5 * 2^-53) is rounded up, and the small last term decides.
    ([1, 0x1.8p-53, -(1 + 0x1p-52), 0x1p-55], [1, 1, 1, 1]),
    // Two products vanish, the third, smaller than their sum, does not.
    (
      [0.8 * 0x1p-100, 0.8 * 0x1p-100, -1.2 * 0x1p-100, 1, 0],
      [1, 1, 1, 0, Integer(2).power(974)]
    ),
    // A coordinate vanishes beside one that is larger by 2^1001.
    ([1e308, -1], [1, Integer(2).power(1_001)]),
  ]

  @Test(arguments: misleading)
  func misleadingSums(example: (coefficients: [Double], point: [Integer])) {
    let form = IntegerVector(direction: example.coefficients.map { Rational(exactly: $0)! })
    let forms = LinearForms(
      count: 1, coefficients: example.coefficients,
      radii: example.coefficients.map { _ in 0 }, exact: { _ in form })
    let point = CellGenerator(IntegerVector(example.point))
    let sum = zip(example.coefficients, point.approximations).reduce(0) { $0 + $1.0 * $1.1 }
    let sign = form.dot(point.vector).signum()
    #expect(sign != 0 && (sum > 0) != (sign > 0))
    #expect(forms.certainSign(of: 0, at: point.approximations) == nil)
    #expect(forms.sign(of: 0, at: point) == sign)
  }

  /// Coefficients that overflow or are no numbers decide nothing.
  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func numbersThatAreNone(number: Double) {
    for radius in [0, Double.infinity, .nan] {
      let forms = LinearForms(count: 1, coefficients: [number, 1], radii: [radius, 0]) { _ in
        IntegerVector([-1, 1])
      }
      for (x, sign) in [([1, 0], -1), ([0, 1], 1), ([1, 1], 0), ([2, 1], -1), ([-1, 0], 1)] {
        #expect(forms.sign(of: 0, at: CellGenerator(IntegerVector(x))) == sign)
      }
    }
  }

  @Test func exactFormsArePrimitiveAndRemembered() {
    let forms = LinearForms([IntegerVector([4, -6]), IntegerVector([0, 0])])
    #expect(forms.count == 2 && forms.coordinateCount == 2)
    #expect(forms.exact(0).entries == [2, -3] && forms.exact(0).entries == [2, -3])
    #expect(forms.exact(1).isZero)
    #expect(LinearForms([]).count == 0)
  }
}
