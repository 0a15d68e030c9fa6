import ExactAlgebra
import Networks
import NumericalAlgebra
import Oracles
import Specimens
import Testing
import Varieties

@testable import NetworkVarieties

/// Checks up to a tolerance at all sizes of numbers, against exact reasoning.
@Suite struct ExtremeCheckingTests {
  private static func exact(_ number: Double) -> Rational { Rational(exactly: number)! }

  /// Whether the smaller singular value of a matrix of two columns is larger than `tolerance` times
  /// the larger one, by its determinant and the sum of its squares.
  ///
  /// With singular values `s >= t` and `r = (t / s)^2` the quotient of `(s t)^2` by
  /// `(s^2 + t^2)^2` is `r / (1 + r)^2`, which grows with `r` from 0 to 1.
  private static func isViolated(_ matrix: [[Rational]], tolerance: Rational) -> Bool {
    let (a, b, c, d) = (matrix[0][0], matrix[0][1], matrix[1][0], matrix[1][1])
    let determinant = a * d - b * c
    let squares = a * a + b * b + c * c + d * d
    guard !squares.isZero else { return false }
    let r = tolerance * tolerance
    return determinant * determinant * (1 + r) * (1 + r) > r * squares * squares
  }

  /// Two by two matrices of rank at most 1, up to a tolerance, with entries of all sizes.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func ranksOfMatrices(spread: ExtremeNumbers.Spread) throws {
    let variety = try RandomNetwork([2, 1, 2], "1").variety
    var generator = SeededGenerator(seed: 51)
    var (violated, satisfied, refused) = (0, 0, 0)
    for _ in 0..<1_000 {
      let scale = ExtremeNumbers(spread).draw(using: &generator)
      let tolerance = [1e-12, 1e-9, 1e-6, 1e-3, 0.1].randomElement(using: &generator)!
      // Nearly of rank 1 relative to the scale, or without any relation.
      let row = ExtremeNumbers(.moderate).draw(2, using: &generator)
      let factor = Double.random(in: -2...2, using: &generator)
      let change =
        tolerance * Double.random(in: 0...40, using: &generator)
        * (Bool.random(using: &generator) ? 1 : 1e-3)
      let near = [row, [row[0] * factor, row[1] * factor + change]]
        .map { $0.map { Self.exact($0) * Self.exact(scale) } }
      let free = (0..<2).map { _ in
        ExtremeNumbers(spread).draw(2, using: &generator).map(Self.exact)
      }
      for matrix in [near, free] {
        // Not where rounding may decide.
        let decisions = [Rational(999, 1_000), Rational(1_001, 1_000)].map {
          Self.isViolated(matrix, tolerance: $0 * Self.exact(tolerance))
        }
        guard decisions[0] == decisions[1] else { continue }
        let largest = matrix.joined().map(\.magnitude).max()!
        guard largest.isZero || Double(approximating: largest).isNormal else {
          #expect(throws: (any Error).self) { try variety.check([matrix], tolerance: tolerance) }
          refused += 1
          continue
        }
        let verdict = try variety.check([matrix], tolerance: tolerance)
        #expect(verdict.isSatisfied == !decisions[0], "\(matrix), \(tolerance)")
        if verdict.isSatisfied { satisfied += 1 } else { violated += 1 }
        for violation in verdict.violations {
          guard case .relative(let distance) = violation.measure else {
            Issue.record("a measure that is not relative")
            continue
          }
          #expect(distance > tolerance && distance < 1.001)
        }
      }
    }
    #expect(
      spread == .nearUnderflow ? refused > 1_000 : violated > 150 && satisfied > 150,
      "\(violated) violated, \(satisfied) satisfied")
  }

  /// Where everything is multiplied by one number, the verdict stays, distances included.
  @Test(arguments: [-1_020, -900, -520, -400, 400, 520, 900, 1_000])
  func verdictsDoNotDependOnUnits(exponent: Int) throws {
    let factor = Rational(2).power(exponent)
    let cases = CheckingTests.cases.prefix(40)
    #expect(cases.count == 40)
    var generator = SeededGenerator(seed: 52)
    var violations = 0
    for data in cases {
      let variety = try data.variety
      let outputs = (0..<data.pointCount).map { _ in
        (0..<variety.coordinates.rowCount).map { _ in
          Rational(Int.random(in: -9...9, using: &generator))
        }
      }
      let plain = try variety.check(outputs, tolerance: 1e-6)
      let scaled = try variety.check(outputs.map { $0.map { factor * $0 } }, tolerance: 1e-6)
      #expect(plain.violations.map(\.measure) == scaled.violations.map(\.measure))
      violations += plain.violations.count
    }
    #expect(violations > 40)
  }

  /// Values of generators vanish by underflow long before they are small beside the point.
  @Test(arguments: [-1_070, -700, -300, 300, 700, 1_020, 20_000, -20_000])
  func generatorsAtAllSizes(exponent: Int) async throws {
    let variety = try RandomNetwork([3, 3, 3], "110", "001").variety
    let generators = Array(try await variety.ideal(upToDegree: 3).generators)
    var generator = SeededGenerator(seed: 53)
    let point = (0..<variety.ambientDimension).map { _ in
      Rational(2 * Int.random(in: -9...9, using: &generator) + 1)
    }
    let scaled = point.map { $0 * Rational(2).power(exponent) }
    let exact = generators.violations(at: point)
    #expect(generators.count == 10 && exact.count > 6)
    for tolerance in [0, 1e-9, 0.1, 0.999] {
      let plain = generators.violations(at: point, tolerance: tolerance)
      let other = generators.violations(at: scaled, tolerance: tolerance)
      #expect(plain.map(\.measure) == other.map(\.measure))
      #expect(plain.count == exact.count || tolerance > 0.01)
    }
    // Near the variety one minor is as large as the step.
    let matrices = generators.filter { $0.degree == 2 }
    #expect(matrices.count == 9)
    for step in [Rational(2).power(-20), Rational(2).power(-400)] {
      let near = variety.coordinates.point(of: [
        [[1, 0, 0], [0, 0, 0], [0, 0, 0]], [[1, 0, 0], [0, step, 0], [0, 0, 0]],
      ])
      let violations = matrices.violations(at: near, tolerance: 0)
      #expect(violations.count == 1)
      guard case .relative(let distance)? = violations.first?.measure else { continue }
      let expected = Double(approximating: step) / 2.0.squareRoot()
      let error = abs(distance - expected)
      #expect(error < 1e-5 * expected)
    }
  }

  /// Matrices of one pattern that differ, of all sizes; the norm of one by one matrices is exact.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func contradictions(spread: ExtremeNumbers.Spread) throws {
    var generator = SeededGenerator(seed: 54)
    var (counted, passed, refused) = (0, 0, 0)
    for _ in 0..<1_000 {
      let value = ExtremeNumbers(spread).draw(using: &generator)
      let ratio = Double(
        sign: .plus, exponent: .random(in: -60...60, using: &generator), significand: 1.25)
      let difference = Self.exact(value) * Self.exact(ratio)
      let tolerance = Double.random(in: 0...0.9, using: &generator)
      let contradiction = Violation(
        subject: .samePattern(first: 0, second: 1), measure: .exact(difference))
      let matrices = [[[Self.exact(value)]]]
      guard value.isNormal else {
        #expect(throws: (any Error).self) {
          try [contradiction].relative(to: matrices, tolerance: tolerance)
        }
        refused += 1
        continue
      }
      let counts = try [contradiction].relative(to: matrices, tolerance: tolerance).count == 1
      #expect(counts == (ratio / 2.0.squareRoot() > tolerance))
      if counts { counted += 1 } else { passed += 1 }
    }
    #expect(spread == .nearUnderflow ? refused == 1_000 : counted > 200 && passed > 200)
    // Beside zeros every difference is infinitely large, also one that no double is near.
    for size in [-5_000, 0, 5_000] {
      let contradiction = Violation(
        subject: .samePattern(first: 0, second: 1), measure: .exact(Rational(10).power(size)))
      let violations = try [contradiction].relative(to: [[[0]]], tolerance: 0.9)
      #expect(violations.map(\.measure) == [.relative(.infinity)])
    }
  }

  /// Points that only exact arithmetic tells apart are refused, not judged.
  @Test func nearlyDependentPoints() throws {
    let tiny = Rational(2).power(-90)
    let blocks = [
      Block(
        try ActivationPattern(parsing: "111"),
        points: [[1, 0], [1, tiny], [0, 1]])
    ]
    let variety = try OutputVariety(of: Architecture(widths: [2, 3, 2]), on: blocks)
    #expect(variety.relationCount == 2)
    let outputs: [[Rational]] = [[1, 0], [1, 2 * tiny], [0, 2]]
    #expect(try variety.check(outputs).isSatisfied)
    #expect(throws: NumericalError.nearlyDependent) {
      try variety.check(outputs, tolerance: 1e-6)
    }
  }

  /// Points of all sizes: those of each block are brought near 1 exactly.
  @Test(arguments: [-20_000, -1_060, -600, 600, 1_020, 20_000])
  func pointsOfAllSizes(exponent: Int) throws {
    let size = Rational(2).power(exponent)
    let points: [[Rational]] = [[1, 0], [size, 0], [0, size], [size, -3 * size]]
    let variety = try OutputVariety(
      of: Architecture(widths: [2, 3, 2]),
      on: [Block(try ActivationPattern(parsing: "111"), points: points)])
    let map: [[Rational]] = [[2, 1], [-1, 3]]
    let unit = exponent < 0 ? 1 : 1 / size
    var outputs = points.map { point in
      map.map { row in zip(row, point).reduce(Rational(0)) { $0 + $1.0 * $1.1 } * unit }
    }
    #expect(try variety.check(outputs).isSatisfied)
    #expect(try variety.check(outputs, tolerance: 1e-10).isSatisfied)
    outputs[exponent < 0 ? 0 : 3][1] += 1
    #expect(try !variety.check(outputs).isSatisfied)
    let verdict = try variety.check(outputs, tolerance: 1e-3)
    #expect(exponent < 0 || !verdict.isSatisfied)
  }
}
