/// A small change of a text, drawn at random.
enum Mutation: CaseIterable {
  case deletion, insertion, replacement, swap, duplication, splice

  /// Bytes that mean something to YAML, JSON or numbers.
  private static let telling = Array("{}[]:,-?#&*!|>'\"%@`~<= \t\r\n\\/.+eE0123456789unN".utf8)
  /// Bytes that should not occur, and the beginnings of letters of several bytes.
  private static let foreign: [UInt8] = [
    0x00, 0x07, 0x1B, 0x7F, 0x80, 0x85, 0xA8, 0xC2, 0xE2, 0xEF, 0xF4, 0xFE, 0xFF,
  ]

  /// A text that differs from a member of the corpus by a few changes.
  static func mutant(
    of corpus: [[UInt8]], using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes = corpus.randomElement(using: &generator)!
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      allCases.randomElement(using: &generator)!
        .apply(to: &bytes, splicing: corpus, using: &generator)
    }
    return bytes
  }

  private func apply(
    to bytes: inout [UInt8], splicing corpus: [[UInt8]],
    using generator: inout some RandomNumberGenerator
  ) {
    let range = Self.range(in: bytes, using: &generator)
    switch self {
    case .deletion:
      bytes.removeSubrange(range)
    case .insertion:
      bytes.insert(Self.byte(using: &generator), at: range.lowerBound)
    case .replacement:
      bytes.replaceSubrange(range.prefix(1), with: [Self.byte(using: &generator)])
    case .swap:
      guard bytes.count > 1 else { return }
      bytes.swapAt(
        bytes.indices.randomElement(using: &generator)!,
        bytes.indices.randomElement(using: &generator)!)
    case .duplication:
      bytes.insert(contentsOf: bytes[range], at: range.lowerBound)
    case .splice:
      let other = corpus.randomElement(using: &generator)!
      let part = Self.range(in: other, using: &generator)
      bytes.replaceSubrange(range, with: other[part])
    }
  }

  private static func byte(using generator: inout some RandomNumberGenerator) -> UInt8 {
    let source = Int.random(in: 0..<20, using: &generator) == 0 ? foreign : telling
    return source.randomElement(using: &generator)!
  }

  /// A part of a text, mostly short.
  private static func range(
    in bytes: [UInt8], using generator: inout some RandomNumberGenerator
  ) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let longest = Int.random(in: 0..<8, using: &generator) > 0 ? 3 : bytes.count
    let length = Int.random(in: 0...min(longest, bytes.count - start), using: &generator)
    return start..<(start + length)
  }
}
