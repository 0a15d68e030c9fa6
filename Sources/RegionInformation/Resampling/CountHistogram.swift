/// How many cells have each count: what every estimator depends on. Made again and again in the same memory.
struct CountHistogram {
  /// The number of cells with each count, from 0.
  private var multiplicities: [Int32]
  /// The counts that occur, ascending.
  private(set) var counts: [Int] = []

  /// For so many draws at most.
  init(total: Int) { multiplicities = Array(repeating: 0, count: total + 1) }

  /// The number of cells with a count.
  subscript(count: Int) -> Int { Int(multiplicities[count]) }

  /// Takes other counts; zeros are left out.
  mutating func take(_ others: some Sequence<Int32>) {
    for count in counts { multiplicities[count] = 0 }
    counts.removeAll(keepingCapacity: true)
    for count in others where count > 0 {
      if multiplicities[Int(count)] == 0 { counts.append(Int(count)) }
      multiplicities[Int(count)] += 1
    }
    counts.sort()
  }
}
