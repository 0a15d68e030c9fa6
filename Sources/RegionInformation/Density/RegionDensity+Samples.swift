import Enclosures
public import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
import Polyhedra
import RandomNetworks
import Regions

extension RegionDensity {
  /// Independent points drawn from the density.
  ///
  /// A cell is drawn by its count, or with the probability `A / (n + A)` the whole domain, `n` being the number of
  /// points in cells. In bounded cells a point is drawn from one of the simplices that fill it, drawn by its exact
  /// volume, by uniform spacings of 53 binary digits. Under a Gaussian law points of the law are drawn until
  /// they lie in the cell. Coordinates have 15 digits where the point then still lies in its cell, which is
  /// tested exactly; elsewhere they are exact fractions.
  ///
  /// - Parameters:
  ///   - count: the number of points.
  ///   - seed: what they follow from.
  /// - Throws: `RegionDensityError.improbable`; `.volumeDimension` under a uniform law whose cells have no
  ///   vertices here; also as `Interruption.check`.
  public func samples(count: Int, seed: UInt64) throws -> [[Rational]] {
    var generator = SeededGenerator(seed: seed, stream: 1)
    let targets = (0..<count).map { _ in drawnTarget(using: &generator) }
    if case .law(.gaussian(let mixture)) = reference {
      return try rejectionSamples(targets, from: mixture, using: &generator)
    }
    guard locator.hasVertices else {
      throw RegionDensityError.volumeDimension(
        locator.dimension, largest: ActivationRegions.maximumVertexDimension)
    }
    var bodies: [Int?: PolytopeSampler] = [:]
    return try targets.map { target in
      try Interruption.check()
      let body = bodies[target] ?? PolytopeSampler(target.map { simplices(of: cells[$0]) } ?? whole)
      bodies[target] = body
      let point = body.point(using: &generator)
      let short = point.map(\.rounded)
      return lies(short, in: target) ? short : point
    }
  }

  /// So many draws from a law are made for each point.
  private static let attemptsPerPoint = 10_000
  private static let leastAttempts = 100_000

  /// The number of a cell, or `nil` for the whole domain.
  private func drawnTarget(using generator: inout SeededGenerator) -> Int? {
    let counted = cells.reduce(0) { $0 + $1.count }
    // A uniform number below `n + A`.
    let number =
      Rational.uniform(using: &generator) * (Rational(counted) + options.smoothing)
    var sum = 0
    for (place, cell) in cells.enumerated() {
      sum += cell.count
      if number < Rational(sum) { return place }
    }
    return options.smoothing.isZero ? cells.count - 1 : nil
  }

  private func simplices(of cell: Cell) -> [WeighedSimplex] {
    locator.region(of: cell.pattern, near: cell.point)?.simplices() ?? []
  }

  private var whole: [WeighedSimplex] {
    let halfSpaces = locator.domain.halfSpaces
    return GeneratedCell(dimension: locator.dimension, halfSpaces)?.simplices() ?? []
  }

  /// Whether a point has the pattern of a cell, and lies in the domain.
  private func lies(_ point: [Rational], in target: Int?) -> Bool {
    guard locator.domain.contains(point) else {
      return false
    }
    guard let target else { return true }
    return locator.network.evaluate([point])[0].pattern == cells[target].pattern
  }

  /// Points of the law, each kept where a target waits for its pattern.
  private func rejectionSamples(
    _ targets: [Int?], from mixture: GaussianMixture, using generator: inout SeededGenerator
  ) throws -> [[Rational]] {
    let law = MixtureSampler(mixture, seed: generator.next())
    var draws = law
    var points: [[Rational]?] = targets.map { $0 == nil ? draws.point() : nil }
    var waiting: [ActivationPattern: [Int]] = [:]
    for (number, target) in targets.enumerated().reversed() {
      if let target { waiting[cells[target].pattern, default: []].append(number) }
    }
    let limit = max(Self.leastAttempts, Self.attemptsPerPoint * targets.count)
    var attempts = 0
    while !waiting.isEmpty {
      try Interruption.check()
      guard attempts < limit else { throw RegionDensityError.improbable(attempts: limit) }
      let batch = (0..<256).map { _ in draws.point() }
      attempts += batch.count
      for (point, evaluation) in zip(batch, locator.network.evaluate(batch)) {
        let pattern = evaluation.pattern
        guard let number = waiting[pattern]?.popLast() else { continue }
        points[number] = point
        if waiting[pattern]?.isEmpty ?? false { waiting[pattern] = nil }
      }
    }
    return points.map { $0! }
  }
}

/// Draws uniform points of a polytope.
private struct PolytopeSampler {
  let simplices: [WeighedSimplex]
  /// The volumes of the first simplices together.
  let sums: [Rational]

  init(_ simplices: [WeighedSimplex]) {
    precondition(!simplices.isEmpty, "a cell without interior")
    self.simplices = simplices
    var sum = Rational(0)
    sums = simplices.map { simplex in
      sum += simplex.volume
      return sum
    }
  }

  func point(using generator: inout SeededGenerator) -> [Rational] {
    let number = Rational.uniform(using: &generator) * sums[sums.count - 1]
    let vertices = simplices[sums.firstIndex { number < $0 } ?? sums.count - 1].vertices
    let dimension = vertices.count - 1
    let places =
      [0] + (0..<dimension).map { _ in Rational.uniform(using: &generator) }.sorted() + [1]
    let weights = zip(places.dropFirst(), places).map { $0 - $1 }
    return (0..<dimension).map { axis in
      zip(weights, vertices).reduce(0) { $0 + $1.0 * $1.1[axis] }
    }
  }
}

/// Draws points of a mixture of Gaussian laws, in double precision.
private struct MixtureSampler {
  private let parts: [(weight: Double, mean: [Double], root: [[Double]])]
  private var draws: GaussianDraws

  init(_ mixture: GaussianMixture, seed: UInt64) {
    draws = GaussianDraws(SeededGenerator(seed: seed, stream: 2))
    parts = mixture.parts.filter { !$0.weight.isZero }.map { part in
      let covariance = part.law.covariance.map { $0.map { Double(approximating: $0) } }
      return (
        Double(approximating: part.weight),
        part.law.mean.map { Double(approximating: $0) }, Self.root(of: covariance)
      )
    }
  }

  /// The lower triangular root, by Cholesky.
  private static func root(of matrix: [[Double]]) -> [[Double]] {
    var root = matrix.map { $0.map { _ in 0.0 } }
    for row in matrix.indices {
      for column in 0...row {
        var rest = matrix[row][column]
        for place in 0..<column { rest -= root[row][place] * root[column][place] }
        root[row][column] =
          row == column ? max(rest, 0).squareRoot() : rest / root[column][column]
      }
    }
    return root
  }

  mutating func point() -> [Rational] {
    let number = Double(draws.digits() >> 11) * 0x1p-53
    var sum = 0.0
    let part =
      parts.first { part in
        sum += part.weight
        return number < sum
      } ?? parts[parts.count - 1]
    let dimension = part.mean.count
    let normal = withUnsafeTemporaryAllocation(of: Double.self, capacity: dimension) { buffer in
      buffer.initialize(repeating: 0)
      _ = draws.fill(buffer)
      return Array(buffer)
    }
    return (0..<dimension).map { row in
      var value = part.mean[row]
      for column in 0...row { value += part.root[row][column] * normal[column] }
      return (Rational(exactly: value) ?? 0).rounded
    }
  }
}

extension Rational {
  /// A number from 0 on and below 1 with 53 binary digits.
  fileprivate static func uniform(using generator: inout SeededGenerator) -> Rational {
    Rational(Integer(Int(generator.next() >> 11)), Integer(1 << 53))
  }

  /// With 15 decimal digits.
  fileprivate var rounded: Rational {
    (try? Rational(parsing: decimal(digits: 15, rounding: .nearest))) ?? self
  }
}
