public import ExactAlgebra
public import Polyhedra
public import Regions

/// The uniform law on a bounded polyhedron.
///
///     let law = try UniformLaw(box: [(-1, 1), (0, 2)])
///     try law.probability(of: [HalfSpace(normal: [1, 1], offset: -1)])      // 3/8
///
/// Probabilities are ratios of volumes, exact. The polyhedron is the product of blocks: sets of
/// coordinates that no inequality connects. A half-space concerns only the blocks whose coordinates it
/// has, so a box may have any number of dimensions as long as few of them come together.
public struct UniformLaw: Hashable, Sendable {
  /// The largest dimension of a block whose volume is computed.
  public static let largestBlock = 12

  /// The dimension of the space.
  public let dimension: Int
  /// The open half-spaces whose intersection is the polyhedron.
  public let halfSpaces: [HalfSpace]
  let blocks: [UniformBlock]

  /// The uniform law on the intersection of half-spaces.
  ///
  /// - Throws: `UniformLawError`; also as `Interruption.check`.
  /// - Precondition: half-spaces have that dimension.
  public init(dimension: Int, _ halfSpaces: [HalfSpace]) throws {
    precondition(
      halfSpaces.allSatisfy { $0.dimension == dimension }, "half-spaces of another dimension")
    // A half-space that holds everywhere says nothing; one that holds nowhere has no inner points.
    let conditions = halfSpaces.filter { $0.normal.allSatisfy(\.isZero) }
    guard conditions.allSatisfy({ $0.contains($0.normal) }) else {
      throw UniformLawError.noInnerPoints
    }
    self.dimension = dimension
    self.halfSpaces = halfSpaces.filter { !$0.normal.allSatisfy(\.isZero) }.map(\.interior)
    blocks = try CoordinateBlocks(
      dimension: dimension, self.halfSpaces.map { (halfSpace: $0, isExtra: false) }
    ).blocks.map { try UniformBlock($0) }
  }

  /// The uniform law on a box.
  ///
  /// - Parameter sides: lower and upper bound for each coordinate.
  /// - Throws: `UniformLawError`; also as `Interruption.check`.
  public init(box sides: [(lower: Rational, upper: Rational)]) throws {
    let halfSpaces = sides.enumerated().flatMap { coordinate, side in
      let unit: [Rational] = sides.indices.map { $0 == coordinate ? 1 : 0 }
      return [
        HalfSpace(normal: unit, offset: -side.lower),
        HalfSpace(normal: unit.map { -$0 }, offset: side.upper),
      ]
    }
    try self.init(dimension: sides.count, halfSpaces)
  }

  /// The polyhedron as a part of the input space.
  public var domain: InputDomain { InputDomain(halfSpaces: halfSpaces) }

  /// The volume of the polyhedron.
  public var volume: Rational { blocks.reduce(1) { $0 * $1.volume } }

  /// The mean, exactly.
  public var mean: [Rational] { moments.first }

  /// The covariance matrix, exactly.
  public var covariance: [[Rational]] { moments.covariance! }

  private var moments: ExactMoments { Self.product(blocks, dimension: dimension) }

  /// The probability of the intersection of half-spaces.
  ///
  /// - Throws: `UniformLawError.blockDimension`; also as `Interruption.check`.
  /// - Precondition: half-spaces have the dimension of the law.
  public func probability(of halfSpaces: [HalfSpace]) throws -> Rational {
    try moments(of: halfSpaces, upTo: .mass).mass
  }

  /// Mass and moments of the part of the law in the intersection of half-spaces.
  ///
  /// - Throws: `UniformLawError.blockDimension`; also as `Interruption.check`.
  /// - Precondition: half-spaces have the dimension of the law.
  public func moments(
    of halfSpaces: [HalfSpace], upTo order: MomentOrder = .second
  ) throws -> ExactMoments {
    let nothing = ExactMoments(dimension: dimension)
    guard let cut = cut(by: halfSpaces, linking: []) else { return nothing }
    var parts: [UniformBlock] = []
    for block in cut.blocks {
      guard let part = try part(in: block, upTo: order) else { return nothing }
      parts.append(part)
    }
    return Self.product(parts, dimension: dimension)
  }

  /// The density of a linear form at a value, as far as points in the intersection of half-spaces
  /// count: the derivative of the probability that the form is at most `v`, by `v`.
  ///
  /// At the ends of the range of the form the derivatives from below and from above may differ.
  ///
  /// - Parameters:
  ///   - form: the coefficients of the coordinates, the constant last; not constant.
  ///   - value: `v`.
  ///   - halfSpaces: half-spaces of the dimension of the law.
  ///   - fromBelow: whether the derivative from below is meant, or that from above.
  /// - Throws: `UniformLawError.blockDimension`; also as `Interruption.check`.
  public func density(
    of form: [Rational], at value: Rational, in halfSpaces: [HalfSpace] = [],
    fromBelow: Bool = true
  ) throws -> Rational {
    precondition(form.count == dimension + 1, "a form in another number of coordinates")
    let support = (0..<dimension).filter { !form[$0].isZero }
    precondition(!support.isEmpty, "a form that is constant")
    guard let cut = cut(by: halfSpaces, linking: support) else { return 0 }
    var density: Rational = 1
    for block in cut.blocks where !density.isZero {
      guard block.coordinates.contains(support[0]) else {
        density *= try part(in: block, upTo: .mass)?.moments.mass ?? 0
        continue
      }
      guard let cell = try block.cell() else { return 0 }
      let restricted = block.coordinates.map { form[$0] } + [form[dimension]]
      let section = try cell.sectionMoments(of: restricted, at: value, fromBelow: fromBelow)!
      density *= section.mass / volume(of: block)
    }
    return density
  }

  /// The blocks of the law and of further half-spaces, some coordinates in one block; `nil` where a
  /// half-space without coordinates is false.
  private func cut(by halfSpaces: [HalfSpace], linking link: [Int]) -> CoordinateBlocks? {
    precondition(
      halfSpaces.allSatisfy { $0.dimension == dimension }, "another dimension than the law")
    let conditions = halfSpaces.filter { $0.normal.allSatisfy(\.isZero) }
    guard conditions.allSatisfy({ $0.contains($0.normal) }) else { return nil }
    let cuts = halfSpaces.filter { !$0.normal.allSatisfy(\.isZero) }.map(\.interior)
    return CoordinateBlocks(
      dimension: dimension,
      self.halfSpaces.map { (halfSpace: $0, isExtra: false) }
        + cuts.map { (halfSpace: $0, isExtra: true) }, linking: link)
  }

  /// The part of the law in a block; `nil` where it is empty.
  private func part(
    in block: CoordinateBlocks.Block, upTo order: MomentOrder
  ) throws -> UniformBlock? {
    if !block.hasExtra, let known = blocks.first(where: { $0.coordinates == block.coordinates }) {
      return known
    }
    return try block.part(ofVolume: volume(of: block), upTo: order)
  }

  /// The volume of the domain of the law in the coordinates of a block.
  private func volume(of block: CoordinateBlocks.Block) -> Rational {
    let coordinates = Set(block.coordinates)
    return blocks.filter { coordinates.contains($0.coordinates[0]) }.reduce(1) { $0 * $1.volume }
  }

  /// The moments of independent blocks together.
  private static func product(_ blocks: [UniformBlock], dimension: Int) -> ExactMoments {
    let mass = blocks.reduce(1) { $0 * $1.moments.mass }
    guard !mass.isZero else { return ExactMoments(dimension: dimension) }
    var mean = [Rational](repeating: 0, count: dimension)
    for block in blocks {
      let center = block.moments.mean!
      for (axis, coordinate) in block.coordinates.enumerated() { mean[coordinate] = center[axis] }
    }
    var second = mean.map { entry in mean.map { mass * entry * $0 } }
    for block in blocks {
      for (row, coordinate) in block.coordinates.enumerated() {
        for (column, other) in block.coordinates.enumerated() {
          second[coordinate][other] =
            mass * block.moments.second[row][column] / block.moments.mass
        }
      }
    }
    return ExactMoments(mass: mass, first: mean.map { mass * $0 }, second: second)
  }
}

/// Why half-spaces are not the domain of a uniform law.
public enum UniformLawError: Error, Hashable, CustomStringConvertible {
  /// The half-spaces have no inner points in common.
  case noInnerPoints
  /// The intersection is not bounded.
  case unbounded
  /// So many coordinates are connected by inequalities.
  case blockDimension(Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noInnerPoints: "no inner points, expected a full-dimensional domain"
    case .unbounded: "an unbounded domain, expected a bounded one"
    case .blockDimension(let dimension):
      "a volume in dimension \(dimension), expected at most \(UniformLaw.largestBlock)"
    }
  }
}
