import ExactAlgebra
import Polyhedra

/// Systems drawn at random.
struct RandomSystem: Sendable {
  var dimension: Int
  var rows: ClosedRange<Int>
  var size = 3
  var hasOffsets = true
  /// The probability that an inequality is strict.
  var openness = 0.5
  var denominators = 1...1

  func draw(using generator: inout SeededGenerator) -> InequalitySystem {
    func number() -> Rational {
      Rational(
        Integer(Int.random(in: -size...size, using: &generator)),
        Integer(Int.random(in: denominators, using: &generator)))
    }
    let count = Int.random(in: rows, using: &generator)
    return InequalitySystem(
      dimension: dimension,
      (0..<count).map { _ in
        HalfSpace(
          normal: (0..<dimension).map { _ in number() }, offset: hasOffsets ? number() : 0,
          isOpen: Double.random(in: 0..<1, using: &generator) < openness)
      })
  }
}

extension RandomSystem: CustomStringConvertible {
  var description: String { "\(rows) rows in dimension \(dimension)" }
}
