public import ExactAlgebra

/// The identifier by which a polynomial ring is named in files of the mrdi format.
///
///     RingIdentifier(of: PolynomialRing(["x", "y"])).description
///     // 23717937-7bce-478f-81c1-12bdf814f223
///
/// Readers take objects with one identifier for one ring, so it depends on nothing but the field and the names
/// of the variables in their order: polynomials of two files can be added where their rings are the same. It has the
/// form of version 4, as the format asks for, and its bits are the SHA-1 hash of a name, as in version 5.
/// Source: P. Leach, M. Mealling and R. Salz, *A universally unique identifier (UUID) URN namespace*,
/// RFC 4122, 2005.
public struct RingIdentifier: Hashable, Sendable, CustomStringConvertible {
  /// The identifier, 32 digits in five groups.
  public let description: String

  /// The identifier of a ring over the rationals.
  public init(of ring: PolynomialRing) {
    let name = "urn:reluvar:QQ[\(ring.variableNames.joined(separator: ","))]"
    var bytes = Array(SHA1.hash(of: Self.namespace + name.utf8).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    description = text
  }

  /// The namespace of names that are URLs or URNs: 6ba7b811-9dad-11d1-80b4-00c04fd430c8.
  private static let namespace: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]
}
