import ExactAlgebra
import Networks

extension PatternInstance: Codable {
  private enum CodingKeys: String, CodingKey {
    case widths, bias, blocks, orbitSize
  }

  /// Reads `widths`, `bias`, `blocks` (patterns as text) and `orbitSize` (text).
  ///
  /// - Throws: `DecodingError` where these define no instance.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let size = try values.decode(String.self, forKey: .orbitSize)
    guard let orbitSize = Integer(size) else {
      throw DecodingError.dataCorruptedError(
        forKey: .orbitSize, in: values, debugDescription: "'\(size.excerpt)' is no number")
    }
    do {
      self.init(
        architecture: try Architecture(
          widths: values.decode([Int].self, forKey: .widths),
          hasBiases: values.decode(Bool.self, forKey: .bias)),
        patterns: try values.decode([String].self, forKey: .blocks).map {
          try ActivationPattern(parsing: $0)
        },
        orbitSize: orbitSize)
    } catch let error as DecodingError {
      throw error
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .blocks, in: values, debugDescription: "\(error)")
    }
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(architecture.widths, forKey: .widths)
    try values.encode(architecture.hasBiases, forKey: .bias)
    try values.encode(patterns.map(\.description), forKey: .blocks)
    try values.encode(orbitSize.description, forKey: .orbitSize)
  }
}
