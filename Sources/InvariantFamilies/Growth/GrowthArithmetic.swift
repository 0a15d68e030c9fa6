import ExactAlgebra

/// The numbers in which derivatives are computed: residues for ranks, rational numbers where entries are
/// wanted.
protocol GrowthArithmetic: Sendable {
  associatedtype Element: Sendable

  var zero: Element { get }
  func add(_ a: Element, _ b: Element) -> Element
  func multiply(_ a: Element, _ b: Element) -> Element
  func isZero(_ a: Element) -> Bool
  /// The image of a rational number; `nil` where it has none.
  func element(_ number: Rational) -> Element?
}

extension PrimeField: GrowthArithmetic {
  var zero: UInt { 0 }
  func isZero(_ a: UInt) -> Bool { a == 0 }
  func element(_ number: Rational) -> UInt? { number.residue(in: self) }
}

/// Rational numbers.
struct RationalArithmetic: GrowthArithmetic {
  var zero: Rational { 0 }
  func add(_ a: Rational, _ b: Rational) -> Rational { a + b }
  func multiply(_ a: Rational, _ b: Rational) -> Rational { a * b }
  func isZero(_ a: Rational) -> Bool { a.isZero }
  func element(_ number: Rational) -> Rational? { number }
}

extension GrowthArithmetic {
  func elements(_ numbers: [Rational]) -> [Element]? {
    let elements = numbers.compactMap(element)
    return elements.count == numbers.count ? elements : nil
  }

  func elements(_ rows: [[Rational]]) -> [[Element]]? {
    let elements = rows.compactMap { self.elements($0) }
    return elements.count == rows.count ? elements : nil
  }

  func innerProduct(_ a: some Sequence<Element>, _ b: some Sequence<Element>) -> Element {
    var sum = zero
    for (x, y) in zip(a, b) { sum = add(sum, multiply(x, y)) }
    return sum
  }
}
