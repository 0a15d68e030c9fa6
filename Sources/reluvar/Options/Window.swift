import ExactAlgebra
import Regions

/// A rectangle of a plane.
struct Window {
  let x: ClosedRange<Rational>
  let y: ClosedRange<Rational>

  init(x: ClosedRange<Rational>, y: ClosedRange<Rational>) {
    self.x = x
    self.y = y
  }

  /// The smallest one that contains some points, at least one.
  init(of points: [PlanePoint]) {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    self.init(x: xs.min()!...xs.max()!, y: ys.min()!...ys.max()!)
  }

  /// The same with a margin of a fifth of the larger side, or 1 where there is none.
  init(around points: [PlanePoint]) {
    let tight = Window(of: points)
    let sides = [tight.x, tight.y].map { $0.upperBound - $0.lowerBound }
    let size = max(sides[0], sides[1])
    let margin = size.isZero ? 1 : size * Rational(1, 5)
    self.init(
      x: tight.x.lowerBound - margin...tight.x.upperBound + margin,
      y: tight.y.lowerBound - margin...tight.y.upperBound + margin)
  }
}
