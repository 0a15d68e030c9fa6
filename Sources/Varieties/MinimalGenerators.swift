public import ExactAlgebra

/// The minimal generators of a graded ideal, by degree, then in a fixed order.
///
/// Where a group acts they are expanded from highest weight vectors, one orbit at a time while
/// they are iterated; their number is known without that.
public struct MinimalGenerators: Sequence, Sendable {
  private enum Source: Sendable {
    case list([Varieties.Generator])
    case orbits([HighestWeightGenerator], GeneralLinearAction)
  }

  private let source: Source

  init(_ list: [Varieties.Generator]) { source = .list(list) }

  init(orbitsOf vectors: [HighestWeightGenerator], under action: GeneralLinearAction) {
    source = .orbits(vectors, action)
  }

  /// The number of minimal generators.
  public var count: Integer {
    switch source {
    case .list(let list): Integer(list.count)
    case .orbits(let vectors, _): vectors.reduce(0) { $0 + $1.representation.dimension }
    }
  }

  /// Whether there is none.
  public var isEmpty: Bool { count.isZero }

  /// Iterates over the generators.
  public func makeIterator() -> AnyIterator<Varieties.Generator> {
    switch source {
    case .list(let list): AnyIterator(list.makeIterator())
    case .orbits(let vectors, let action):
      AnyIterator(
        vectors.lazy.flatMap { vector in
          OrbitBasis(of: vector, under: action).lazy.map {
            Varieties.Generator(degree: vector.degree, polynomial: $0)
          }
        }.makeIterator())
    }
  }
}
