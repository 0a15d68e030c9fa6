import ExactAlgebra
import Oracles
import Testing

@testable import Polyhedra

/// Signs that floating point calls certain, against integers: exponents over the whole range of
/// doubles, sums that overflow on the way, and sums that nearly cancel.
@Suite struct ExtremeSignTests {
  private static let formCount = 6

  private struct Tally {
    var (systems, certain, wrong) = (0, 0, 0)
    var zeros = 0
  }

  /// Coefficients, the last one so that the sum at the point nearly vanishes, or vanishes.
  private static func cancelling(
    _ coefficients: [Double], at point: [Double], using generator: inout SeededGenerator
  ) -> [Double] {
    guard let last = point.indices.last(where: { point[$0] != 0 }) else { return coefficients }
    var result = coefficients
    var sum = 0.0
    for index in point.indices where index != last { sum += result[index] * point[index] }
    let value = -sum / point[last]
    if value.isFinite {
      result[last] = value.neighbour(Int.random(in: -2...2, using: &generator))
    }
    return result
  }

  private static func compare(
    _ rows: [[Double]], at point: [Double], radii: [Double]? = nil, exact: [[Integer]],
    _ tally: inout Tally
  ) {
    let count = rows.count
    let vectors = exact.map { IntegerVector($0) }
    let columns = point.indices.flatMap { column in rows.map { $0[column] } }
    let forms = LinearForms(
      count: count, coefficients: columns, radii: radii ?? columns.map { _ in 0 }
    ) { vectors[$0] }
    let generator = CellGenerator(IntegerVector(point.exactIntegers))
    let (values, errors) = forms.values(at: generator.approximations)
    for form in 0..<count {
      let sign = vectors[form].dot(generator.vector).signum()
      if sign == 0 { tally.zeros += 1 }
      let certain = forms.certainSign(of: form, at: generator.approximations)
      for claim in [certain, values[form].certainSign(error: errors[form])] {
        if let claim, claim != sign { tally.wrong += 1 }
      }
      if forms.sign(of: form, at: generator) != sign { tally.wrong += 1 }
      tally.systems += 1
      if certain != nil { tally.certain += 1 }
    }
  }

  /// Forms that are known exactly, at points of all sizes: 25,200 systems for each spread.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func exactForms(spread: ExtremeNumbers.Spread) {
    var generator = SeededGenerator(seed: 21)
    var tally = Tally()
    let numbers = ExtremeNumbers(spread)
    for round in 0..<4_200 {
      let size = Int.random(in: 2...6, using: &generator)
      let spread: ExtremeNumbers.Spread = [.moderate, .everywhere, .bothEnds][round % 3]
      var point = ExtremeNumbers(spread).draw(size, using: &generator)
      if round % 2 == 0 { point[size - 1] = 1 }
      let rows = (0..<Self.formCount).map { form in
        let row = numbers.draw(size, using: &generator)
        return form % 2 == 0 ? row : Self.cancelling(row, at: point, using: &generator)
      }
      Self.compare(rows, at: point, exact: rows.map(\.exactIntegers), &tally)
    }
    #expect(tally.systems == 25_200 && tally.wrong == 0)
    #expect(tally.certain > 10_000, "\(tally.certain) certain")
    #expect(tally.zeros > 500)
  }

  /// Forms within radii: the exact one is a corner of the box, times a positive factor.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func formsWithinRadii(spread: ExtremeNumbers.Spread) {
    var generator = SeededGenerator(seed: 22)
    var tally = Tally()
    let numbers = ExtremeNumbers(spread)
    for _ in 0..<800 {
      let size = Int.random(in: 2...5, using: &generator)
      let point = ExtremeNumbers(.moderate).draw(size - 1, using: &generator) + [1]
      let width = [0, 0x1p-60, 0x1p-52, 0x1p-20, 1].randomElement(using: &generator)!
      let rows = (0..<Self.formCount).map { form in
        let row = numbers.draw(size, using: &generator)
        return form % 2 == 0 ? row : Self.cancelling(row, at: point, using: &generator)
      }
      let radii = rows.map { row in
        row.map { _ in width * (row.map(\.magnitude).max() ?? 0) }
      }
      let exact = zip(rows, radii).map { row, radii in
        let integers = (row + radii).exactIntegers
        return row.indices.map { index in
          let change = integers[row.count + index]
          return integers[index] + (Bool.random(using: &generator) ? change : -change)
        }
      }
      let columns = point.indices.flatMap { column in radii.map { $0[column] } }
      Self.compare(rows, at: point, radii: columns, exact: exact, &tally)
    }
    #expect(tally.systems == 4_800 && tally.wrong == 0)
    #expect(tally.certain > 500, "\(tally.certain) certain")
  }

  /// Pairs and triples near the end of the range whose sums overflow and come back.
  @Test func sumsThatOverflowOnTheWay() {
    let big = 0x1.fp1023
    var tally = Tally()
    var rows: [[Double]] = []
    for remainder in [-0x1p1000, -1, 0, 1, 0x1p1000] {
      rows += [
        [big, big, -big, -big, remainder], [big, big, big, -big * 0.75, -big],
        [-big, -big, big, big, remainder], [-big, -big, -big, big * 0.75, big],
        [big / 2, big, -big, -big, remainder],
      ]
    }
    let point = [1.0, 1, 1, 1, 1]
    Self.compare(rows, at: point, exact: rows.map(\.exactIntegers), &tally)
    #expect(tally.systems == 25 && tally.wrong == 0)
    // All but those that nearly cancel are decided without integers.
    #expect(tally.certain >= 12)
    #expect(rows.allSatisfy { !$0.reduce(0, +).isFinite || $0[0] < big })
  }

  /// A value beyond the range, whose error is not, decides nothing.
  @Test func valuesThatOverflowed() {
    for value in [Double.infinity, -.infinity, .nan] {
      for error in [0, 1, Double.greatestFiniteMagnitude, .infinity, .nan] {
        #expect(value.certainSign(error: error) == nil)
      }
    }
    #expect(1.0.certainSign(error: .nan) == nil && 1.0.certainSign(error: .infinity) == nil)
    #expect(0.0.certainSign(error: 0) == nil)
    #expect(2.0.certainSign(error: 1) == 1 && (-2.0).certainSign(error: 1) == -1)
    #expect(1.0.certainSign(error: 1) == nil)
  }

  /// The same for forms made of integers of any size.
  @Test func integerForms() {
    var generator = SeededGenerator(seed: 23)
    var (certain, systems) = (0, 0)
    for _ in 0..<1_500 {
      let size = Int.random(in: 2...5, using: &generator)
      let point = ExtremeNumbers(.everywhere).draw(size, using: &generator)
      let rows = (0..<4).map { _ in
        let row = ExtremeNumbers(.everywhere).draw(size, using: &generator).exactIntegers
        return IntegerVector(row)
      }
      let forms = LinearForms(rows)
      let place = CellGenerator(IntegerVector(point.exactIntegers))
      for (index, row) in rows.enumerated() {
        let sign = row.dot(place.vector).signum()
        #expect(forms.sign(of: index, at: place) == sign)
        if let claim = forms.certainSign(of: index, at: place.approximations) {
          #expect(claim == sign)
          certain += 1
        }
        systems += 1
      }
    }
    #expect(systems == 6_000 && certain > 3_000)
  }
}
