import ExactAlgebra
import Polyhedra

@testable import GaussianMeasures

/// Gaussian laws with the dependence of a tree or of neighbours, and slabs for their coordinates.
struct ChainSpecimen: Sendable, CustomStringConvertible {
  enum Kind: Sendable { case path, tree, neighbours }

  let name: String
  let law: GaussianLaw
  /// For each coordinate a lower end, an upper one, or both.
  let ends: [(lower: Rational?, upper: Rational?)]

  var description: String { name }
  var dimension: Int { ends.count }

  /// Drawn from a seed, with means, unequal variances and slabs of all kinds.
  init(_ kind: Kind, _ dimension: Int, seed: UInt64) throws {
    name = "\(kind) \(dimension), seed \(seed)"
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Rational {
      Rational(Int.random(in: range, using: &generator)) / 8
    }
    func sign() -> Rational { Bool.random(using: &generator) ? 1 : -1 }
    var factor: [[Rational]] = []
    for row in 0..<dimension {
      var entries = [Rational](repeating: 0, count: dimension)
      let parent = kind == .tree ? Int.random(in: 0...max(0, row - 1), using: &generator) : row - 1
      if row > 0 {
        let coefficient = sign() * number(2...10)
        if kind == .neighbours {
          entries[row - 1] = coefficient
        } else {
          entries = factor[parent].map { coefficient * $0 }
        }
      }
      entries[row] += number(4...12)
      factor.append(entries)
    }
    law = try GaussianLaw(mean: (0..<dimension).map { _ in number(-6...6) }, factor: factor)
    ends = (0..<dimension).map { _ in
      let lower = number(-16...4)
      switch Int.random(in: 0...2, using: &generator) {
      case 0: return (lower, nil)
      case 1: return (nil, -lower)
      default: return (lower, lower + number(1...24))
      }
    }
  }

  /// The slabs, whose coordinates may be in another order and have other signs and units.
  func halfSpaces(order: [Int]? = nil) -> [HalfSpace] {
    (order ?? Array(0..<dimension)).enumerated().flatMap { place, axis in
      let scale: Rational = order == nil ? 1 : Rational(place + 2) / 3
      func unit(_ sign: Rational) -> [Rational] {
        (0..<dimension).map { $0 == axis ? sign * scale : 0 }
      }
      return [
        ends[axis].lower.map { HalfSpace(normal: unit(1), offset: -$0 * scale) },
        ends[axis].upper.map { HalfSpace(normal: unit(-1), offset: $0 * scale) },
      ].compactMap { $0 }
    }
  }
}
