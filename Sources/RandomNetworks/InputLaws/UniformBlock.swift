import ExactAlgebra
import Polyhedra

/// Coordinates that are independent of the others under a uniform law, with their part of the law.
struct UniformBlock: Hashable, Sendable {
  /// The coordinates, ascending.
  let coordinates: [Int]
  /// The volume of the domain in these coordinates.
  let volume: Rational
  /// The moments of the part of the law, in these coordinates; its mass is 1 where nothing was cut off.
  let moments: ExactMoments

  init(coordinates: [Int], volume: Rational, moments: ExactMoments) {
    self.coordinates = coordinates
    self.volume = volume
    self.moments = moments
  }

  /// The uniform law on a block.
  ///
  /// - Throws: `UniformLawError`; also as `Interruption.check`.
  init(_ block: CoordinateBlocks.Block) throws {
    guard let cell = try block.cell() else { throw UniformLawError.noInnerPoints }
    guard let moments = try cell.moments() else { throw UniformLawError.unbounded }
    self.init(
      coordinates: block.coordinates, volume: moments.mass,
      moments: moments.scaled(by: 1 / moments.mass))
  }
}

/// The sets of coordinates that half-spaces connect.
struct CoordinateBlocks {
  /// One of them, with its half-spaces in its own coordinates.
  struct Block {
    let coordinates: [Int]
    private(set) var halfSpaces: [HalfSpace] = []
    /// Whether one of the half-spaces is not of the law itself.
    private(set) var hasExtra = false

    init(coordinates: [Int]) { self.coordinates = coordinates }

    mutating func append(_ halfSpace: HalfSpace, isExtra: Bool) {
      halfSpaces.append(
        HalfSpace(
          normal: coordinates.map { halfSpace.normal[$0] }, offset: halfSpace.offset))
      if isExtra { hasExtra = true }
    }

    /// The polyhedron; `nil` where it has no inner points.
    ///
    /// - Throws: `UniformLawError.blockDimension`.
    func cell() throws -> GeneratedCell? {
      guard coordinates.count <= UniformLaw.largestBlock else {
        throw UniformLawError.blockDimension(coordinates.count)
      }
      return GeneratedCell(dimension: coordinates.count, halfSpaces)
    }

    /// The part of the uniform law on a domain of that volume; `nil` where it is empty.
    ///
    /// - Throws: `UniformLawError.blockDimension`; also as `Interruption.check`.
    func part(ofVolume volume: Rational, upTo order: MomentOrder) throws -> UniformBlock? {
      guard let moments = try cell()?.moments(upTo: order) else { return nil }
      return UniformBlock(
        coordinates: coordinates, volume: volume, moments: moments.scaled(by: 1 / volume))
    }
  }

  /// By their first coordinates.
  let blocks: [Block]

  /// - Parameter link: coordinates that belong to one block in any case.
  /// - Precondition: half-spaces have that dimension, and no normal is zero.
  init(
    dimension: Int, _ halfSpaces: [(halfSpace: HalfSpace, isExtra: Bool)], linking link: [Int] = []
  ) {
    // Each coordinate points to an earlier one of its block, or to itself.
    var roots = Array(0..<dimension)
    func root(_ coordinate: Int) -> Int {
      var coordinate = coordinate
      while roots[coordinate] != coordinate { coordinate = roots[coordinate] }
      return coordinate
    }
    let supports = halfSpaces.map { entry in
      (0..<dimension).filter { !entry.halfSpace.normal[$0].isZero }
    }
    for support in supports + (link.isEmpty ? [] : [link]) {
      let least = support.map(root).min()!
      for coordinate in support { roots[root(coordinate)] = least }
    }
    var numbers: [Int: Int] = [:]
    var members: [[Int]] = []
    for coordinate in 0..<dimension {
      let first = root(coordinate)
      if let number = numbers[first] {
        members[number].append(coordinate)
      } else {
        numbers[first] = members.count
        members.append([coordinate])
      }
    }
    var blocks = members.map { Block(coordinates: $0) }
    for (entry, support) in zip(halfSpaces, supports) {
      blocks[numbers[root(support[0])]!].append(entry.halfSpace, isExtra: entry.isExtra)
    }
    self.blocks = blocks
  }
}
