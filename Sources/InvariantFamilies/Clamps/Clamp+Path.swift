import ExactAlgebra

extension Clamp {
  /// The map as a path on the line, of which the images of laws are known.
  public var path: AffinePath {
    guard !isConstant else {
      return AffinePath(joining: [.init(upper: nil, slope: [0], offset: [offset])])
    }
    // From left to right: the limit that binds first, the affine part, the other limit.
    let (first, last) = slope.signum() > 0 ? (lower, upper) : (upper, lower)
    func argument(of value: Rational) -> Rational { (value - offset) / slope }
    var pieces: [AffinePath.Piece] = []
    if let first {
      pieces.append(.init(upper: argument(of: first), slope: [0], offset: [first]))
    }
    pieces.append(.init(upper: last.map(argument), slope: [slope], offset: [offset]))
    if let last { pieces.append(.init(upper: nil, slope: [0], offset: [last])) }
    return AffinePath(joining: pieces)
  }
}
