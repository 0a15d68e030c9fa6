import ExactAlgebra

/// Finer parts of the spaces of highest weight vectors, from what is known of the labels.
///
/// Two sources: weightings of the coordinates that depend on the label alone, and exchanges of
/// labels that map the ideal to itself. For an exchange of `a` and `b` the tensors `x_a + x_b` and
/// `x_a - x_b` take the place of `x_a` and `x_b`: the exchange changes the sign of the second one,
/// so the ideal is homogeneous for its degree modulo 2.
struct LabelSectors: Sendable {
  /// For each label its weights.
  private let weights: [[Int]]
  /// Commuting exchanges of labels, each a list of pairs that are exchanged together.
  private let exchanges: [[(first: Int, second: Int)]]
  private let tensors: TensorCoordinates

  init(
    of tensors: TensorCoordinates, grading: Multigrading, symmetries: [CoordinatePermutation]
  ) {
    self.tensors = tensors
    weights = Self.labelWeights(of: tensors, grading: grading)
    var exchanges: [[(first: Int, second: Int)]] = []
    var used: Set<Int> = []
    for symmetry in symmetries {
      guard let pairs = Self.exchangedLabels(by: symmetry, of: tensors) else { continue }
      let labels = pairs.flatMap { [$0.first, $0.second] }
      let isFine = pairs.allSatisfy { [weights] in weights[$0.first] == weights[$0.second] }
      guard isFine, used.isDisjoint(with: labels) else { continue }
      used.formUnion(labels)
      exchanges.append(pairs)
    }
    self.exchanges = exchanges
  }

  /// What the contents of one sector have in common.
  func key(of content: Content) -> [Int] {
    var key = [Int](repeating: 0, count: weights.first?.count ?? 0)
    for (count, weight) in zip(content.counts, weights) where count > 0 {
      for (index, value) in weight.enumerated() { key[index] += count * value }
    }
    let parities = exchanges.map { pairs in
      pairs.reduce(0) { $0 + content.counts[$1.second] } % 2
    }
    return key + parities
  }

  /// A point in the new coordinates.
  func changing(_ point: [UInt], over field: PrimeField) -> [UInt] {
    var result = point
    for (first, second) in coordinatePairs {
      result[first] = field.add(point[first], point[second])
      result[second] = field.subtract(point[first], point[second])
    }
    return result
  }

  /// A linear form in the old coordinates, written in the new ones, times 2 where there are
  /// exchanges.
  func changing(_ form: RankCondition.LinearForm) -> RankCondition.LinearForm {
    guard !exchanges.isEmpty else { return form }
    var result = form.mapValues { $0 * 2 }
    for (first, second) in coordinatePairs where form[first] != nil || form[second] != nil {
      let (a, b) = (form[first] ?? 0, form[second] ?? 0)
      result[first] = a + b
      result[second] = a - b
    }
    return result.filter { !$0.value.isZero }
  }

  /// A polynomial in the new coordinates, written in the old ones; not primitive.
  func restoring(_ polynomial: Polynomial) -> Polynomial {
    guard !exchanges.isEmpty else { return polynomial }
    let ring = polynomial.ring
    var images = (0..<ring.variableCount).map(ring.variable)
    for (first, second) in coordinatePairs {
      images[first] = ring.variable(first) + ring.variable(second)
      images[second] = ring.variable(first) - ring.variable(second)
    }
    return polynomial.substituting(images, in: ring)
  }

  private var coordinatePairs: [(first: Int, second: Int)] {
    exchanges.joined().flatMap { pair in
      zip(tensors.labels[pair.first].coordinates, tensors.labels[pair.second].coordinates)
        .map { (first: $0, second: $1) }
    }
  }

  /// The mean of each weighting over the coordinates of a label, times a common denominator. It
  /// is the mean over all permutations of positions, under which the ideal is invariant.
  private static func labelWeights(
    of tensors: TensorCoordinates, grading: Multigrading
  ) -> [[Int]] {
    let common = tensors.labels.reduce(Integer(1)) {
      leastCommonMultiple($0, Integer($1.coordinates.count))
    }
    guard let common = Int(exactly: common) else { return tensors.labels.map { _ in [] } }
    return tensors.labels.map { label in
      grading.weights.map { weighting in
        let sum = label.coordinates.reduce(0) { $0 + weighting[$1] }
        return sum * (common / label.coordinates.count)
      }
    }
  }

  /// The pairs of labels that a permutation of the coordinates exchanges, or `nil` where it does
  /// anything else.
  static func exchangedLabels(
    by symmetry: CoordinatePermutation, of tensors: TensorCoordinates
  ) -> [(first: Int, second: Int)]? {
    let numbers = Dictionary(
      uniqueKeysWithValues: tensors.labels.enumerated().map { ($1.coordinates, $0) })
    var pairs: [(first: Int, second: Int)] = []
    for (number, label) in tensors.labels.enumerated() {
      let moved = label.coordinates.map { symmetry.images[$0] }
      guard let image = numbers[moved] else { return nil }
      if image > number { pairs.append((number, image)) }
      let back = tensors.labels[image].coordinates.map { symmetry.images[$0] }
      guard back == label.coordinates else { return nil }
    }
    return pairs.isEmpty ? nil : pairs
  }
}
