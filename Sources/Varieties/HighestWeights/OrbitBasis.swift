import Algorithms
import ExactAlgebra

/// A basis of the irreducible representation that a highest weight vector generates.
///
/// In dominant weights the vectors are found by lowering operators, in the other weights they are
/// images under permutations of rows and columns. All are primitive integer polynomials.
struct OrbitBasis: Sequence {
  private let action: GeneralLinearAction
  /// The dominant weights, the highest first, each with a basis of its weight space.
  private let dominant: [(weight: [[Int]], vectors: [Polynomial])]

  /// The prime modulo which independence is decided; independent modulo a prime is independent.
  private static let field = PrimeField(prime: (1 << 61) - 1)

  init(of vector: HighestWeightGenerator, under action: GeneralLinearAction) {
    self.action = action
    var known: [[[Int]]: [Polynomial]] = [:]
    var dominant: [(weight: [[Int]], vectors: [Polynomial])] = []
    for (weight, dimension) in Self.dominantWeights(of: vector.representation, action) {
      let isHighest = dominant.isEmpty
      let vectors =
        isHighest
        ? [vector.polynomial]
        : Self.independent(
          Self.lowered(to: weight, from: known, action: action), count: dimension)
      known[weight] = vectors
      dominant.append((weight, vectors))
    }
    self.dominant = dominant
  }

  func makeIterator() -> some IteratorProtocol<Polynomial> {
    dominant.lazy.flatMap { [action] weight, vectors in
      Self.rearrangements(of: weight, action: action).lazy.flatMap { images in
        vectors.lazy.map { $0.renamingVariables(images).primitivePart }
      }
    }.makeIterator()
  }

  /// The polynomials as texts, in the same order.
  var texts: some Sequence<String> {
    dominant.lazy.flatMap { [action] weight, vectors in
      let written = vectors.map(WrittenVector.init)
      return Self.rearrangements(of: weight, action: action).lazy.flatMap { images in
        written.lazy.map { $0.text(renaming: images) }
      }
    }
  }

  /// A vector whose images under permutations are written.
  private struct WrittenVector {
    private let polynomial: Polynomial
    private let texts: RenamedTexts?

    init(_ polynomial: Polynomial) {
      self.polynomial = polynomial
      texts = RenamedTexts(of: polynomial)
    }

    func text(renaming images: [Int]) -> String {
      texts?.text(renaming: images)
        ?? polynomial.renamingVariables(images).primitivePart.description
    }
  }

  /// The dominant weights with the dimensions of their spaces, in descending order.
  private static func dominantWeights(
    of representation: IrreducibleRepresentation, _ action: GeneralLinearAction
  ) -> [(weight: [[Int]], dimension: Int)] {
    let choices = zip(representation.partitions, action.factors).map { highest, factor in
      Partition.all(of: highest.size, maximumLength: factor.size).compactMap { weight in
        let dimension = highest.kostkaNumber(content: weight.parts)
        let padding = Array(repeating: 0, count: factor.size - weight.parts.count)
        return dimension > 0 ? (weight: weight.parts + padding, dimension: dimension) : nil
      }
    }
    return choices.reduce([(weight: [[Int]](), dimension: 1)]) { prefixes, choice in
      prefixes.flatMap { prefix in
        choice.map { (prefix.weight + [$0.weight], prefix.dimension * $0.dimension) }
      }
    }
  }

  /// What the simple lowering operators make of the spaces above a weight.
  private static func lowered(
    to weight: [[Int]], from known: [[[Int]]: [Polynomial]], action: GeneralLinearAction
  ) -> some Sequence<Polynomial> {
    weight.indices.lazy.flatMap { factor in
      weight[factor].indices.dropLast().lazy.filter { weight[factor][$0 + 1] > 0 }
        .flatMap { position -> [Polynomial] in
          var above = weight
          above[factor][position] += 1
          above[factor][position + 1] -= 1
          var highest = above
          highest[factor].sort(by: >)
          let images = rearrangement(of: highest, to: above, action: action)
          let operation = action.factors[factor].lowered(from: position)
          return (known[highest] ?? []).map {
            $0.renamingVariables(images).applyingDerivation(operation).primitivePart
          }
        }
    }
  }

  /// The first independent polynomials, as many as asked for.
  private static func independent(
    _ candidates: some Sequence<Polynomial>, count: Int
  ) -> [Polynomial] {
    var chosen: [Polynomial] = []
    var columns: [[Int]: Int] = [:]
    var rows: [[(column: Int, value: UInt)]] = []
    for candidate in candidates where !candidate.isZero {
      let row = candidate.terms.map { term in
        let column = columns[term.variables, default: columns.count]
        columns[term.variables] = column
        return (column: column, value: term.coefficient.numerator.residue(in: field))
      }
      let matrix = ModularMatrix(rows: rows.count + 1, columns: columns.count, over: field) {
        for (column, value) in $0 < rows.count ? rows[$0] : row { $1[column] = value }
      }
      guard matrix.rank == rows.count + 1 else { continue }
      rows.append(row)
      chosen.append(candidate)
      if chosen.count == count { return chosen }
    }
    preconditionFailure("a weight space that lowering operators do not span")
  }

  /// For each weight with the same numbers in another order the renaming of coordinates that
  /// leads there.
  private static func rearrangements(
    of weight: [[Int]], action: GeneralLinearAction
  ) -> some Sequence<[Int]> {
    let none = AnySequence([[[Int]]()])
    let targets = weight.reduce(none) { prefixes, own in
      AnySequence(
        prefixes.lazy.flatMap { prefix in
          own.uniquePermutations().lazy.map { prefix + [$0] }
        })
    }
    return targets.lazy.map { rearrangement(of: weight, to: $0, action: action) }
  }

  /// A renaming of coordinates that permutes positions such that one weight becomes another.
  private static func rearrangement(
    of weight: [[Int]], to target: [[Int]], action: GeneralLinearAction
  ) -> [Int] {
    var images = Array(0..<(action.factors.first?.positions.count ?? 0))
    for (factor, (own, other)) in zip(action.factors, zip(weight, target)) {
      var places: [Int: [Int]] = [:]
      for (position, value) in other.enumerated().reversed() {
        places[value, default: []].append(position)
      }
      let moved = own.map { places[$0]!.removeLast() }
      var line = images.indices.map { $0 }
      for coordinates in factor.lines {
        for (position, coordinate) in coordinates.enumerated() {
          line[coordinate] = coordinates[moved[position]]
        }
      }
      images = images.map { line[$0] }
    }
    return images
  }
}
