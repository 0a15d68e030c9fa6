import ExactAlgebra
import LongWork
import Polyhedra
import Properties
import Regions

/// The inputs that satisfy some conditions: a convex polyhedron, a part of whose boundary may be missing.
struct InputSet {
  /// The polyhedron, as half-spaces of the input space.
  private let system: InequalitySystem
  /// A point of it.
  let point: [Rational]
  /// Its affine hull: through the point, along these directions.
  let directions: [[Rational]]

  /// The set; `nil` where it is empty.
  ///
  /// - Throws: as `Interruption.check`.
  init?(dimension: Int, _ conditions: [LinearCondition]) throws {
    if conditions.allSatisfy({ $0.expression.terms.count == 1 && $0.relation != .less }) {
      self.init(dimension: dimension, ranges: conditions)
      return
    }
    let coordinates = VariableForms(dimension: dimension)
    try self.init(
      dimension: dimension, halfSpaces: conditions.flatMap { $0.halfSpaces(in: coordinates) })
  }

  /// The points of some half-spaces; `nil` where there are none.
  ///
  /// - Throws: as `Interruption.check`.
  init?(dimension: Int, halfSpaces: [HalfSpace]) throws {
    let system = InequalitySystem(dimension: dimension, halfSpaces)
    guard let point = try system.feasibilityInTime().point else { return nil }
    self.init(
      system: system, point: point,
      directions: try Self.directions(of: halfSpaces, dimension: dimension))
  }

  private init(system: InequalitySystem, point: [Rational], directions: [[Rational]]) {
    (self.system, self.point, self.directions) = (system, point, directions)
  }

  /// A set of bounds of single inputs, which needs no linear program.
  private init?(dimension: Int, ranges conditions: [LinearCondition]) {
    let ranges = InputRanges(of: conditions, inputCount: dimension)
    guard !ranges.isEmpty else { return nil }
    let forms = VariableForms(dimension: dimension)
    let system = InequalitySystem(
      dimension: dimension, conditions.flatMap { $0.halfSpaces(in: forms) })
    let directions = RationalMatrix.identity(dimension).rows.enumerated()
      .filter { !ranges.isPoint($0.offset) }.map(\.element)
    self.init(system: system, point: ranges.point, directions: directions)
  }

  /// The directions of the hull: those along which no half-space changes that nowhere holds strictly.
  private static func directions(
    of halfSpaces: [HalfSpace], dimension: Int
  ) throws -> [[Rational]] {
    let closed = halfSpaces.map(\.closure)
    let interior = InequalitySystem(dimension: dimension, halfSpaces.map(\.interior))
    var equations: [HalfSpace] = []
    if try interior.feasibilityInTime().point == nil {
      for (number, halfSpace) in halfSpaces.enumerated() {
        try Interruption.check()
        var system = closed
        system[number] = halfSpace.interior
        let strict = InequalitySystem(dimension: dimension, system)
        if try strict.feasibilityInTime().point == nil { equations.append(halfSpace) }
      }
    }
    guard !equations.isEmpty else {
      return RationalMatrix.identity(dimension).rows
    }
    return RationalMatrix(equations.map(\.normal)).kernel.rows
  }

  /// Whether the set is one point.
  var isPoint: Bool { directions.isEmpty }

  /// The set as a domain of activation regions, with full dimension in its hull.
  func domain() throws(RegionError) -> InputDomain {
    let dimension = system.dimension
    guard directions.count < dimension else {
      return InputDomain(halfSpaces: system.halfSpaces)
    }
    let slice = try AffineSlice(origin: point, directions: directions)
    let halfSpaces = system.halfSpaces.compactMap { halfSpace -> HalfSpace? in
      let normal = directions.map { direction in
        zip(halfSpace.normal, direction).reduce(0) { $0 + $1.0 * $1.1 }
      }
      guard normal.contains(where: { !$0.isZero }) else { return nil }
      return HalfSpace(
        normal: normal, offset: halfSpace.value(at: point), isOpen: halfSpace.isOpen)
    }
    return InputDomain(slice: slice, halfSpaces: halfSpaces)
  }
}

extension HalfSpace {
  /// The half-space with its boundary.
  var closure: HalfSpace { HalfSpace(normal: normal, offset: offset, isOpen: false) }
}
