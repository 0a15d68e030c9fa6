public import ExactAlgebra
import LongWork
import Networks
public import RandomNetworks

/// A law with finite support: distinct points with positive weights of sum 1, exact.
///
///     let law = FiniteLaw(try EmpiricalLaw([[1], [2], [-1]]))
///     try await law.image(under: .relu(weights: [[-1]], biases: [0])).atoms
///     // the point 0 with weight 2/3, the point 1 with weight 1/3
///
/// Laws with at most `k` points are a family that layers map into itself, in any dimension: points move, and
/// where two of them meet they become one, with the sum of their weights.
public struct FiniteLaw: Sendable {
  /// A point with its weight.
  public struct Atom: Hashable, Sendable {
    /// The point.
    public let point: [Rational]
    /// Its probability, positive.
    public let weight: Rational

    /// A point with its weight.
    public init(point: [Rational], weight: Rational) {
      (self.point, self.weight) = (point, weight)
    }
  }

  /// The dimension of the space.
  public let dimension: Int
  /// Distinct points: homogeneous coordinates, the common factor last and positive.
  private let points: [PointBlock]
  /// Their weights, block after block.
  private let weights: [Rational]

  /// The law of points, equal ones merged and those without weight left out.
  public init(_ law: EmpiricalLaw) { self.init(points: law.points, weights: law.weights) }

  /// The same; points and weights are those of a law.
  init(points: [[Rational]], weights: [Rational]) {
    let kept = points.indices.filter { !weights[$0].isZero }
    let blocks = stride(from: 0, to: kept.count, by: PointBlock.largestCount).map { start in
      let end = min(start + PointBlock.largestCount, kept.count)
      return PointBlock(kept[start..<end].map { points[$0] })
    }
    self.init(
      merging: blocks, weights: kept.map { weights[$0] }, dimension: points[0].count)
  }

  private init(merging blocks: [PointBlock], weights: [Rational], dimension: Int) {
    let merged = PointMerge(of: blocks, weights: weights)
    (points, self.weights) = (merged.blocks, merged.weights)
    self.dimension = dimension
  }

  /// The number of points.
  public var count: Int { weights.count }

  /// The image under a layer.
  ///
  /// - Parameters:
  ///   - map: the layer.
  ///   - threads: the number of threads; the result does not depend on it.
  /// - Throws: as `Interruption.check`.
  /// - Precondition: points have as many coordinates as come into the layer.
  public func image(under map: LayerMap, threads: Int = 1) async throws -> FiniteLaw {
    precondition(map.inputCount == dimension, "a layer on another space")
    let layer = ScaledLayer(map.layer)
    let images = try await concurrentMap(points, width: threads) { block in
      try Interruption.check()
      return block.image(under: layer, map.activation)
    }
    return FiniteLaw(merging: images, weights: weights, dimension: map.outputCount)
  }

  /// The images after each of some layers, one after the other; see `image(under:threads:)`.
  ///
  /// - Parameters:
  ///   - maps: the layers.
  ///   - threads: the number of threads.
  /// - Throws: as `Interruption.check`.
  public func images(under maps: [LayerMap], threads: Int = 1) async throws -> [FiniteLaw] {
    var images: [FiniteLaw] = []
    for map in maps {
      images.append(try await (images.last ?? self).image(under: map, threads: threads))
    }
    return images
  }

  /// The points with their weights, sorted by point.
  public var atoms: [Atom] {
    var atoms: [Atom] = []
    atoms.reserveCapacity(count)
    for block in points {
      for point in block.points { atoms.append(Atom(point: point, weight: weights[atoms.count])) }
    }
    return atoms.sorted { $0.point.lexicographicallyPrecedes($1.point) }
  }

  /// The mean, exactly.
  public var mean: [Rational] { EmpiricalLaw(self).mean }

  /// The covariance matrix, exactly.
  public var covariance: [[Rational]] { EmpiricalLaw(self).covariance }
}

extension FiniteLaw: Equatable {
  /// Whether both are the same law.
  public static func == (a: FiniteLaw, b: FiniteLaw) -> Bool {
    a.dimension == b.dimension && a.count == b.count && a.atoms == b.atoms
  }
}

extension EmpiricalLaw {
  /// The points of a law with finite support, sorted.
  public init(_ law: FiniteLaw) {
    let atoms = law.atoms
    do {
      try self.init(atoms.map(\.point), weights: atoms.map(\.weight))
    } catch {
      preconditionFailure("a law that is none: \(error)")
    }
  }
}
