/// A small change of a file in binary form, drawn at random.
enum BinaryMutation: CaseIterable {
  case bit, byte, number, deletion, duplication, truncation, splice

  /// A file that differs from a member of the corpus by a few changes.
  static func mutant(
    of corpus: [[UInt8]], using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes = corpus.randomElement(using: &generator)!
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      allCases.randomElement(using: &generator)!
        .apply(to: &bytes, splicing: corpus, using: &generator)
    }
    return bytes
  }

  private func apply(
    to bytes: inout [UInt8], splicing corpus: [[UInt8]],
    using generator: inout some RandomNumberGenerator
  ) {
    guard let place = bytes.indices.randomElement(using: &generator) else { return }
    let length = Int.random(in: 1...12, using: &generator)
    let range = place..<min(place + length, bytes.count)
    switch self {
    case .bit: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case .byte: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case .number:
      // Numbers around the ends of their types, of a random length.
      let number: UInt64 = [0, 1, 127, 1 << 31, 1 << 32, 1 << 63, .max - 7, .max]
        .randomElement(using: &generator)!
      for (offset, index) in range.enumerated() where offset < 8 {
        bytes[index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * offset))
      }
    case .deletion: bytes.removeSubrange(range)
    case .duplication: bytes.insert(contentsOf: bytes[range], at: place)
    case .truncation: bytes.removeSubrange(place...)
    case .splice:
      let other = corpus.randomElement(using: &generator)!
      let start = Int.random(in: 0...other.count, using: &generator)
      bytes.replaceSubrange(range, with: other[start..<min(start + length, other.count)])
    }
  }
}
