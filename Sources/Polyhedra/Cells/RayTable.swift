/// The extreme rays of a cell with what is known of each, in one block of words.
///
/// The layout: a row of words for each ray, in the order of the rays. First the inequalities that
/// vanish on it, a bit for each slot; then, where the signs of some forms are known, the forms that
/// are positive at it, and the forms that are negative. A form that is neither is zero there, exactly.
struct RayTable: Sendable {
  /// The rays.
  private(set) var rays: ContiguousArray<CellRay> = []
  private var words: ContiguousArray<UInt64> = []
  /// The number of words for slots.
  private(set) var slotWords: Int
  /// The number of words for the positive forms, and for the negative ones.
  private(set) var formWords: Int

  /// Without rays.
  init(slotWords: Int, formWords: Int) {
    self.slotWords = slotWords
    self.formWords = formWords
  }

  /// A table of the same layout.
  var withoutRays: RayTable { RayTable(slotWords: slotWords, formWords: formWords) }

  mutating func reserveCapacity(_ count: Int) {
    rays.reserveCapacity(count)
    words.reserveCapacity(count * stride)
  }

  var count: Int { rays.count }
  /// The number of words of a ray.
  var stride: Int { slotWords + 2 * formWords }

  /// Adds a ray with words of zeros.
  @inline(__always)
  mutating func append(_ ray: CellRay) {
    rays.append(ray)
    words.append(contentsOf: repeatElement(0, count: stride))
    assert(words.count == rays.count * stride, "rows of another length")
  }

  /// Adds a ray with its words, as many as `stride`.
  @inline(__always)
  mutating func append(_ ray: CellRay, words row: UnsafeMutablePointer<UInt64>) {
    rays.append(ray)
    words.append(contentsOf: UnsafeBufferPointer(start: row, count: stride))
    assert(words.count == rays.count * stride, "rows of another length")
  }

  /// Adds a ray of another table of the same layout.
  @inline(__always)
  mutating func append(row: Int, of other: RayTable) {
    assert(other.stride == stride && other.slotWords == slotWords, "tables of different layouts")
    rays.append(other.rays[row])
    other.words.withUnsafeBufferPointer {
      words.append(contentsOf: UnsafeBufferPointer(rebasing: $0[row * stride..<(row + 1) * stride]))
    }
  }

  /// Adds a ray with the words of a ray of another table of the same layout.
  @inline(__always)
  mutating func append(row: Int, of other: RayTable, as ray: CellRay) {
    append(row: row, of: other)
    rays[rays.count - 1] = ray
  }

  // MARK: slots

  @inline(__always)
  func contains(_ slot: Int, row: Int) -> Bool {
    words[row * stride + slot >> 6] >> UInt64(slot & 63) & 1 == 1
  }

  @inline(__always)
  mutating func insert(_ slot: Int, row: Int) {
    words[row * stride + slot >> 6] |= 1 << UInt64(slot & 63)
  }

  @inline(__always)
  func slotWord(_ word: Int, row: Int) -> UInt64 { words[row * stride + word] }

  /// The slots that vanish on a ray.
  func slots(row: Int) -> SlotSet {
    SlotSet(wordCount: slotWords) { words[row * stride + $0] }
  }

  /// The number of slots that vanish on a ray.
  @inline(__always)
  func slotCount(row: Int) -> Int {
    var count = 0
    for word in 0..<slotWords { count += words[row * stride + word].nonzeroBitCount }
    return count
  }

  /// The number of slots that vanish on two rays.
  @inline(__always)
  func commonSlotCount(_ a: Int, _ b: Int) -> Int {
    var count = 0
    for word in 0..<slotWords {
      count += (words[a * stride + word] & words[b * stride + word]).nonzeroBitCount
    }
    return count
  }

  /// Whether all slots that vanish on two rays vanish on a third one.
  @inline(__always)
  func hasCommonSlots(of a: Int, _ b: Int, row: Int) -> Bool {
    for word in 0..<slotWords {
      let common = words[a * stride + word] & words[b * stride + word]
      if common & ~words[row * stride + word] != 0 { return false }
    }
    return true
  }

  /// The same table with room for so many slots, and signs of no forms where `keepsSigns` is false.
  func relaid(slotCount: Int, keepsSigns: Bool = true) -> RayTable {
    let wide = max(slotWords, (slotCount + 63) / 64)
    return relaid(slotWords: wide, keepsSigns ? formWords : 0) { new, old in
      for word in 0..<slotWords { new[word] = old[word] }
      guard keepsSigns else { return }
      for word in 0..<2 * formWords { new[wide + word] = old[slotWords + word] }
    }
  }

  /// The same rays with some of the slots, which get new numbers in the given order.
  func keeping(slots kept: [Int], keepsSigns: Bool) -> RayTable {
    let narrow = max(1, (kept.count + 63) / 64)
    let (formWords, signs) = (keepsSigns ? formWords : 0, slotWords)
    return relaid(slotWords: narrow, formWords) { new, old in
      for word in 0..<2 * formWords { new[narrow + word] = old[signs + word] }
      for (slot, number) in kept.enumerated() {
        let bit = old[number >> 6] >> UInt64(number & 63) & 1
        new[slot >> 6] |= bit << UInt64(slot & 63)
      }
    }
  }

  /// The same table with room for the signs of so many forms, all of them zero.
  func preparedForSigns(ofForms count: Int) -> RayTable {
    relaid(slotWords: slotWords, (count + 63) / 64) { new, old in
      for word in 0..<slotWords { new[word] = old[word] }
    }
  }

  /// The same rays with other words.
  ///
  /// - Parameter fill: writes the words of a row, which are zero, from the old ones.
  @inline(__always)
  private func relaid(
    slotWords: Int, _ formWords: Int,
    fill: (UnsafeMutablePointer<UInt64>, UnsafePointer<UInt64>) -> Void
  ) -> RayTable {
    var table = RayTable(slotWords: slotWords, formWords: formWords)
    table.rays = rays
    let (stride, oldStride) = (table.stride, stride)
    table.words.append(contentsOf: repeatElement(0, count: rays.count * stride))
    table.words.withUnsafeMutableBufferPointer { new in
      words.withUnsafeBufferPointer { old in
        for row in rays.indices {
          fill(new.baseAddress! + row * stride, old.baseAddress! + row * oldStride)
        }
      }
    }
    return table
  }

  // MARK: signs of forms

  /// The sign of a form at a ray.
  @inline(__always)
  func sign(_ form: Int, row: Int) -> Int {
    let (start, bit) = (row * stride + slotWords + form >> 6, UInt64(form & 63))
    return Int(words[start] >> bit & 1) - Int(words[start + formWords] >> bit & 1)
  }

  /// Records the sign of a form that was zero before.
  @inline(__always)
  mutating func setSign(_ sign: Int, of form: Int, row: Int) {
    guard sign != 0 else { return }
    let start = row * stride + slotWords + form >> 6 + (sign > 0 ? 0 : formWords)
    words[start] |= 1 << UInt64(form & 63)
  }

  /// Writes the words of a ray on the edge between two rays, in which a form vanishes that gets a slot.
  ///
  /// A form that has one sign at both ends, or is zero at one of them, has the sign of the other on the
  /// edge. The signs of those with different signs at the ends are open.
  ///
  /// - Parameter openSign: tells the sign of a form at the ray, zero for the one that vanishes.
  @inline(__always)
  func writeCrossing(
    of a: Int, _ b: Int, slot: Int, to row: UnsafeMutablePointer<UInt64>, openSign: (Int) -> Int
  ) {
    assert(slot < 64 * slotWords, "a slot without a bit")
    words.withUnsafeBufferPointer { words in
      let (first, second) = (words.baseAddress! + a * stride, words.baseAddress! + b * stride)
      for word in 0..<slotWords { row[word] = first[word] & second[word] }
      row[slot >> 6] |= 1 << UInt64(slot & 63)
      for word in slotWords..<slotWords + formWords {
        let (p, n) = (first[word], first[word + formWords])
        let (q, m) = (second[word], second[word + formWords])
        var (positive, negative) = ((p & ~m) | (q & ~n), (n & ~q) | (m & ~p))
        var open = (p & m) | (n & q)
        while open != 0 {
          let bit = open & ~(open - 1)
          let sign = openSign(64 * (word - slotWords) + open.trailingZeroBitCount)
          if sign > 0 { positive |= bit } else if sign < 0 { negative |= bit }
          open &= open - 1
        }
        (row[word], row[word + formWords]) = (positive, negative)
      }
    }
  }

  /// Of some forms those that have both signs at the rays, and those that are positive at some ray and
  /// negative at none.
  func sides(of candidates: SlotSet) -> (both: SlotSet, positive: SlotSet) {
    words.withUnsafeBufferPointer { words in
      let (wordCount, stride, end) = (formWords, stride, words.count)
      return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * wordCount) { bits in
        for word in 0..<wordCount {
          var (positive, negative): (UInt64, UInt64) = (0, 0)
          var position = slotWords + word
          while position < end {
            positive |= words[position]
            negative |= words[position + wordCount]
            position += stride
          }
          let candidate = candidates.word(word)
          bits[word] = positive & negative & candidate
          bits[wordCount + word] = positive & ~negative & candidate
        }
        return (
          SlotSet(wordCount: wordCount) { bits[$0] },
          SlotSet(wordCount: wordCount) { bits[wordCount + $0] }
        )
      }
    }
  }
}
