/// The weight spaces of a polynomial ring: how many monomials each weight has, and which.
///
/// Coordinates with one weight form a cell. For every degree a table of each suffix of the cells
/// tells which weights can still be reached, so that enumeration never runs into a dead end.
struct WeightSpaces: Sendable {
  /// The coordinates of each cell; all coordinates of a cell have the weight `cellKeys`.
  let cells: [[Int]]
  let cellKeys: [WeightKey]
  /// `counts[cell][degree][weight]`: the monomials in the cells from `cell` on.
  private var counts: [[[WeightKey: Int]]]

  /// The weight spaces of degree 0; `extend` adds the others.
  init(keys: [WeightKey]) {
    var cellOfKey: [WeightKey: Int] = [:]
    var cells: [[Int]] = []
    var cellKeys: [WeightKey] = []
    for (coordinate, key) in keys.enumerated() {
      if let cell = cellOfKey[key] {
        cells[cell].append(coordinate)
      } else {
        cellOfKey[key] = cells.count
        cells.append([coordinate])
        cellKeys.append(key)
      }
    }
    self.cells = cells
    self.cellKeys = cellKeys
    counts = Array(repeating: [[.zero: 1]], count: cells.count + 1)
  }

  /// The largest degree whose weights are known.
  var maximumDegree: Int { counts[0].count - 1 }

  /// The number of entries of the tables of the largest degree.
  var tableSize: Int { counts.reduce(0) { $0 + ($1.last?.count ?? 0) } }

  /// The weights of a degree with their numbers of monomials.
  func monomialCounts(degree: Int) -> [WeightKey: Int] { counts[0][degree] }

  /// The number of monomials of a weight.
  func monomialCount(of weight: WeightKey, degree: Int) -> Int {
    counts[0][degree][weight] ?? 0
  }

  /// Counts the monomials of the next degree.
  ///
  /// Counts saturate at `Int.max`; a space of that size is refused before it is enumerated.
  mutating func extend() {
    let degree = maximumDegree + 1
    counts[cells.count].append([:])
    for cell in cells.indices.reversed() {
      counts[cell].append(
        cells[cell].count == 1
          ? tableOfSingle(cell: cell, degree: degree) : table(ofCell: cell, degree: degree))
    }
  }

  /// A single coordinate divides a monomial or not.
  private func tableOfSingle(cell: Int, degree: Int) -> [WeightKey: Int] {
    var table = counts[cell + 1][degree]
    for (weight, count) in counts[cell][degree - 1] {
      Self.add(count, to: &table[weight + cellKeys[cell], default: 0])
    }
    return table
  }

  /// Some power of a cell divides a monomial exactly.
  private func table(ofCell cell: Int, degree: Int) -> [WeightKey: Int] {
    var table = counts[cell + 1][degree]
    var shift = WeightKey.zero
    for power in 1...degree {
      shift = shift + cellKeys[cell]
      let ways = Self.multisets(of: cells[cell].count, size: power)
      for (weight, count) in counts[cell + 1][degree - power] {
        let (product, overflow) = ways.multipliedReportingOverflow(by: count)
        Self.add(overflow ? .max : product, to: &table[weight + shift, default: 0])
      }
    }
    return table
  }

  private static func add(_ count: Int, to entry: inout Int) {
    let (sum, overflow) = entry.addingReportingOverflow(count)
    entry = overflow ? .max : sum
  }

  /// The monomials of a weight: sorted lists of coordinates, `degree` entries each, one after
  /// the other, in a fixed order.
  func monomials(of weight: WeightKey, degree: Int) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(monomialCount(of: weight, degree: degree) * degree)
    var prefix: [Int32] = []
    visit(cell: 0, weight: weight, degree: degree, prefix: &prefix) { monomial in
      result += monomial
      return true
    }
    return result
  }

  /// Some monomial of a weight that occurs.
  func firstMonomial(of weight: WeightKey, degree: Int) -> [Int32] {
    var prefix: [Int32] = []
    var result: [Int32] = []
    visit(cell: 0, weight: weight, degree: degree, prefix: &prefix) { monomial in
      result = monomial
      return false
    }
    return result
  }

  /// Calls `body` with every monomial that continues the prefix until it returns false.
  @discardableResult
  private func visit(
    cell: Int, weight: WeightKey, degree: Int, prefix: inout [Int32],
    body: ([Int32]) -> Bool
  ) -> Bool {
    guard counts[cell][degree][weight] != nil else { return true }
    guard degree > 0 else { return body(prefix) }
    let members = cells[cell]
    var rest = weight
    for power in 0...degree {
      if power > 0 {
        guard let less = rest - cellKeys[cell] else { break }
        rest = less
      }
      guard counts[cell + 1][degree - power][rest] != nil else { continue }
      let goesOn = visitMultisets(of: members, from: 0, size: power, prefix: &prefix) { prefix in
        visit(
          cell: cell + 1, weight: rest, degree: degree - power, prefix: &prefix, body: body)
      }
      guard goesOn else { return false }
    }
    return true
  }

  private func visitMultisets(
    of members: [Int], from start: Int, size: Int, prefix: inout [Int32],
    body: (inout [Int32]) -> Bool
  ) -> Bool {
    guard size > 0 else { return body(&prefix) }
    for index in start..<members.count {
      prefix.append(Int32(members[index]))
      let goesOn = visitMultisets(
        of: members, from: index, size: size - 1, prefix: &prefix, body: body)
      prefix.removeLast()
      guard goesOn else { return false }
    }
    return true
  }

  /// The number of multisets of a size with elements of a set.
  private static func multisets(of count: Int, size: Int) -> Int {
    var result = 1
    for step in 0..<size {
      let (product, overflow) = result.multipliedReportingOverflow(by: count + step)
      if overflow { return .max }
      result = product / (step + 1)
    }
    return result
  }
}

extension WeightSpaces {
  /// The number of coordinates.
  var coordinateCount: Int { cells.reduce(0) { $0 + $1.count } }
}
