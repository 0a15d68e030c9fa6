import ExactAlgebra
import Polyhedra
import Testing

/// Systems on which a solver may stumble.
@Suite struct DegenerateSystemTests {
  private static let huge = Rational(Integer(10).power(1_000))

  @Test(arguments: [0, 1, 5])
  func noInequalities(dimension: Int) {
    #expect(
      InequalitySystem(dimension: dimension).feasibility()
        == .feasible([Rational](repeating: 0, count: dimension)))
  }

  @Test(arguments: [0, 3])
  func zeroNormals(dimension: Int) {
    func answer(_ offsets: [Rational], isOpen: Bool) -> Feasibility {
      let normal = [Rational](repeating: 0, count: dimension)
      let system = InequalitySystem(
        dimension: dimension,
        offsets.map { HalfSpace(normal: normal, offset: $0, isOpen: isOpen) })
      let answer = system.feasibility()
      expectEvidence(answer, for: system)
      return answer
    }
    let first = InfeasibilityCertificate(terms: [.init(row: 0, multiplier: 1)])
    #expect(answer([1], isOpen: true).point != nil)
    #expect(answer([0], isOpen: false).point != nil)
    #expect(answer([0, 1], isOpen: false).point != nil)
    #expect(answer([0], isOpen: true) == .infeasible(first))
    #expect(answer([-1], isOpen: true) == .infeasible(first))
    #expect(answer([-1], isOpen: false) == .infeasible(first))
    #expect(answer([1, -3, 2], isOpen: true).certificate?.terms.map(\.row).contains(1) == true)
  }

  @Test func repeatedAndContradictoryRows() {
    let row = HalfSpace(normal: [2, -1, 3], offset: 5)
    let closed = HalfSpace(normal: [-2, 1, -3], offset: -5, isOpen: false)
    let repeated = InequalitySystem(dimension: 3, Array(repeating: row, count: 50))
    #expect(repeated.feasibility().point.map(repeated.contains) == true)
    for last in [row.opposite, closed] {
      let system = InequalitySystem(dimension: 3, Array(repeating: row, count: 50) + [last])
      let answer = system.feasibility()
      #expect(answer.certificate != nil)
      expectEvidence(answer, for: system)
    }
  }

  /// Two closed half-spaces that meet in a hyperplane, whose points have to be hit exactly.
  @Test func equations() {
    func equation(_ normal: [Rational], _ offset: Rational) -> [HalfSpace] {
      [
        HalfSpace(normal: normal, offset: offset, isOpen: false),
        HalfSpace(normal: normal.map { -$0 }, offset: -offset, isOpen: false),
      ]
    }
    let third = Rational(1, 3)
    let rows = equation([3, 7, 0], -1) + equation([0, 11, third], 2) + equation([1, 1, 1], 0)
    let system = InequalitySystem(dimension: 3, rows)
    let answer = system.feasibility()
    expectEvidence(answer, for: system)
    #expect(answer.point?.contains { !$0.isInteger } == true)
    let strict = InequalitySystem(dimension: 3, rows + [HalfSpace(normal: [1, 1, 1])])
    #expect(strict.feasibility().certificate?.refutes(strict) == true)
  }

  /// A slit of width 10^-1000 far from the origin, and the same slit closed.
  @Test func hugeCoefficients() {
    let narrow = InequalitySystem(
      dimension: 2,
      [
        HalfSpace(normal: [Self.huge, 1], offset: -Self.huge * Self.huge),
        HalfSpace(normal: [-Self.huge, -1], offset: Self.huge * Self.huge + 1 / Self.huge),
      ])
    let open = narrow.feasibility()
    #expect(open.point != nil)
    expectEvidence(open, for: narrow)
    var closed = narrow
    closed.append(HalfSpace(normal: [Self.huge, 1], offset: -Self.huge * Self.huge - 1))
    let answer = closed.feasibility()
    #expect(answer.certificate != nil)
    expectEvidence(answer, for: closed)
  }

  /// Hyperplanes that nearly agree: floating point cannot tell them apart.
  @Test(arguments: [10, 15, 16, 17, 30, 60])
  func thinWedges(digits: Int) {
    let small = Rational(1, Integer(10).power(digits))
    let wedge = InequalitySystem(
      dimension: 3,
      [
        HalfSpace(normal: [1, 1, 1]), HalfSpace(normal: [-1, -1, -1 + small]),
        HalfSpace(normal: [0, 1, 0], offset: -1 / small),
      ])
    let answer = wedge.feasibility()
    #expect(answer.point != nil)
    expectEvidence(answer, for: wedge)
    var none = wedge
    none.append(HalfSpace(normal: [0, 0, -1], isOpen: false))
    #expect(none.feasibility().certificate?.refutes(none) == true)
  }

  /// The wedge of Klee and Minty, hard for the simplex method.
  @Test func kleeMinty() {
    let dimension = 8
    var rows = (0..<dimension).map { index in
      HalfSpace(normal: (0..<dimension).map { $0 == index ? 1 : 0 })
    }
    for index in 0..<dimension {
      let normal = (0..<dimension).map { column in
        column < index
          ? -Rational(Integer(2).power(index - column + 1)) : column == index ? -1 : 0
      }
      rows.append(HalfSpace(normal: normal, offset: Rational(Integer(5).power(index + 1))))
    }
    let system = InequalitySystem(dimension: dimension, rows)
    expectEvidence(system.feasibility(), for: system)
    #expect(system.feasibility().point != nil)
  }
}
