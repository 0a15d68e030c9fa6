public import ExactAlgebra
import LongWork

/// An ideal that monomials generate, such as the leading monomials of a Groebner basis.
///
///     let ideal = MonomialIdeal(generators: [[2, 0], [1, 1]], variableCount: 2)
///     try ideal.numerator                  // 1, 0, -2, 1
///     try ideal.hilbertSeries?.degree      // 1
///
/// A homogeneous ideal has the Hilbert function of its leading ideal (Macaulay 1927).
public struct MonomialIdeal: Hashable, Sendable {
  /// The number of variables of the ring.
  public let variableCount: Int
  /// The exponents of the minimal generators, in the order in which they were given.
  public let generators: [[Int]]

  /// The ideal of some monomials; those that others divide are left out.
  ///
  /// - Precondition: an exponent that is not negative for each variable.
  public init(generators: [[Int]], variableCount: Int) {
    precondition(
      generators.allSatisfy { $0.count == variableCount && $0.allSatisfy { $0 >= 0 } },
      "an exponent is expected for each variable")
    self.variableCount = variableCount
    let all = Monomials(generators, variableCount: variableCount)
    let byDegree = generators.indices.sorted {
      (all.degree(of: $0), $0) < (all.degree(of: $1), $1)
    }
    var minimal: [Int] = []
    for index in byDegree where !minimal.contains(where: { all.divides($0, index) }) {
      minimal.append(index)
    }
    self.generators = minimal.sorted().map { generators[$0] }
  }

  /// The coefficients of the polynomial that the Hilbert series has over `(1 - t)^n`, with `n` the
  /// number of variables; empty for the whole ring.
  ///
  /// For a variable `x` and the least exponent `e > 0` with which it occurs, the generators without
  /// `x` generate `A`, and the exact sequence `0 -> R/(I : x^e)(-e) -> R/I -> R/(A + x^e) -> 0` gives
  /// `K(I) = (1 - t^e) K(A) + t^e K(I : x^e)` (Bayer and Stillman 1992, Bigatti 1997). Generators
  /// that are coprime to all others are factors `1 - t^deg`. Nothing can overflow: where a machine
  /// word does not hold a coefficient, all is done again with integers of any size.
  ///
  /// - Throws: as `Interruption.check()`.
  public var numerator: [Integer] {
    get throws {
      let monomials = Monomials(generators, variableCount: variableCount)
      var words = NumeratorRun<CheckedWord>(monomials)
      let numerator = try words.numerator()
      if numerator.allSatisfy(\.isExact) {
        return Self.trimmed(numerator.map { Integer($0.value) })
      }
      var integers = NumeratorRun<Integer>(monomials)
      return Self.trimmed(try integers.numerator())
    }
  }

  /// The Hilbert series of the quotient by the ideal; `nil` for the whole ring, whose quotient is
  /// zero.
  ///
  /// - Throws: as `Interruption.check()`.
  public var hilbertSeries: HilbertSeries? {
    get throws { hilbertSeries(numerator: try numerator) }
  }

  /// The same where the numerator has been computed.
  public func hilbertSeries(numerator: [Integer]) -> HilbertSeries? {
    numerator.isEmpty
      ? nil : HilbertSeries(numerator: numerator, denominatorExponent: variableCount)
  }

  private static func trimmed(_ numbers: [Integer]) -> [Integer] {
    Array(numbers[...(numbers.lastIndex { !$0.isZero } ?? -1)])
  }
}

/// Monomials one after the other, with bits for the variables that occur.
private struct Monomials {
  let variableCount: Int
  private var exponents: [Int32] = []
  private var supports: [UInt64] = []

  init(_ monomials: [[Int]], variableCount: Int) {
    self.variableCount = variableCount
    for monomial in monomials { append(monomial.map { Int32($0) }) }
  }

  var count: Int { supports.count }

  subscript(_ monomial: Int, _ variable: Int) -> Int {
    Int(exponents[monomial * variableCount + variable])
  }

  func degree(of monomial: Int) -> Int {
    exponents[monomial * variableCount..<(monomial + 1) * variableCount].reduce(0) { $0 + Int($1) }
  }

  func divides(_ a: Int, _ b: Int) -> Bool {
    guard supports[a] & ~supports[b] == 0 else { return false }
    let (first, second) = (a * variableCount, b * variableCount)
    for variable in 0..<variableCount
    where exponents[first + variable] > exponents[second + variable] {
      return false
    }
    return true
  }

  /// Adds a monomial divided by a power of a variable, and returns its place.
  mutating func append(_ monomial: Int, dividedBy variable: Int, power: Int) -> Int {
    var new = Array(exponents[monomial * variableCount..<(monomial + 1) * variableCount])
    new[variable] -= Int32(power)
    append(new)
    return count - 1
  }

  /// Leaves out all monomials from a place on.
  mutating func removeAll(from place: Int) {
    exponents.removeLast(exponents.count - place * variableCount)
    supports.removeLast(supports.count - place)
  }

  private mutating func append(_ monomial: [Int32]) {
    exponents += monomial
    // Where there are more than 64 variables, they share bits.
    supports.append(
      monomial.indices.reduce(0) { bits, variable in
        monomial[variable] > 0 ? bits | 1 << UInt64(variable % 64) : bits
      })
  }
}

/// The recursion for numerators, with numbers of some kind.
private struct NumeratorRun<Number: AdditiveArithmetic & ExpressibleByIntegerLiteral> {
  private var monomials: Monomials
  private var stepCount = 0

  init(_ monomials: Monomials) { self.monomials = monomials }

  mutating func numerator() throws -> [Number] { try numerator(of: Array(0..<monomials.count)) }

  /// The numerator for minimal generators.
  private mutating func numerator(of generators: [Int]) throws -> [Number] {
    stepCount += 1
    if stepCount.isMultiple(of: 1_024) { try Interruption.check() }
    let uses = useCounts(in: generators)
    guard let pivot = uses.indices.max(by: { uses[$0] < uses[$1] }), uses[pivot] > 1 else {
      return product(of: generators)
    }
    let (coprime, others) = separate(generators, by: uses)
    let power = others.reduce(Int.max) {
      monomials[$1, pivot] > 0 ? min($0, monomials[$1, pivot]) : $0
    }
    let rest = others.filter { monomials[$0, pivot] == 0 }
    var sum = try numerator(of: rest)
    Self.multiply(&sum, byOneMinusPower: power)
    Self.add(
      try numerator(ofQuotient: others, rest: rest, by: pivot, power: power), to: &sum,
      shiftedBy: power)
    for generator in coprime {
      Self.multiply(&sum, byOneMinusPower: monomials.degree(of: generator))
    }
    return sum
  }

  /// The numerator of the quotient by a power of a variable that divides all generators but the
  /// rest.
  private mutating func numerator(
    ofQuotient generators: [Int], rest: [Int], by variable: Int, power: Int
  ) throws -> [Number] {
    let place = monomials.count
    defer { monomials.removeAll(from: place) }
    var (divided, free) = ([Int](), [Int]())
    for generator in generators where monomials[generator, variable] > 0 {
      let new = monomials.append(generator, dividedBy: variable, power: power)
      divided.append(new)
      if monomials[new, variable] == 0 { free.append(new) }
    }
    let kept = rest.filter { old in !free.contains { monomials.divides($0, old) } }
    return try numerator(of: kept + divided)
  }

  /// How many generators contain each variable.
  private func useCounts(in generators: [Int]) -> [Int] {
    var uses = Array(repeating: 0, count: monomials.variableCount)
    for generator in generators {
      for variable in uses.indices where monomials[generator, variable] > 0 { uses[variable] += 1 }
    }
    return uses
  }

  /// Generators that share no variable with any other, and those that do.
  private func separate(_ generators: [Int], by uses: [Int]) -> (coprime: [Int], others: [Int]) {
    var (coprime, others) = ([Int](), [Int]())
    for generator in generators {
      let isCoprime = uses.indices.allSatisfy { uses[$0] < 2 || monomials[generator, $0] == 0 }
      if isCoprime { coprime.append(generator) } else { others.append(generator) }
    }
    return (coprime, others)
  }

  /// For generators without common variables; zero for the generator 1.
  private func product(of generators: [Int]) -> [Number] {
    var product: [Number] = [1]
    for generator in generators {
      Self.multiply(&product, byOneMinusPower: monomials.degree(of: generator))
    }
    return product
  }

  private static func multiply(_ numbers: inout [Number], byOneMinusPower power: Int) {
    let old = numbers
    numbers += Array(repeating: .zero, count: power)
    for (index, value) in old.enumerated() { numbers[index + power] -= value }
  }

  private static func add(_ numbers: [Number], to sum: inout [Number], shiftedBy power: Int) {
    if sum.count < numbers.count + power {
      sum += Array(repeating: .zero, count: numbers.count + power - sum.count)
    }
    for (index, value) in numbers.enumerated() { sum[index + power] += value }
  }
}

/// A machine word that knows whether it is the right number.
private struct CheckedWord: AdditiveArithmetic, ExpressibleByIntegerLiteral {
  private(set) var value: Int
  private(set) var isExact = true

  init(integerLiteral value: Int) { self.value = value }

  private init(_ result: (partialValue: Int, overflow: Bool), isExact: Bool) {
    value = result.partialValue
    self.isExact = isExact && !result.overflow
  }

  static var zero: CheckedWord { 0 }

  static func + (a: CheckedWord, b: CheckedWord) -> CheckedWord {
    CheckedWord(a.value.addingReportingOverflow(b.value), isExact: a.isExact && b.isExact)
  }

  static func - (a: CheckedWord, b: CheckedWord) -> CheckedWord {
    CheckedWord(a.value.subtractingReportingOverflow(b.value), isExact: a.isExact && b.isExact)
  }
}
