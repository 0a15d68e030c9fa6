/// A finite set of small numbers, in machine words: rows that vanish on a ray, or rays on a face.
struct RowSet: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var rest: [UInt64] = []

  init() {}

  init(_ numbers: some Sequence<Int>) {
    for number in numbers { insert(number) }
  }

  mutating func insert(_ number: Int) {
    let bit: UInt64 = 1 << UInt64(number & 63)
    switch number >> 6 {
    case 0: first |= bit
    case 1: second |= bit
    case let word:
      while rest.count < word - 1 { rest.append(0) }
      rest[word - 2] |= bit
    }
  }

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    let bits = word == 0 ? first : word == 1 ? second : word - 2 < rest.count ? rest[word - 2] : 0
    return bits >> UInt64(number & 63) & 1 == 1
  }

  var isEmpty: Bool { first == 0 && second == 0 && rest.isEmpty }

  var count: Int {
    var count = first.nonzeroBitCount + second.nonzeroBitCount
    for word in rest { count += word.nonzeroBitCount }
    return count
  }

  func intersection(_ other: RowSet) -> RowSet {
    var result = RowSet()
    result.first = first & other.first
    result.second = second & other.second
    guard !rest.isEmpty, !other.rest.isEmpty else { return result }
    for (a, b) in zip(rest, other.rest) { result.rest.append(a & b) }
    // Equal sets have equal words.
    while result.rest.last == 0 { result.rest.removeLast() }
    return result
  }

  func isSubset(of other: RowSet) -> Bool {
    guard first & ~other.first == 0, second & ~other.second == 0 else { return false }
    guard rest.count <= other.rest.count else { return false }
    for (a, b) in zip(rest, other.rest) where a & ~b != 0 { return false }
    return true
  }

  /// The numbers in ascending order.
  var elements: [Int] {
    var result: [Int] = []
    for (index, word) in ([first, second] + rest).enumerated() {
      var bits = word
      while bits != 0 {
        result.append(64 * index + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    return result
  }

  /// The least number; `nil` for the empty set.
  var least: Int? {
    if first != 0 { return first.trailingZeroBitCount }
    if second != 0 { return 64 + second.trailingZeroBitCount }
    guard let word = rest.firstIndex(where: { $0 != 0 }) else { return nil }
    return 64 * (word + 2) + rest[word].trailingZeroBitCount
  }
}
