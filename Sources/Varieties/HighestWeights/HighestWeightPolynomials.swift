import ExactAlgebra
import LongWork

/// Highest weight vectors of given shapes as sums of products of minors, which are evaluated
/// without being expanded into monomials.
///
/// The sum over the columns of one tableau is carried out as determinants; the sum over those of
/// the other one remains.
struct HighestWeightPolynomials: Sendable {
  /// The factor whose column sum became minors, and the one whose column sum remains.
  private let inner: Int?
  private let outer: Int?
  /// The number of rows of the outer tableau.
  private let outerLength: Int
  private var minors: FlagMinors
  /// For each polynomial where its terms start.
  private var starts: [Int] = [0]
  private var coefficients: [Int] = []
  /// For each term where its factors start.
  private var factorStarts: [Int] = [0]
  private var factors: [Int32] = []

  /// No polynomials yet; shapes for at most two factors.
  init(shapes: [Partition], in tensors: TensorCoordinates) {
    precondition(shapes.count <= 2, "more than two general linear groups")
    let costs = shapes.map(\.columnGroupOrder)
    let order = shapes.indices.sorted { (costs[$0], $1) > (costs[$1], $0) }
    inner = order.first
    outer = order.dropFirst().first
    outerLength = outer.map { max(shapes[$0].parts.count, 1) } ?? 1
    let columnCount = inner.map { shapes[$0].parts.count } ?? 1
    minors = FlagMinors(
      rows: Self.letters(
        inner: inner, columnCount: columnCount, outerLength: outerLength, in: tensors))
  }

  /// The number of polynomials.
  var count: Int { starts.count - 1 }

  /// The coordinates of each letter: letters are labels, with a position of the outer factor.
  private static func letters(
    inner: Int?, columnCount: Int, outerLength: Int, in tensors: TensorCoordinates
  ) -> [[Int]] {
    tensors.labels.indices.flatMap { label in
      let factors = tensors.labels[label].factors
      let own = factors.contains { $0 == inner } ? columnCount : 1
      return (0..<outerLength).map { row in
        (0..<own).map { column in
          tensors.coordinate(ofLabel: label, at: factors.map { $0 == inner ? column : row })
        }
      }
    }
  }

  /// Adds the polynomial of a filling, with a label for each position.
  mutating func append(_ filling: TableauFilling, labels: [Int]) {
    let outerColumns = outer.map { filling.columns[$0] } ?? []
    let innerColumns = inner.map { filling.columns[$0] } ?? []
    let inside = Set(innerColumns.joined())
    let products = innerColumns + labels.indices.filter { !inside.contains($0) }.map { [$0] }
    var rows = [Int](repeating: 0, count: labels.count)
    var terms: [[Int32]: Int] = [:]

    func addTerm(sign: Int) {
      var (product, total) = ([Int32](), sign)
      for column in products {
        let letters = column.map { Int32(labels[$0] * outerLength + rows[$0]) }
        guard let (index, own) = minors.index(of: letters) else { return }
        product.append(index)
        total *= own
      }
      terms[product.sorted(), default: 0] += total
    }
    func permute(column: Int, sign: Int) {
      guard column < outerColumns.count else { return addTerm(sign: sign) }
      let positions = outerColumns[column]
      forEachPermutation(of: positions.count) { images, own in
        for (position, image) in zip(positions, images) { rows[position] = image }
        permute(column: column + 1, sign: sign * own)
      }
    }
    permute(column: 0, sign: 1)
    append(terms)
  }

  private mutating func append(_ terms: [[Int32]: Int]) {
    let ordered = terms.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    for (product, coefficient) in ordered where coefficient != 0 {
      coefficients.append(coefficient)
      factors += product
      factorStarts.append(factors.count)
    }
    starts.append(coefficients.count)
  }

  /// The matrix of the values of all polynomials (columns) at points (rows).
  ///
  /// - Throws: `CancellationError`, `Interruption.TimeIsOver`.
  func evaluationMatrix(
    at points: some RandomAccessCollection<[UInt]>, over field: PrimeField
  ) throws -> ModularMatrix {
    let points = Array(points)
    let residues = coefficients.map { field.residue(of: $0) }
    return try withUnsafeTemporaryAllocation(of: UInt.self, capacity: max(minors.count, 1)) {
      let values = UnsafeMutableBufferPointer(rebasing: $0[0..<minors.count])
      return try ModularMatrix(rows: points.count, columns: count, over: field) { row, entries in
        try Interruption.check()
        minors.evaluate(at: points[row], over: field, into: values)
        evaluate(residues, at: values, over: field, into: entries)
      }
    }
  }

  private func evaluate(
    _ residues: [UInt], at values: UnsafeMutableBufferPointer<UInt>, over field: PrimeField,
    into entries: UnsafeMutableBufferPointer<UInt>
  ) {
    factors.withUnsafeBufferPointer { factors in
      for index in 0..<count {
        var sum: UInt = 0
        for term in starts[index]..<starts[index + 1] {
          var product = residues[term]
          for place in factorStarts[term]..<factorStarts[term + 1] {
            product = field.multiply(product, values[Int(factors[place])])
          }
          sum = field.add(sum, product)
        }
        entries[index] = sum
      }
    }
  }

  /// The coefficients of the polynomials in their monomials, by the position of these in an
  /// index.
  func expansions(in index: MonomialIndex, keys: MonomialKeys) -> [[Int: Int]] {
    let terms = minors.expansions(keys: keys)
    return (0..<count).map { polynomial in
      var expansion: [Int: Int] = [:]
      func expand(place: Int, end: Int, key: UInt64, coefficient: Int) {
        guard place < end else {
          expansion[index.position(ofKey: key), default: 0] += coefficient
          return
        }
        for (own, sign) in terms[Int(factors[place])] {
          expand(place: place + 1, end: end, key: key &+ own, coefficient: coefficient * sign)
        }
      }
      for term in starts[polynomial]..<starts[polynomial + 1] {
        expand(
          place: factorStarts[term], end: factorStarts[term + 1], key: 0,
          coefficient: coefficients[term])
      }
      return expansion.filter { $0.value != 0 }
    }
  }
}

extension Partition {
  /// The number of permutations inside the columns of a tableau.
  var columnGroupOrder: Double {
    conjugate.parts.reduce(1.0) { order, length in
      (1...length).reduce(order) { $0 * Double($1) }
    }
  }
}

/// Calls `body` with all permutations of `0 ..< count` and their signs.
func forEachPermutation(of count: Int, _ body: (_ images: [Int], _ sign: Int) -> Void) {
  var images = Array(0..<count)
  func choose(from start: Int, sign: Int) {
    guard start < count else { return body(images, sign) }
    choose(from: start + 1, sign: sign)
    for other in start + 1..<max(count, start + 1) {
      images.swapAt(start, other)
      choose(from: start + 1, sign: -sign)
      images.swapAt(start, other)
    }
  }
  choose(from: 0, sign: 1)
}
