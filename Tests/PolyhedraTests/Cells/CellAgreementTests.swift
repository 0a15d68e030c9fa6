import ExactAlgebra
import Oracles
import Testing

@testable import Polyhedra

/// Cells cut at random, often through corners, beside the system of their inequalities.
@Suite struct CellAgreementTests {
  struct Family: Sendable, CustomStringConvertible {
    let dimension: Int
    var size = 2
    var isCentral = false
    var startsInBox = false
    var cuts = 9
    /// Added to coefficients, so that corners nearly meet.
    var perturbationBits: Int?

    var description: String {
      "dimension \(dimension), size \(size)" + (isCentral ? ", central" : "")
        + (startsInBox ? ", in a box" : "")
        + (perturbationBits.map { ", perturbed by 2^-\($0)" } ?? "")
    }

    func form(using generator: inout SeededGenerator) -> IntegerVector {
      IntegerVector(
        direction: (0...dimension).map { coordinate in
          if isCentral && coordinate == dimension { return 0 }
          let number = Rational(Int.random(in: -size...size, using: &generator))
          guard let perturbationBits else { return number }
          let sign = Integer(Int.random(in: -1...1, using: &generator))
          return number + Rational(sign, Integer(2).power(perturbationBits))
        })
    }

    var start: [HalfSpace] {
      guard startsInBox else { return [] }
      return (0..<dimension).flatMap { axis in
        [1, -1].map { sign in
          HalfSpace(normal: (0..<dimension).map { $0 == axis ? sign : 0 }, offset: 1)
        }
      }
    }
  }

  static let families = [
    Family(dimension: 1, cuts: 5), Family(dimension: 2), Family(dimension: 2, size: 1),
    Family(dimension: 2, isCentral: true), Family(dimension: 2, startsInBox: true),
    Family(dimension: 2, perturbationBits: 300), Family(dimension: 3),
    Family(dimension: 3, size: 1, startsInBox: true),
    Family(dimension: 3, isCentral: true), Family(dimension: 3, size: 1, perturbationBits: 70),
    Family(dimension: 4, size: 1, startsInBox: true), Family(dimension: 4, size: 1, cuts: 7),
  ]

  @Test(arguments: families)
  func cutsAgree(family: Family) throws {
    var generator = SeededGenerator(seed: 21)
    var sides: [Side: Int] = [:]
    for _ in 0..<8 {
      let start = family.start
      var generated = try #require(GeneratedCell(dimension: family.dimension, start))
      var witnessed = try #require(try WitnessedCell(dimension: family.dimension, start))
      var system = InequalitySystem(dimension: family.dimension, start)
      let rows = (0..<family.cuts).map { _ in family.form(using: &generator) }
      let forms = LinearForms(rows)
      for (index, form) in rows.enumerated() {
        let side = system.side(of: form)
        sides[side, default: 0] += 1
        #expect(generated.side(of: index, in: forms) == side)
        #expect(try generated.sides(of: forms)[index] == side)
        #expect(try witnessed.side(of: index, in: forms) == side)
        guard side == .both else { continue }
        let isPositive = Bool.random(using: &generator)
        let parts = generated.cut(by: index, in: forms, label: index)
        let otherParts = try witnessed.cut(by: index, in: forms, label: index)
        var otherSystem = system
        system.append(HalfSpace(form: isPositive ? form : -form))
        otherSystem.append(HalfSpace(form: isPositive ? -form : form))
        generated = isPositive ? parts.positive : parts.negative
        witnessed = isPositive ? otherParts.positive : otherParts.negative
        for cell in [isPositive ? parts.negative : parts.positive] as [any PolyhedralCell] {
          expect(cell, is: otherSystem)
        }
        if Bool.random(using: &generator) {
          generated.simplify()
          try witnessed.simplify()
        }
        expect(generated, is: system)
        expect(witnessed, is: system)
        expectVertices(of: generated, in: system)
      }
    }
    #expect(sides[.both, default: 0] > 15)
  }

  /// Points, facets and boundedness are those of the open polyhedron.
  private func expect(_ cell: any PolyhedralCell, is system: InequalitySystem) {
    #expect(system.contains(cell.interiorPoint))
    #expect(cell.isBounded == system.isBounded)
    func direction(_ halfSpace: HalfSpace) -> IntegerVector {
      IntegerVector(direction: halfSpace.normal + [halfSpace.offset])
    }
    let needed = system.irredundantRows.map { direction(system.halfSpaces[$0]) }
    let facets = cell.facets
    #expect(facets.count == needed.count && Set(facets.map(\.form)) == Set(needed))
    for facet in facets {
      let point = cell.point(on: facet)
      for halfSpace in system.halfSpaces {
        let sign = halfSpace.value(at: point).signum()
        #expect(
          sign == (direction(halfSpace) == facet.form ? 0 : 1)
            || !needed.contains(direction(halfSpace)) && sign >= 0)
      }
    }
  }

  private func expectVertices(of cell: GeneratedCell, in system: InequalitySystem) {
    guard let vertices = cell.vertices else { return }
    #expect(Set(vertices).count == vertices.count && !vertices.isEmpty)
    for vertex in vertices {
      let values = system.halfSpaces.map { $0.value(at: vertex).signum() }
      #expect(!values.contains(-1))
      let tight = zip(system.halfSpaces, values).filter { $0.1 == 0 }.map(\.0.normal)
      #expect(
        RationalSubspace(ofDimension: system.dimension, spannedBy: tight).dimension
          == system.dimension)
    }
    guard system.dimension == 2, cell.isBounded else { return }
    expectPolygon(of: cell)
  }

  private func expectPolygon(of cell: GeneratedCell) {
    guard let polygon = cell.boundaryPolygon, let vertices = cell.vertices else {
      Issue.record("no polygon")
      return
    }
    #expect(Set(polygon.corners) == Set(vertices) && polygon.corners.count == vertices.count)
    #expect(polygon.sides.count == polygon.corners.count)
    #expect(Set(polygon.sides.map(\.form)) == Set(cell.facets.map(\.form)))
    let count = polygon.corners.count
    for index in 0..<count {
      let (a, b, c) = (
        polygon.corners[index], polygon.corners[(index + 1) % count],
        polygon.corners[(index + 2) % count]
      )
      let side = HalfSpace(form: polygon.sides[index].form)
      #expect(side.value(at: a).isZero && side.value(at: b).isZero)
      // A turn to the left at each corner.
      let turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
      #expect(turn > 0)
    }
  }

  /// Systems that may be empty, flat, or have rows of zeros.
  @Test(arguments: [
    RandomSystem(dimension: 0, rows: 0...2), RandomSystem(dimension: 1, rows: 0...4, size: 2),
    RandomSystem(dimension: 2, rows: 0...6, size: 1),
    RandomSystem(dimension: 3, rows: 0...6, size: 1),
    RandomSystem(dimension: 3, rows: 3...6, size: 2, denominators: 1...3),
  ])
  func beginnings(family: RandomSystem) throws {
    var generator = SeededGenerator(seed: 22)
    var counts: [Bool: Int] = [:]
    for _ in 0..<60 {
      let rows = family.draw(using: &generator).halfSpaces
      let system = InequalitySystem(
        dimension: family.dimension,
        rows.map { HalfSpace(normal: $0.normal, offset: $0.offset) })
      let isFull = isFeasibleByElimination(system)
      counts[isFull, default: 0] += 1
      let generated = GeneratedCell(dimension: family.dimension, rows)
      let witnessed = try WitnessedCell(dimension: family.dimension, rows)
      #expect((generated != nil) == isFull && (witnessed != nil) == isFull)
      if BoxedCell.suits(dimension: family.dimension, rows) {
        let boxed = try BoxedCell(dimension: family.dimension, rows)
        #expect((boxed != nil) == isFull)
        if let boxed { expect(boxed, is: system) }
      }
      guard let generated, let witnessed else { continue }
      expect(generated, is: system)
      expect(witnessed, is: system)
      for cell in [generated, witnessed] as [any PolyhedralCell] {
        for facet in cell.facets {
          #expect(
            IntegerVector(
              direction: rows[-1 - facet.label].normal + [rows[-1 - facet.label].offset])
              == facet.form)
        }
      }
    }
    #expect(counts[true, default: 0] > 5 && counts[false, default: 0] > 2, "\(counts)")
  }
}
