import ExactAlgebra
import Testing

@testable import Varieties

/// Tensors on which a product of general linear groups acts, with what can be said of their
/// polynomials by counting monomials.
struct LabelledTensors: Sendable, CustomTestStringConvertible {
  /// The sizes of the factors of the group.
  let sizes: [Int]
  /// For each tensor the factors that act on it.
  let labels: [[Int]]
  let degree: Int
  /// One variable for each coordinate.
  let ring: PolynomialRing
  /// The coordinates in order: for each its label and its positions, one for each factor.
  let coordinates: [(label: Int, positions: [Int: Int])]

  init(_ sizes: [Int], _ labels: [[Int]], degree: Int) {
    self.sizes = sizes
    self.labels = labels
    self.degree = degree
    coordinates = labels.enumerated().flatMap { label, factors in
      factors.reduce([[:]]) { prefixes, factor in
        prefixes.flatMap { prefix in
          (0..<sizes[factor]).map { prefix.merging([factor: $0]) { $1 } }
        }
      }.map { (label: label, positions: $0) }
    }
    ring = PolynomialRing(ClassicalMaps.names("x", coordinates.count))
  }

  var testDescription: String {
    "GL\(sizes) on \(labels), degree \(degree)"
  }

  static let all = [
    // One to three matrices.
    LabelledTensors([2, 2], [[0, 1]], degree: 4),
    LabelledTensors([3, 3], [[0, 1]], degree: 3),
    LabelledTensors([2, 3], [[0, 1], [0, 1]], degree: 3),
    LabelledTensors([3, 2], [[0, 1], [0, 1]], degree: 3),
    LabelledTensors([2, 2], [[0, 1], [0, 1]], degree: 4),
    LabelledTensors([2, 2], [[0, 1], [0, 1], [0, 1]], degree: 3),
    LabelledTensors([3, 1], [[0, 1], [0, 1], [0, 1]], degree: 3),
    LabelledTensors([1, 1], [[0, 1], [0, 1]], degree: 4),
    // With constants, which follow the rows, and with rows alone and invariants.
    LabelledTensors([2, 2], [[0, 1], [0, 1], [0], [0]], degree: 3),
    LabelledTensors([3, 2], [[0, 1], [0]], degree: 3),
    LabelledTensors([2, 2], [[0, 1], [0], [1], []], degree: 3),
    // One group, and none.
    LabelledTensors([3], [[0], [0]], degree: 4),
    LabelledTensors([2], [[0], [0], [0]], degree: 4),
    LabelledTensors([2], [[0], []], degree: 3),
    LabelledTensors([], [[], []], degree: 3),
  ]

  var coordinateCount: Int { coordinates.count }

  var action: GeneralLinearAction {
    GeneralLinearAction(
      factors: sizes.enumerated().map { factor, size in
        let starts = coordinates.indices.filter { coordinates[$0].positions[factor] == 0 }
        let lines = starts.map { start in
          (0..<size).map { position in
            var target = coordinates[start]
            target.positions[factor] = position
            return coordinates.firstIndex { $0 == target }!
          }
        }
        return .init(size: size, lines: lines, coordinateCount: coordinates.count)
      })
  }

  var tensors: TensorCoordinates {
    get throws { try #require(TensorCoordinates(action, coordinateCount: coordinateCount)) }
  }

  var spaces: HighestWeightSpaces {
    get throws {
      try HighestWeightSpaces(
        degree: degree, in: try tensors,
        sectors: LabelSectors(
          of: try tensors, grading: Multigrading(weights: []), symmetries: []),
        characters: SymmetricGroupCharacters(upTo: degree))
    }
  }

  /// All monomials of the degree, as ascending lists of coordinates.
  var monomials: [[Int]] { TextbookNumbers.multisets(of: coordinateCount, size: degree) }

  /// For each factor how often each of its positions occurs in a monomial.
  func weight(of monomial: [Int]) -> [[Int]] {
    return sizes.indices.map { factor in
      (0..<sizes[factor]).map { position in
        monomial.count { coordinates[$0].positions[factor] == position }
      }
    }
  }

  /// The weights that occur, in a fixed order.
  var weights: [[[Int]]] {
    Set(monomials.map(weight)).sorted { a, b in
      a.joined().lexicographicallyPrecedes(b.joined())
    }
  }

  /// How often each label occurs in a monomial.
  func content(of monomial: [Int]) -> [Int] {
    return labels.indices.map { label in monomial.count { coordinates[$0].label == label } }
  }

  /// One partition for each factor, of sizes up to the degree and with as many parts as fit.
  var allShapes: [[Partition]] {
    sizes.reduce([[]]) { prefixes, size in
      prefixes.flatMap { prefix in
        (0...degree).flatMap { TextbookNumbers.partitions(of: $0, parts: size) }
          .map { prefix + [Partition($0)] }
      }
    }
  }

  /// The numbers of highest weight vectors of some shapes for each content, from numbers of
  /// monomials: `sum over w, v of sgn(w) sgn(v) N(lambda + w.0, mu + v.0)`.
  ///
  /// Source: Weyl's character formula; Fulton and Harris, *Representation theory*, 24.1.
  func multiplicities(
    of shapes: [Partition], monomialCounts: [[[Int]]: [[Int]: Int]]
  ) -> [[Int]: Int] {
    var result: [[Int]: Int] = [:]
    func add(factor: Int, weight: [[Int]], sign: Int) {
      guard factor < sizes.count else {
        for (content, count) in monomialCounts[weight] ?? [:] {
          result[content, default: 0] += sign * count
        }
        return
      }
      let parts = shapes[factor].parts
      let padded = parts + Array(repeating: 0, count: sizes[factor] - parts.count)
      for (images, own) in Self.signedPermutations(of: sizes[factor]) {
        let shifted = padded.indices.map { padded[$0] - $0 + images[$0] }
        add(factor: factor + 1, weight: weight + [shifted], sign: sign * own)
      }
    }
    add(factor: 0, weight: [], sign: 1)
    return result.filter { $0.value != 0 }
  }

  /// For each weight and each content the number of monomials.
  var monomialCounts: [[[Int]]: [[Int]: Int]] {
    var counts: [[[Int]]: [[Int]: Int]] = [:]
    for monomial in monomials {
      counts[weight(of: monomial), default: [:]][content(of: monomial), default: 0] += 1
    }
    return counts
  }

  private static func signedPermutations(of count: Int) -> [(images: [Int], sign: Int)] {
    guard count > 0 else { return [([], 1)] }
    return signedPermutations(of: count - 1).flatMap { images, sign in
      (0..<count).map { place in
        var longer = images
        longer.insert(count - 1, at: place)
        return (longer, (count - 1 - place).isMultiple(of: 2) ? sign : -sign)
      }
    }
  }
}

extension Polynomial {
  /// The derivation that sends each variable to another one or to zero, by partial derivatives.
  func derivation(sending images: [Int?]) -> Polynomial {
    images.indices.reduce(ring.zero) { sum, variable in
      guard let image = images[variable] else { return sum }
      return sum + derivative(withRespectTo: variable) * ring.variable(image)
    }
  }

  /// `self(d/dx) other`, monomial by monomial.
  func applied(asOperatorTo other: Polynomial) -> Polynomial {
    terms.reduce(ring.zero) { sum, term in
      sum + term.coefficient
        * term.variables.reduce(other) { $0.derivative(withRespectTo: $1) }
    }
  }
}

extension LabelledTensors {
  /// The polynomial with the given coefficients of the monomials of an index.
  func polynomial(_ coefficients: [Int: Int], in index: MonomialIndex) -> Polynomial {
    Polynomial(
      coefficients.sorted { $0.key < $1.key }.map { position, coefficient in
        (coefficient: Rational(coefficient), variables: index[position].map { Int($0) })
      }, in: ring)
  }
}

/// Spaces that are not cut into sectors: one part for each list of shapes.
extension HighestWeightSpaces {
  var shapes: [[Partition]] { parts.map(\.shapes) }

  func part(of shapes: [Partition]) -> HighestWeightPart? {
    parts.first { $0.shapes == shapes }
  }

  func dimension(of shapes: [Partition]) -> Int { part(of: shapes)?.dimension ?? 0 }
}
