import ExactAlgebra
import Testing

/// Vectors of integers beside the same computed entry by entry.
@Suite struct IntegerVectorTests {
  private static func samples(_ count: Int, seed: UInt64) -> [[Integer]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...6, using: &generator)).map { _ in .sample(using: &generator) }
    }
  }

  private static func content(_ entries: [Integer]) -> Integer {
    entries.reduce(0) { greatestCommonDivisor($0, $1) }
  }

  @Test func entriesAreKept() {
    for entries in Self.samples(300, seed: 1) {
      let vector = IntegerVector(entries)
      #expect(vector.count == entries.count && vector.entries == entries)
      #expect(entries.indices.allSatisfy { vector[$0] == entries[$0] })
      #expect(entries.indices.allSatisfy { vector.signum(at: $0) == entries[$0].signum() })
      #expect(vector.isZero == entries.allSatisfy(\.isZero))
      #expect(
        vector.description == "(" + entries.map(\.description).joined(separator: ", ") + ")")
      #expect((-vector).entries == entries.map { -$0 } && vector.entries == entries)
    }
    #expect(IntegerVector([0, 0]).isZero && !IntegerVector([0, -1]).isZero)
    #expect(IntegerVector([Int.max, Int.min]).entries == [Integer(Int.max), Integer(Int.min)])
  }

  @Test func equalityAndHash() {
    var sets: Set<IntegerVector> = []
    let samples = Self.samples(300, seed: 2)
    for entries in samples {
      let (a, b) = (IntegerVector(entries), IntegerVector(entries.map { $0 + 1 - 1 }))
      #expect(a == b && a.hashValue == b.hashValue)
      #expect(a != IntegerVector(entries + [0]))
      for index in entries.indices {
        var other = entries
        other[index] += 1
        #expect(a != IntegerVector(other))
      }
      sets.insert(a)
    }
    #expect(sets.count == Set(samples).count)
  }

  @Test func products() {
    var generator = SeededGenerator(seed: 3)
    for entries in Self.samples(300, seed: 3) {
      let others = entries.map { _ in Integer.sample(using: &generator) }
      let (x, y) = (IntegerVector(entries), IntegerVector(others))
      let product = zip(entries, others).reduce(Integer(0)) { $0 + $1.0 * $1.1 }
      #expect(x.dot(y) == product && y.dot(x) == product)
      #expect((-x).dot(y) == -product)
      #expect(x.dot(x) == entries.reduce(Integer(0)) { $0 + $1 * $1 })
    }
  }

  @Test func primitiveVectors() {
    var (scaledCount, generator) = (0, SeededGenerator(seed: 4))
    for entries in Self.samples(300, seed: 4) {
      let vector = IntegerVector(entries)
      let primitive = vector.primitive
      #expect(primitive.primitive == primitive)
      guard !vector.isZero else {
        #expect(primitive == vector)
        continue
      }
      let content = Self.content(entries)
      #expect(Self.content(primitive.entries) == 1)
      #expect(primitive.entries.map { $0 * content } == entries)
      if content != 1 { scaledCount += 1 }
      let factor = Integer.nonzeroSample(using: &generator).magnitude
      #expect(IntegerVector(entries.map { factor * $0 }).primitive == primitive)
      #expect(IntegerVector(entries.map { -factor * $0 }).primitive == -primitive)
      // The same direction, from fractions.
      let fractions = entries.map { Rational($0, factor) }
      #expect(IntegerVector(direction: fractions) == primitive)
    }
    #expect(scaledCount > 20)
    #expect(IntegerVector(direction: [Rational(1, 6), Rational(-3, 4), 0]).entries == [2, -9, 0])
  }

  @Test func combinations() {
    var generator = SeededGenerator(seed: 5)
    for entries in Self.samples(300, seed: 5) {
      let others = entries.map { _ in Integer.sample(using: &generator) }
      let (a, b) = (Integer.sample(using: &generator), Integer.sample(using: &generator))
      let expected = zip(entries, others).map { a * $0 + b * $1 }
      let (x, y) = (IntegerVector(entries), IntegerVector(others))
      #expect(IntegerVector.combination(a, x, b, y) == IntegerVector(expected).primitive)
      #expect(IntegerVector.combination(a, x, -a, x).isZero)
      #expect(x.entries == entries && y.entries == others)
    }
  }

  /// The bounds that are stated, exactly.
  private func expectApproximations(of entries: [Integer]) {
    let values = IntegerVector(entries).approximations
    let largest = entries.map(\.magnitude).max()!
    let power = Rational(Integer(2).power(largest.bitWidth))
    let (relative, absolute) = (
      Rational(1, Integer(2).power(52)), Rational(1, Integer(2).power(1_000))
    )
    for (value, entry) in zip(values, entries) {
      let exact = Rational(entry) / power
      let error = (Rational(exactly: value)! - exact).magnitude
      #expect(error <= max(relative * exact.magnitude, absolute))
      // A sign is never wrong.
      #expect(value == 0 || (value > 0) == (entry.signum() > 0))
    }
    guard !largest.isZero else { return }
    let size = values.map(\.magnitude).max()!
    #expect(0.5 <= size && size <= 1)
  }

  @Test func approximations() {
    for entries in Self.samples(500, seed: 6) { expectApproximations(of: entries) }
    expectApproximations(of: [0, 0])
    expectApproximations(of: [Integer(Int.max), Integer(Int.min), 1, -1])
    for bits in 50...70 {
      let power = Integer(2).power(bits)
      expectApproximations(of: [power - 1, 1 - power, 1])
      expectApproximations(of: [power, 1])
      expectApproximations(of: [power + 1, -1])
    }
  }

  /// Entries of which one has `bits` bits more than the other.
  @Test(arguments: [950, 998, 999, 1_000, 1_001, 1_002, 1_023, 1_074, 1_100, 5_000, 332_193])
  func approximationsOfVeryDifferentEntries(bits: Int) {
    for small in [1, 3, (1 << 61) - 1, Int.max] {
      let large = Integer(small) * Integer(2).power(bits)
      expectApproximations(of: [large, Integer(small), -Integer(small), 0])
      expectApproximations(of: [Integer(small), -large - 1])
    }
  }

  @Test func wrongUseStops() async {
    await #expect(processExitsWith: .trap) { _ = IntegerVector([Int]()) }
    await #expect(processExitsWith: .trap) { _ = IntegerVector([1, 2])[2] }
    await #expect(processExitsWith: .trap) { _ = IntegerVector([1, 2]).signum(at: -1) }
    await #expect(processExitsWith: .trap) {
      _ = IntegerVector([1, 2]).dot(IntegerVector([1, 2, 3]))
    }
    await #expect(processExitsWith: .trap) {
      _ = IntegerVector.combination(1, IntegerVector([1]), 1, IntegerVector([1, 2]))
    }
  }
}
