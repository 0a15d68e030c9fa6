/// Some points of an open polyhedron, one at least: two of them on different sides of a hyperplane
/// show that it cuts the polyhedron.
struct Witnesses: Sendable {
  /// How many points are kept.
  private static let capacity = 16

  private(set) var points: [CellGenerator]

  init(_ point: CellGenerator) { points = [point] }

  private init?(_ points: [CellGenerator]) {
    guard !points.isEmpty else { return nil }
    self.points = points
  }

  /// The point that is kept longest.
  var first: CellGenerator { points[0] }

  /// What the points say of the side of a form on which the polyhedron lies.
  enum Verdict {
    case decided(Side)
    /// All points are on one side, and there may be others.
    case onOneSide(isPositive: Bool)
  }

  /// What the points say of a form, exactly.
  func verdict(on index: Int, in forms: LinearForms) -> Verdict {
    let signs = points.map { forms.sign(of: index, at: $0) }
    if signs.contains(1) && signs.contains(-1) { return .decided(.both) }
    if signs.contains(0) { return .decided(forms.exact(index).isZero ? .neither : .both) }
    return .onOneSide(isPositive: signs[0] > 0)
  }

  /// Takes one more point, in place of the oldest but the first where there are too many.
  mutating func insert(_ point: CellGenerator) {
    if points.count >= Self.capacity { points.remove(at: 1) }
    points.append(point)
  }

  /// The points on either side of a form; `nil` where there are none.
  func parts(
    by index: Int, in forms: LinearForms
  ) -> (negative: Witnesses?, positive: Witnesses?) {
    let signs = points.map { forms.sign(of: index, at: $0) }
    func part(_ sign: Int) -> Witnesses? {
      Witnesses(zip(points, signs).filter { $0.1 == sign }.map(\.0))
    }
    return (part(-1), part(1))
  }
}
