import ExactAlgebra
import Testing

@testable import Polyhedra

/// Cells in boxes beside the exact feasibility of their inequalities.
@Suite struct BoxedCellTests {
  /// How boxes and forms are drawn.
  enum Kind: String, CaseIterable {
    /// Small integers: corners are met, and programs are degenerate.
    case small
    /// Small integers plus numbers near `2^-80`.
    case perturbed
    /// Coefficients and bounds between the smallest and the largest numbers of floating point.
    case extreme
    /// Few coefficients that are not zero.
    case sparse
  }

  struct Draw {
    let kind: Kind
    var generator: SeededGenerator

    mutating func number() -> Rational {
      let small = Rational(Int.random(in: -3...3, using: &generator))
      switch kind {
      case .small: return small
      case .sparse: return Bool.random(using: &generator) ? small : 0
      case .perturbed:
        let part = Integer(Int.random(in: -1...1, using: &generator))
        return small + Rational(part, Integer(2).power(80))
      case .extreme:
        let exponent = Int.random(in: -1070...1020, using: &generator)
        let power = Rational(2).power(exponent)
        return Bool.random(using: &generator) ? small : small * power
      }
    }

    mutating func form(dimension: Int) -> IntegerVector {
      IntegerVector(direction: (0...dimension).map { _ in number() })
    }

    mutating func box(dimension: Int) -> [HalfSpace] {
      (0..<dimension).flatMap { axis in
        let (a, b) = (number(), number())
        let lower = min(a, b)
        let upper = a == b ? a + 1 : max(a, b)
        let unit: [Rational] = (0..<dimension).map { $0 == axis ? 1 : 0 }
        return [
          HalfSpace(normal: unit, offset: -lower),
          HalfSpace(normal: unit.map { -2 * $0 }, offset: 2 * upper),
        ]
      }
    }
  }

  @Test(arguments: Kind.allCases, 1...5)
  func cutsAgree(kind: Kind, dimension: Int) throws {
    // The general method takes long for numbers of a thousand digits.
    guard kind != .extreme || dimension <= 2 else { return }
    var draw = Draw(kind: kind, generator: SeededGenerator(seed: 40))
    var sides: [Side: Int] = [:]
    for round in 0..<(kind == .sparse ? 10 : 6) {
      var halfSpaces = draw.box(dimension: dimension)
      if round.isMultiple(of: 3) {
        halfSpaces.append(HalfSpace(form: draw.form(dimension: dimension)))
      }
      #expect(BoxedCell.suits(dimension: dimension, halfSpaces))
      var system = InequalitySystem(dimension: dimension, halfSpaces)
      guard var cell = try BoxedCell(dimension: dimension, halfSpaces) else {
        #expect(system.feasibility().point == nil)
        continue
      }
      let rows = (0..<8).map { _ in draw.form(dimension: dimension) }
      let forms = LinearForms(rows)
      for (index, form) in rows.enumerated() {
        let side = system.side(of: form)
        sides[side, default: 0] += 1
        #expect(try cell.side(of: index, in: forms) == side, "\(form) on \(system)")
        guard side == .both else { continue }
        let isPositive = Bool.random(using: &draw.generator)
        let parts = try cell.cut(by: index, in: forms, label: index)
        cell = isPositive ? parts.positive : parts.negative
        system.append(HalfSpace(form: isPositive ? form : -form))
        #expect(system.contains(cell.interiorPoint))
        if Bool.random(using: &draw.generator) {
          cell.keepIrredundantRows { $0.feasibility() }
        }
        expectFacets(of: cell, in: system)
      }
    }
    #expect(sides[.both, default: 0] >= (kind == .sparse ? 3 : 5), "\(sides)")
  }

  private func expectFacets(of cell: BoxedCell, in system: InequalitySystem) {
    func direction(_ halfSpace: HalfSpace) -> IntegerVector {
      IntegerVector(direction: halfSpace.normal + [halfSpace.offset])
    }
    let needed = system.irredundantRows.map { direction(system.halfSpaces[$0]) }
    let facets = cell.facets
    #expect(facets.count == needed.count && Set(facets.map(\.form)) == Set(needed))
    for facet in facets.prefix(3) {
      let point = cell.point(on: facet)
      for row in needed {
        #expect(HalfSpace(form: row).value(at: point).signum() == (row == facet.form ? 0 : 1))
      }
    }
  }

  /// What floating point excludes is excluded; multipliers are drawn, most of them bad ones.
  @Test(arguments: Kind.allCases)
  func boundsAreSafe(kind: Kind) throws {
    var draw = Draw(kind: kind, generator: SeededGenerator(seed: 41))
    var excluded = 0
    var tested = 0
    for _ in 0..<400 {
      let dimension = Int.random(in: 1...6, using: &draw.generator)
      guard
        case .box(let box, _) = Box.reading(
          dimension: dimension, draw.box(dimension: dimension))
      else {
        Issue.record("no box")
        return
      }
      let forms = LinearForms((0..<3).map { _ in draw.form(dimension: dimension) })
      let rows = (0..<3).map { BoxedRow($0, in: forms, isPositive: true, label: $0, box: box) }
      let open = BoxSide(
        axis: Int.random(in: 0..<dimension, using: &draw.generator),
        isUpper: Bool.random(using: &draw.generator))
      for bound in [BoxBound(box: box), BoxBound(box: box, openSide: open)] {
        let multipliers = (0..<3).map { _ in
          Double(Int.random(in: 0...4, using: &draw.generator)) / 4
        }
        tested += 1
        guard bound.certainlyExcludes(rows, multipliers: multipliers) else { continue }
        excluded += 1
        let system = InequalitySystem(
          dimension: dimension,
          box.sides.filter { bound.openSide != $0 }.map {
            HalfSpace(form: box.limit($0).facet.form)
          }
            + rows.map { HalfSpace(form: $0.exactForm) }
            + mirror(bound.openSide, of: box))
        #expect(system.feasibility().point == nil)
      }
    }
    #expect(tested == 800 && excluded > 20, "\(excluded)")
  }

  /// The bound that takes the place of an open side: the box and its mirror image behind it.
  private func mirror(_ side: BoxSide?, of box: Box) -> [HalfSpace] {
    guard let side else { return [] }
    let (lower, upper) = (box.lowerLimits[side.axis].bound, box.upperLimits[side.axis].bound)
    let unit: [Rational] = (0..<box.dimension).map { $0 == side.axis ? 1 : 0 }
    return [
      side.isUpper
        ? HalfSpace(normal: unit.map { -$0 }, offset: 2 * upper - lower)
        : HalfSpace(normal: unit, offset: upper - 2 * lower)
    ]
  }

  /// A coefficient that vanishes by underflow when its form is scaled counts where the box is large.
  @Test func tinyCoefficientsInALargeBox() throws {
    let (tiny, huge) = (Rational(10).power(-24), Rational(10).power(301))
    let sides: [(Rational, Rational)] = [
      (0, Rational(10).power(289)), (0, Rational(10).power(-60)),
    ]
    let halfSpaces = sides.enumerated().flatMap { axis, side in
      let unit: [Rational] = (0..<2).map { $0 == axis ? 1 : 0 }
      return [
        HalfSpace(normal: unit, offset: -side.0),
        HalfSpace(normal: unit.map { -$0 }, offset: side.1),
      ]
    }
    let offset = -Rational(75, 10) * Rational(10).power(264)
    let forms = LinearForms([IntegerVector(direction: [tiny, huge, offset])])
    // Coefficients as a search knows them: with radii of their own.
    let rough = LinearForms(
      count: 1, coefficients: [1e-24, 1e301, -7.5e264], radii: [1e-39, 1e286, 1e250],
      exact: { _ in IntegerVector(direction: [tiny, huge, offset]) })
    for forms in [forms, rough] {
      var cell = try #require(try BoxedCell(dimension: 2, halfSpaces))
      #expect(try cell.side(of: 0, in: forms) == .both)
    }
  }

  /// A box of 64 dimensions with weights that are subnormal in single precision beside usual ones:
  /// each question takes one small program, and the general method is not needed.
  @Test func manyDimensions() throws {
    var generator = SeededGenerator(seed: 42)
    let dimension = 64
    let halfSpaces = (0..<dimension).flatMap { axis in
      let unit: [Rational] = (0..<dimension).map { $0 == axis ? 1 : 0 }
      return [HalfSpace(normal: unit), HalfSpace(normal: unit.map { -$0 }, offset: 16)]
    }
    var cell = try #require(try BoxedCell(dimension: dimension, halfSpaces))
    let tiny = Rational(3, Integer(2).power(149))
    let rows = (0..<24).map { _ in
      IntegerVector(
        direction: (0...dimension).map { axis in
          axis % 8 == 0 && axis < dimension
            ? tiny * Rational(Int.random(in: -9...9, using: &generator))
            : Rational(Integer(Int.random(in: -999...999, using: &generator)), 4096)
        })
    }
    let forms = LinearForms(rows)
    var cuts = 0
    for index in rows.indices where try cell.side(of: index, in: forms) == .both {
      let parts = try cell.cut(by: index, in: forms, label: index)
      cell = index.isMultiple(of: 2) ? parts.positive : parts.negative
      cuts += 1
      let point = cell.interiorPoint
      #expect(halfSpaces.allSatisfy { $0.contains(point) })
    }
    #expect(cuts >= 20)
    let facets = cell.facets
    #expect(facets.count > 100 && facets.count(where: { $0.label >= 0 }) >= 10)
  }
}
