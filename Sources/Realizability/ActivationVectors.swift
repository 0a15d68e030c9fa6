public import ExactAlgebra
import LongWork
import Polyhedra

/// The activation vectors that one neuron can have on given points: the cells of a central
/// arrangement of hyperplanes.
///
///     let vectors = ActivationVectors(on: [[1, 0], [0, 1]], hasBias: false)
///     vectors.map(\.isActive).count   // 4
///
/// Each vector says for each point whether `w . x + b > 0`; that it is never zero is required.
/// They come lazily, in lexicographic order, inactive before active. For `m` points in general
/// position in dimension `d` (with a bias: affinely general, and `d` one more) there are
/// `2 sum_(k < d) binomial(m - 1, k)`. Source: Cover 1965.
///
/// - Complexity: at most one linear program for each vector and point.
public struct ActivationVectors: Sequence, Sendable {
  /// A vector with weights that have it.
  public struct Element: Hashable, Sendable {
    /// Whether the neuron is active, point by point.
    public let isActive: [Bool]
    /// The weights, and, last, the bias, if there is one.
    public let weights: [Rational]
  }

  private let dimension: Int
  /// For each point the conditions that it is inactive and that it is active.
  private let sides: [(inactive: HalfSpace, active: HalfSpace)]

  /// The vectors on the given points.
  ///
  /// - Precondition: there is a point, and all have the same number of coordinates.
  public init(on points: [[Rational]], hasBias: Bool) {
    precondition(!points.isEmpty, "activation vectors without points")
    precondition(
      points.allSatisfy { $0.count == points[0].count }, "points of different lengths")
    dimension = points[0].count + (hasBias ? 1 : 0)
    sides = points.map { point in
      let active = HalfSpace(normal: hasBias ? point + [1] : point)
      return (active.opposite, active)
    }
  }

  /// An iterator that searches the tree of prefixes in depth.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Goes through the vectors.
  public struct Iterator: IteratorProtocol {
    /// A prefix to be looked at, with weights that have it where they are known.
    private struct Branch {
      let length: Int
      let isActive: Bool
      let weights: [Rational]?
    }

    private let vectors: ActivationVectors
    private var system: InequalitySystem
    private var prefix: [Bool] = []
    private var branches: [Branch] = []

    init(_ vectors: ActivationVectors) {
      self.vectors = vectors
      system = InequalitySystem(dimension: vectors.dimension)
      branch(at: [Rational](repeating: 0, count: vectors.dimension))
    }

    /// The next vector.
    public mutating func next() -> Element? { next { $0.feasibility() } }

    /// The next vector, as long as `Interruption` lets it be found.
    ///
    /// - Throws: as `Interruption.check`.
    public mutating func nextInTime() throws -> Element? {
      try next { system in
        try Interruption.check()
        return try system.feasibilityInTime()
      }
    }

    private mutating func next(
      _ decide: (InequalitySystem) throws -> Feasibility
    ) rethrows -> Element? {
      while let branch = branches.popLast() {
        enter(branch)
        guard let weights = try branch.weights ?? decide(system).point else { continue }
        guard prefix.count < vectors.sides.count else {
          return Element(isActive: prefix, weights: weights)
        }
        self.branch(at: weights)
      }
      return nil
    }

    /// Both sides of the next hyperplane; the one with the weights is known not to be empty.
    private mutating func branch(at weights: [Rational]) {
      let sign = vectors.sides[prefix.count].active.value(at: weights).signum()
      for isActive in [true, false] {
        let isKnown = sign == (isActive ? 1 : -1)
        branches.append(
          Branch(
            length: prefix.count, isActive: isActive, weights: isKnown ? weights : nil))
      }
    }

    private mutating func enter(_ branch: Branch) {
      while prefix.count > branch.length {
        prefix.removeLast()
        system.removeLast()
      }
      let side = vectors.sides[branch.length]
      prefix.append(branch.isActive)
      system.append(branch.isActive ? side.active : side.inactive)
    }
  }
}
