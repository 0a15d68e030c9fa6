/// A set of small numbers, most often below 64.
struct SlotSet: Hashable, Sendable {
  private var low: UInt64 = 0
  /// The next 64 numbers, and so on; no trailing zeros.
  private var high: [UInt64] = []

  /// The empty set.
  init() {}

  /// The set of some numbers.
  init(_ slots: some Sequence<Int>) {
    for slot in slots { insert(slot) }
  }

  /// Its numbers, ascending.
  var elements: [Int] {
    var elements: [Int] = []
    for (index, word) in ([low] + high).enumerated() {
      var rest = word
      while rest != 0 {
        elements.append(64 * index + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return elements
  }

  var count: Int { high.reduce(low.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  func contains(_ slot: Int) -> Bool {
    if slot < 64 { return low >> UInt64(slot) & 1 == 1 }
    let (word, bit) = (slot / 64 - 1, UInt64(slot % 64))
    return word < high.count && high[word] >> bit & 1 == 1
  }

  mutating func insert(_ slot: Int) {
    if slot < 64 {
      low |= 1 << UInt64(slot)
    } else {
      let word = slot / 64 - 1
      while high.count <= word { high.append(0) }
      high[word] |= 1 << UInt64(slot % 64)
    }
  }

  func intersection(_ other: SlotSet) -> SlotSet {
    var result = SlotSet()
    result.low = low & other.low
    guard !high.isEmpty, !other.high.isEmpty else { return result }
    result.high = zip(high, other.high).map { $0 & $1 }
    while result.high.last == 0 { result.high.removeLast() }
    return result
  }

  /// The number of common elements.
  func commonCount(_ other: SlotSet) -> Int {
    var count = (low & other.low).nonzeroBitCount
    for word in 0..<min(high.count, other.high.count) {
      count += (high[word] & other.high[word]).nonzeroBitCount
    }
    return count
  }

  func isSubset(of other: SlotSet) -> Bool {
    guard low & ~other.low == 0 else { return false }
    guard !high.isEmpty else { return true }
    return high.count <= other.high.count && zip(high, other.high).allSatisfy { $0 & ~$1 == 0 }
  }
}
