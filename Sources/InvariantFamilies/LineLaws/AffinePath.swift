public import ExactAlgebra

/// A continuous path `R -> R^m` that is affine on finitely many intervals, exact.
///
///     let bend = AffinePath.line.image(under: .relu(weights: [[1], [-1]], biases: [0, 1]))
///     bend.pieces.map(\.upper)      // [0, 1, nil]
///
/// A network with one input is such a path, and so are the values of its hidden layers.
public struct AffinePath: Hashable, Sendable {
  /// A part of the path: `offset + x slope` from the end of the part before up to `upper`.
  public struct Piece: Hashable, Sendable {
    /// Where it ends; `nil` for the last one.
    public let upper: Rational?
    /// The direction; all zeros where the path stands still.
    public let slope: [Rational]
    /// The point that belongs to `x = 0`.
    public let offset: [Rational]

    /// Whether the path stands still.
    public var isConstant: Bool { slope.allSatisfy(\.isZero) }

    /// The point for a number.
    public func callAsFunction(_ x: Rational) -> [Rational] {
      zip(slope, offset).map { $0 * x + $1 }
    }
  }

  /// The parts, from minus to plus infinity, at least one; neighbours differ.
  public let pieces: [Piece]

  /// Parts that are continuous where they meet; neighbours that are one are put together.
  init(joining pieces: [Piece]) {
    var joined: [Piece] = []
    for piece in pieces {
      if let last = joined.last, last.slope == piece.slope, last.offset == piece.offset {
        joined.removeLast()
      }
      joined.append(piece)
    }
    self.pieces = joined
  }

  /// The line itself.
  public static let line = AffinePath(
    joining: [Piece(upper: nil, slope: [1], offset: [0])])

  /// The number of coordinates: `m`.
  public var dimension: Int { pieces[0].offset.count }

  /// The point for a number.
  public func callAsFunction(_ x: Rational) -> [Rational] {
    pieces.first { $0.upper.map { x <= $0 } ?? true }!(x)
  }

  /// The path after a layer.
  ///
  /// - Precondition: the layer takes `dimension` coordinates.
  public func image(under map: LayerMap) -> AffinePath {
    precondition(map.inputCount == dimension, "a layer on another space")
    var images: [Piece] = []
    var lower: Rational?
    for piece in pieces {
      let affine = Self.image(of: piece, under: map.layer.affineForms)
      let bends = map.activation == nil ? [] : affine.zeros(above: lower, below: piece.upper)
      for upper in bends.map(Optional.some) + [piece.upper] {
        let inside = Self.point(between: lower, upper)
        images.append(affine.activated(by: map, at: inside, upTo: upper))
        lower = upper
      }
    }
    return AffinePath(joining: images)
  }

  private static func image(of piece: Piece, under forms: [[Rational]]) -> Piece {
    func product(_ form: [Rational], _ vector: [Rational]) -> Rational {
      zip(form, vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return Piece(
      upper: piece.upper, slope: forms.map { product($0, piece.slope) },
      offset: forms.map { product($0, piece.offset) + $0[$0.count - 1] })
  }

  /// A number inside of an interval.
  private static func point(between lower: Rational?, _ upper: Rational?) -> Rational {
    switch (lower, upper) {
    case (nil, nil): 0
    case (let lower?, nil): lower + 1
    case (nil, let upper?): upper - 1
    case (let lower?, let upper?): (lower + upper) / 2
    }
  }
}

extension AffinePath.Piece {
  /// Where coordinates vanish inside of an interval, in ascending order.
  fileprivate func zeros(above lower: Rational?, below upper: Rational?) -> [Rational] {
    let zeros = zip(slope, offset).compactMap { $0.isZero ? nil : -$1 / $0 }
    return Set(zeros).filter { zero in
      (lower.map { $0 < zero } ?? true) && (upper.map { zero < $0 } ?? true)
    }.sorted()
  }

  /// The part after the activation, where no coordinate changes its sign; `inside` tells the signs.
  fileprivate func activated(
    by map: LayerMap, at inside: Rational, upTo upper: Rational?
  ) -> Self {
    guard let activation = map.activation else { return self }
    let slopes = self(inside).map { activation.slope(isActive: $0.signum() > 0) }
    return Self(
      upper: upper, slope: zip(slope, slopes).map { $0 * $1 },
      offset: zip(offset, slopes).map { $0 * $1 })
  }
}
