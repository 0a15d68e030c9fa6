/// A number of 64 bits that tells byte strings apart, as far as nobody makes them alike on purpose.
///
/// The hash FNV-1a. Source: Fowler, Noll, Vo and Eastlake, *The FNV Non-Cryptographic Hash
/// Algorithm*, RFC 9923.
package struct Fingerprint: Hashable, Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Of no bytes.
  package init() {}

  /// Takes in some bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  /// Sixteen hexadecimal digits.
  package var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
