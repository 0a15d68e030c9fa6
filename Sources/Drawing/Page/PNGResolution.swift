internal import Foundation

/// How large the pixels of a PNG file are, which cairo does not say.
enum PNGResolution {
  /// The file with a chunk `pHYs` behind its header (W3C, *Portable Network Graphics*, 2003,
  /// section 11.3.5.3).
  static func added(to data: Data, dotsPerInch: Double) -> Data {
    let headerEnd = 8 + 12 + 13
    guard data.count > headerEnd else { return data }
    let perMetre = UInt32(max(1, min((dotsPerInch / 0.0254).rounded(), 0x7FFF_FFFF)))
    // In both directions; the unit is the metre.
    var body = Array("pHYs".utf8)
    body += bytes(perMetre)
    body += bytes(perMetre)
    body.append(1)
    let chunk: [UInt8] = bytes(9) + body + bytes(checksum(of: body))
    var result = data
    result.insert(contentsOf: chunk, at: result.startIndex + headerEnd)
    return result
  }

  /// Big endian.
  private static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { (shift: UInt32) in UInt8(truncatingIfNeeded: number >> shift) }
  }

  /// The cyclic redundancy check of PNG and Ethernet.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    var state: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = state & 1 == 1
        state >>= 1
        if isOdd { state ^= 0xEDB8_8320 }
      }
    }
    return ~state
  }
}
