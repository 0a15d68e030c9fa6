import ExactAlgebra

/// An endless supply of damaged texts, each from a corpus by a few random changes.
struct TextMutator {
  private let corpus: [[UInt8]]
  private let fragments: [[UInt8]]
  private var generator: SeededGenerator

  /// - Parameter fragments: what is inserted, besides random bytes.
  init(corpus: [String], fragments: [String], seed: UInt64, stream: UInt64) {
    self.corpus = corpus.map { Array($0.utf8) }
    self.fragments = fragments.map { Array($0.utf8) }
    generator = SeededGenerator(seed: seed, stream: stream)
  }

  /// The next text, with broken UTF-8 replaced as `String(decoding:as:)` does.
  mutating func next() -> String {
    var bytes = corpus.randomElement(using: &generator)!
    for _ in 0..<Int.random(in: 1...2, using: &generator) { mutate(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes.removeSubrange(range(in: bytes))
    case 1: bytes.insert(contentsOf: fragments.randomElement(using: &generator)!, at: place)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
    case 3: bytes.insert(contentsOf: bytes[range(in: bytes)], at: place)
    case 4:
      bytes.replaceSubrange(
        range(in: bytes), with: fragments.randomElement(using: &generator)!)
    case 5: bytes.insert(contentsOf: corpus.randomElement(using: &generator)!, at: place)
    default:
      guard bytes.count > 1 else { return }
      bytes.swapAt(
        Int.random(in: bytes.indices, using: &generator),
        Int.random(in: bytes.indices, using: &generator))
    }
  }

  /// A short stretch, possibly empty.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let length = Int.random(in: 0...3, using: &generator)
    return start..<min(start + length, bytes.count)
  }
}
