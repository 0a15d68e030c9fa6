import ExactAlgebra
import Polyhedra
public import Regions

extension InputDomain {
  /// The names of domains of different kinds; `specimen(_:inputCount:)` has one more, `halfspace`.
  public static let specimens = ["everything", "box", "slice", "polytope"]

  /// The domain with a name.
  public static func specimen(_ name: String, inputCount: Int) throws -> InputDomain {
    switch name {
    case "box":
      return try .box((0..<inputCount).map { (Rational(-1), Rational(Integer($0 + 1), 2)) })
    case "slice":
      let origin = (0..<inputCount).map { Rational(Integer($0), 3) }
      let direction = (0..<inputCount).map { Rational($0 + 1) }
      return InputDomain(slice: try AffineSlice(origin: origin, directions: [direction]))
    case "polytope":
      let all = [Rational](repeating: 1, count: inputCount)
      return InputDomain(halfSpaces: [
        HalfSpace(normal: all, offset: 1), HalfSpace(normal: all.map { -$0 }, offset: 2),
        // Without effect, and a repetition.
        HalfSpace(normal: all, offset: 7), HalfSpace(normal: all, offset: 1, isOpen: false),
      ])
    case "halfspace":
      let normal = (0..<inputCount).map { Rational($0 == 0 ? 1 : 0) }
      return InputDomain(halfSpaces: [HalfSpace(normal: normal, offset: 1)])
    default: return .everything
    }
  }
}
