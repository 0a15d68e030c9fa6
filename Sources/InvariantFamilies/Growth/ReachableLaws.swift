import ExactAlgebra
import LongWork
import Polyhedra
public import RandomNetworks
public import Varieties

/// The laws that networks of `l` layers `x -> ReLU(W x + b)` of `R^d` into itself make of one law.
///
///     let laws = try ReachableLaws(from: .uniform(UniformLaw(box: [(-1, 1), (-1, 1)])))
///     try await laws.step(depth: 2).dimension.value        // 10
///
/// The dimension of this set is the largest Hausdorff dimension of its image under finitely many moments. The
/// rank of the derivative of moments, or of places of atoms, by the weights at one point is a proved lower
/// bound, also modulo a prime. Parameters minus scalings of hidden neurons are an upper bound.
public struct ReachableLaws: Sendable {
  /// The law at the start.
  public enum Start: Sendable {
    /// A uniform law.
    case uniform(UniformLaw)
    /// A law with finite support.
    case points(FiniteLaw)
  }

  /// The law at the start.
  public let start: Start
  /// The dimension of the smallest affine space that has all of its mass.
  public let affineDimension: Int

  /// The largest dimension in which the regions of a uniform law are cut into simplices.
  public static let largestUniformDimension = 7
  /// The largest number of derivatives that are computed at once.
  static let largestEntryCount = 1 << 25
  /// The draws of weights where their number is not said: many where they cost little.
  public var usualDraws: Int {
    switch start {
    case .uniform: 3
    case .points: 24
    }
  }
  /// How often weights are drawn again whose derivatives do not exist.
  static let attempts = 100

  /// The laws that are reached from one.
  ///
  /// - Throws: `GrowthError` for Gaussian laws and mixtures, and in large dimensions.
  public init(from law: InputLaw) throws(GrowthError) {
    switch law {
    case .gaussian: throw .start
    case .points(let law):
      start = .points(FiniteLaw(law))
      affineDimension = Self.affineDimension(of: law)
    case .uniform(let law):
      guard law.dimension <= Self.largestUniformDimension else {
        throw .uniformDimension(law.dimension)
      }
      start = .uniform(law)
      affineDimension = law.dimension
    }
  }

  private static func affineDimension(of law: EmpiricalLaw) -> Int {
    var directions = RationalSubspace(ofDimension: law.dimension)
    let points = law.points.indices.filter { !law.weights[$0].isZero }.map { law.points[$0] }
    for point in points where directions.dimension < law.dimension {
      directions.insert(zip(point, points[0]).map { $0 - $1 })
    }
    return directions.dimension
  }

  /// The dimension of the space: `d`.
  public var spaceDimension: Int {
    switch start {
    case .uniform(let law): law.dimension
    case .points(let law): law.dimension
    }
  }

  /// The number of weights and biases of networks of a depth.
  public func parameterCount(depth: Int) -> Int { depth * spaceDimension * (spaceDimension + 1) }

  /// Upper bounds for the dimension of the laws that are reached by a depth.
  public func upperBounds(depth: Int) -> [(bound: DimensionBound, value: Int)] {
    let scalings = (depth - 1) * spaceDimension
    // Weights of the first layer that the start does not see.
    let unseen = spaceDimension * (spaceDimension - affineDimension)
    var bounds: [(bound: DimensionBound, value: Int)] = [
      (.parameterSymmetry, parameterCount(depth: depth) - scalings - unseen)
    ]
    if case .points(let law) = start {
      bounds.append((.ambientSpace, law.count * spaceDimension))
    }
    if spaceDimension == 1 {
      bounds.append((.normalForm, DistributionFamily.clamped.parameterCount(dimension: 1)!))
    }
    return bounds
  }
}

extension ReachableLaws {
  /// The dimension at a depth: the best of some draws of weights, ended early where an upper bound is met.
  ///
  /// - Parameters:
  ///   - depth: the number of layers, at least 1.
  ///   - draws: the largest number of draws, at least 1; `usualDraws` where it is `nil`.
  ///   - seed: what weights follow from.
  ///   - threads: the number of threads; the result does not depend on it.
  /// - Throws: `GrowthError.size`, `GrowthError.noWeights`; also as `Interruption.check`.
  public func step(
    depth: Int, draws: Int? = nil, seed: UInt64 = 1, threads: Int = 1
  ) async throws -> GrowthStep {
    let draws = draws ?? usualDraws
    precondition(depth >= 1 && draws >= 1, "no layers, or no draws")
    let bounds = upperBounds(depth: depth)
    let least = bounds.map(\.value).min()!
    let columns = functionalCount(depth: depth)
    guard columns * parameterCount(depth: depth) <= Self.largestEntryCount else {
      throw GrowthError.size(parameters: parameterCount(depth: depth), functionals: columns)
    }
    var best: (evidence: RankEvidence, draw: Int)?
    for draw in 1...draws {
      let evidence = try await evidence(depth: depth, draw: draw, seed: seed, threads: threads)
      if let evidence, evidence.rank > best?.evidence.rank ?? -1 { best = (evidence, draw) }
      if best?.evidence.rank == least { break }
    }
    guard let best else { throw GrowthError.noWeights(depth: depth) }
    return GrowthStep(
      depth: depth, parameterCount: parameterCount(depth: depth),
      dimension: Dimension(rank: best.evidence, upperBounds: bounds),
      upperBound: bounds.first { $0.value == least }!, draw: best.draw)
  }

  /// The order of moments of which there are twice as many as any bound.
  func momentOrder(depth: Int) -> Int {
    MonomialTable.leastOrder(
      variableCount: spaceDimension, count: 2 * upperBounds(depth: depth).map(\.value).min()!)
  }

  private func functionalCount(depth: Int) -> Int {
    switch start {
    case .points(let law): law.count * spaceDimension
    case .uniform:
      MonomialTable(variableCount: spaceDimension, order: momentOrder(depth: depth)).count - 1
    }
  }

  /// The rank at the weights of one draw; `nil` where none of many had derivatives.
  private func evidence(
    depth: Int, draw: Int, seed: UInt64, threads: Int
  ) async throws -> RankEvidence? {
    let field = PrimeField.primes(bits: 61).first { _ in true }!
    let sample = try sample(seed: seed)
    var weights = layerDraw(depth: depth, draw: draw, seed: seed)
    for _ in 0..<Self.attempts {
      try Interruption.check()
      let layers = weights.next(depth: depth, sample: sample)
      if let rows = try await derivatives(at: layers, in: field, threads: threads) {
        let matrix = ModularMatrix(rows, over: field)
        return RankEvidence(
          prime: field.modulus, seed: seed, rank: matrix.rank, rowCount: matrix.rowCount,
          columnCount: matrix.columnCount)
      }
    }
    return nil
  }

  private func layerDraw(depth: Int, draw: Int, seed: UInt64) -> LayerDraw {
    let cuts: LayerDraw.Cuts =
      switch start {
      case .uniform:
        .init(hidden: 4, last: spaceDimension > 1 && draw % 2 == 1 ? 4 : 0, share: 2)
      // Points that an output does not see have no place there.
      case .points: .init(hidden: 1 + draw % 4, last: 0, share: 2 << (draw / 4 % 3))
      }
    return LayerDraw(seed: seed, depth: depth, draw: draw, cuts: cuts)
  }

  /// The derivatives by all weights, up to factors of columns; `nil` where they do not exist.
  func derivatives<Numbers: GrowthArithmetic>(
    at layers: SquareLayers, in numbers: Numbers, order: Int? = nil, threads: Int = 1
  ) async throws -> [[Numbers.Element]]? {
    switch start {
    case .points(let law):
      return try AtomDerivatives(of: layers, under: law.atoms, in: numbers)?.rows
    case .uniform(let law):
      let order = order ?? momentOrder(depth: layers.layers.count)
      return try await MomentDerivatives(of: layers, upTo: order, in: numbers)?
        .matrix(of: layers, under: law, threads: threads)
    }
  }

  /// Points of the start.
  private func sample(seed: UInt64) throws -> [[Rational]] {
    switch start {
    case .points(let law):
      let atoms = law.atoms
      let step = (atoms.count + Self.largestSample - 1) / Self.largestSample
      return stride(from: 0, to: atoms.count, by: step).map { atoms[$0].point }
    case .uniform(let law):
      var generator = SeededGenerator(seed: seed, stream: 1 << 41)
      let vertices = law.vertices
      return (0..<Self.sampleSize).map { _ in
        // A mean of few corners, not all of them in the middle.
        let corners = (0...law.dimension).map { _ in
          (vertices.randomElement(using: &generator)!, Int.random(in: 1...64, using: &generator))
        }
        let sum = Rational(corners.reduce(0) { $0 + $1.1 })
        return (0..<law.dimension).map { coordinate in
          corners.reduce(0) { $0 + $1.0[coordinate] * Rational($1.1) } / sum
        }
      }
    }
  }

  private static var sampleSize: Int { 32 }
  private static var largestSample: Int { 512 }
}

/// The dimension of the laws that are reached by one depth.
public struct GrowthStep: Hashable, Sendable {
  /// The number of layers.
  public let depth: Int
  /// The number of weights and biases.
  public let parameterCount: Int
  /// The dimension, or a lower bound for it.
  public let dimension: Dimension
  /// The least upper bound.
  public let upperBound: Int
  /// Why that is one.
  public let bound: DimensionBound
  /// The draw of weights at which the rank was found, from 1.
  public let draw: Int

  init(
    depth: Int, parameterCount: Int, dimension: Dimension,
    upperBound: (bound: DimensionBound, value: Int), draw: Int
  ) {
    (self.depth, self.parameterCount, self.dimension) = (depth, parameterCount, dimension)
    (bound, self.upperBound, self.draw) = (upperBound.bound, upperBound.value, draw)
  }
}
