internal import Algorithms
public import ExactAlgebra

/// The minimal generators of a graded ideal, by degree, then in a fixed order.
///
/// Where a group acts they are expanded from highest weight vectors, one orbit at a time while
/// they are iterated; their number is known without that.
public struct MinimalGenerators: Sequence, Sendable {
  private indirect enum Source: Sendable {
    case list([Varieties.Generator])
    case orbits([HighestWeightGenerator], GeneralLinearAction)
    case restored(MinimalGenerators, LinearReduction)
  }

  private let source: Source

  init(_ list: [Varieties.Generator]) { source = .list(list) }

  init(orbitsOf vectors: [HighestWeightGenerator], under action: GeneralLinearAction) {
    source = .orbits(vectors, action)
  }

  /// The relations of a reduction, then generators in its coordinates.
  init(restored generators: MinimalGenerators, by reduction: LinearReduction) {
    source = .restored(generators, reduction)
  }

  /// The number of minimal generators.
  public var count: Integer {
    switch source {
    case .list(let list): Integer(list.count)
    case .orbits(let vectors, _): vectors.reduce(0) { $0 + $1.representation.dimension }
    case .restored(let generators, let reduction):
      generators.count + Integer(reduction.relationCount)
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
            Varieties.Generator(
              degree: vector.degree, polynomial: $0, origin: vector.origin)
          }
        }.makeIterator())
    case .restored(let generators, let reduction):
      AnyIterator(
        chain(
          reduction.relations.lazy.map {
            Varieties.Generator(degree: 1, polynomial: $0.polynomial, origin: $0.origin)
          },
          generators.lazy.map {
            Varieties.Generator(
              degree: $0.degree, polynomial: reduction.restoring($0.polynomial),
              origin: $0.origin)
          }
        ).makeIterator())
    }
  }
}

extension MinimalGenerators {
  /// A generator as a text.
  public struct Written: Hashable, Sendable {
    /// The total degree of the polynomial.
    public let degree: Int
    /// The polynomial, as `Polynomial.description` writes it.
    public let text: String
    /// Where it comes from, if that is known.
    public let origin: GeneratorOrigin?

    init(_ generator: Varieties.Generator) {
      degree = generator.degree
      text = generator.polynomial.description
      origin = generator.origin
    }

    init(_ text: String, of vector: HighestWeightGenerator) {
      degree = vector.degree
      self.text = text
      origin = vector.origin
    }
  }

  /// The generators as texts, in the same order; many times as fast as their polynomials where a
  /// group acts.
  public var written: some Sequence<Written> {
    switch source {
    case .orbits(let vectors, let action):
      AnySequence(
        vectors.lazy.flatMap { vector in
          OrbitBasis(of: vector, under: action).texts.lazy.map { Written($0, of: vector) }
        })
    case .list, .restored: AnySequence(lazy.map(Written.init))
    }
  }
}

extension GradedIdeal {
  /// About how many terms the generators have together where a group acts: those of the highest weight
  /// vectors, as often as the dimensions of the representations say. Zero elsewhere.
  ///
  /// - Parameter degree: the degree of the generators; all where it is `nil`.
  public func approximateTermCount(inDegree degree: Int? = nil) -> Integer {
    highestWeightGenerators.reduce(Integer(0)) { sum, vector in
      degree.map { $0 == vector.degree } ?? true
        ? sum + Integer(vector.polynomial.termCount) * vector.representation.dimension : sum
    }
  }
}
