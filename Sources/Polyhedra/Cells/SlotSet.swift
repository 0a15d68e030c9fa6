/// A set of numbers that are not negative, most often below 64; these take no memory of their own.
public struct SlotSet: Hashable, Sendable {
  private var low: UInt64 = 0
  /// The next 64 numbers, and so on; no trailing zeros.
  private var high: [UInt64] = []

  /// The empty set.
  public init() {}

  /// The set of some numbers.
  public init(_ slots: some Sequence<Int>) {
    for slot in slots { insert(slot) }
  }

  /// The numbers below a bound.
  public init(below count: Int) {
    self.init(wordCount: (count + 63) / 64) { word in
      let bits = count - 64 * word
      return bits >= 64 ? .max : (1 << UInt64(bits)) - 1
    }
  }

  /// The set whose numbers are the bits of words, the first word for the numbers below 64.
  @inline(__always)
  init(wordCount: Int, word: (Int) -> UInt64) {
    guard wordCount > 0 else { return }
    low = word(0)
    var end = wordCount
    while end > 1, word(end - 1) == 0 { end -= 1 }
    guard end > 1 else { return }
    high = [UInt64](repeating: 0, count: end - 1)
    for index in 1..<end { high[index - 1] = word(index) }
  }

  /// Its numbers, ascending.
  public var elements: [Int] {
    var elements: [Int] = []
    elements.reserveCapacity(count)
    visit { elements.append($0) }
    return elements
  }

  /// Hands on its numbers, ascending.
  @inline(__always)
  public func visit(_ body: (Int) throws -> Void) rethrows {
    for index in 0..<wordCount {
      var rest = word(index)
      while rest != 0 {
        try body(64 * index + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// The smallest of its numbers.
  public var first: Int? {
    for index in 0..<wordCount where word(index) != 0 {
      return 64 * index + word(index).trailingZeroBitCount
    }
    return nil
  }

  /// The number of its numbers.
  public var count: Int { high.reduce(low.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  /// Whether it has no numbers.
  public var isEmpty: Bool { low == 0 && high.isEmpty }

  /// Whether a number belongs to it.
  public func contains(_ slot: Int) -> Bool { word(slot >> 6) >> UInt64(slot & 63) & 1 == 1 }

  /// Adds a number.
  public mutating func insert(_ slot: Int) {
    if slot < 64 {
      low |= 1 << UInt64(slot)
    } else {
      let word = slot / 64 - 1
      while high.count <= word { high.append(0) }
      high[word] |= 1 << UInt64(slot % 64)
    }
  }

  /// Removes a number, if it is there.
  public mutating func remove(_ slot: Int) {
    guard contains(slot) else { return }
    if slot < 64 {
      low &= ~(1 << UInt64(slot))
    } else {
      high[slot / 64 - 1] &= ~(1 << UInt64(slot % 64))
      removeTrailingZeros()
    }
  }

  /// Adds the numbers of another set.
  public mutating func formUnion(_ other: SlotSet) {
    low |= other.low
    guard !other.high.isEmpty else { return }
    while high.count < other.high.count { high.append(0) }
    for index in other.high.indices { high[index] |= other.high[index] }
  }

  /// The common numbers of two sets.
  public func intersection(_ other: SlotSet) -> SlotSet {
    SlotSet(wordCount: min(wordCount, other.wordCount)) { word($0) & other.word($0) }
  }

  /// The numbers that do not belong to another set.
  public func subtracting(_ other: SlotSet) -> SlotSet {
    SlotSet(wordCount: wordCount) { word($0) & ~other.word($0) }
  }

  /// The number of common elements.
  public func commonCount(_ other: SlotSet) -> Int {
    var count = 0
    for index in 0..<min(wordCount, other.wordCount) {
      count += (word(index) & other.word(index)).nonzeroBitCount
    }
    return count
  }

  /// Whether all of its numbers belong to another set.
  public func isSubset(of other: SlotSet) -> Bool {
    guard low & ~other.low == 0 else { return false }
    return high.indices.allSatisfy { high[$0] & ~other.word($0 + 1) == 0 }
  }

  // MARK: words

  /// The number of words beyond which all are zero.
  @inline(__always)
  package var wordCount: Int { 1 + high.count }

  /// 64 numbers as bits.
  @inline(__always)
  package func word(_ index: Int) -> UInt64 {
    index == 0 ? low : index <= high.count ? high[index - 1] : 0
  }

  private mutating func removeTrailingZeros() {
    while high.last == 0 { high.removeLast() }
  }
}
