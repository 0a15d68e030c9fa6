import ExactAlgebra

/// Minors of the first columns of a matrix whose rows are called letters, and products of them.
///
/// A minor is expanded along its last column into smaller ones, so all of them are evaluated at
/// a point with few multiplications, each one once.
struct FlagMinors: Sendable {
  /// For each letter the coordinates in its row.
  private let rows: [[Int]]
  private var indices: [[Int32]: Int32] = [:]
  /// The letters of each minor, ascending.
  private var letters: [[Int32]] = []
  /// Where the expansion of each minor starts; signs alternate, and the last one is positive.
  private var starts: [Int32] = [0]
  private var coordinates: [Int32] = []
  private var cofactors: [Int32] = []

  init(rows: [[Int]]) { self.rows = rows }

  /// The number of minors.
  var count: Int { letters.count }

  /// The number of a minor and the sign of sorting its letters, or `nil` where one occurs twice.
  mutating func index(of letters: [Int32]) -> (index: Int32, sign: Int)? {
    var (sorted, sign) = (letters, 1)
    for end in sorted.indices.dropFirst() {
      var place = end
      while place > 0, sorted[place - 1] > sorted[place] {
        sorted.swapAt(place - 1, place)
        sign = -sign
        place -= 1
      }
      if place > 0, sorted[place - 1] == sorted[place] { return nil }
    }
    return (index(ofSorted: sorted), sign)
  }

  private mutating func index(ofSorted sorted: [Int32]) -> Int32 {
    if let index = indices[sorted] { return index }
    var steps: [(coordinate: Int, cofactor: Int32)] = []
    for (place, letter) in sorted.enumerated() {
      var rest = sorted
      rest.remove(at: place)
      let cofactor = rest.isEmpty ? -1 : index(ofSorted: rest)
      steps.append((rows[Int(letter)][sorted.count - 1], cofactor))
    }
    let index = Int32(count)
    indices[sorted] = index
    letters.append(sorted)
    coordinates += steps.map { Int32($0.coordinate) }
    cofactors += steps.map(\.cofactor)
    starts.append(Int32(coordinates.count))
    return index
  }

  /// The values of all minors at a point.
  func evaluate(
    at point: [UInt], over field: PrimeField, into values: UnsafeMutableBufferPointer<UInt>
  ) {
    point.withUnsafeBufferPointer { point in
      for index in 0..<count {
        let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
        if end == start + 1 {
          values[index] = point[Int(coordinates[start])]
          continue
        }
        var sum: UInt = 0
        for step in start..<end {
          let product = field.multiply(
            point[Int(coordinates[step])], values[Int(cofactors[step])])
          sum =
            (end - step).isMultiple(of: 2)
            ? field.subtract(sum, product) : field.add(sum, product)
        }
        values[index] = sum
      }
    }
  }

  /// The terms of all minors: the keys of their monomials, with signs.
  func expansions(keys: MonomialKeys) -> [[(key: UInt64, sign: Int)]] {
    var results: [[(key: UInt64, sign: Int)]] = []
    for index in 0..<count {
      let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
      var terms: [(key: UInt64, sign: Int)] = []
      for step in start..<end {
        let key = keys.key(of: CollectionOfOne(coordinates[step]))
        guard cofactors[step] >= 0 else {
          terms.append((key, 1))
          continue
        }
        let sign = (end - step).isMultiple(of: 2) ? -1 : 1
        terms += results[Int(cofactors[step])].map { ($0.key &+ key, $0.sign * sign) }
      }
      results.append(terms)
    }
    return results
  }
}
