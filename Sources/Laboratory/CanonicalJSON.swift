package import Foundation

extension JSONEncoder {
  /// Writes the same text for the same value: keys are sorted.
  package static var canonical: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
