/// A cell of a Hilbert curve: the corner where the curve enters, and the axis along which the corner where it
/// leaves differs.
///
/// Numbers below `2^N` are lists of `N` bits, the lowest first; a list of bits is also a corner of the cube, or the
/// place of one of the `2^N` parts of a cell.
struct HilbertState: Hashable, Sendable {
  /// The corner where the curve enters.
  var entry: [Bool]
  /// The axis from there to the corner where it leaves.
  var axis: Int

  /// The cell that is the whole cube: from the corner zero along the last axis.
  init(dimension: Int) {
    entry = Array(repeating: false, count: dimension)
    axis = dimension - 1
  }

  private var dimension: Int { entry.count }

  /// The place of a part, in the order of the curve: the Gray code, turned and reflected into the cell.
  func place(ofPart number: [Bool]) -> [Bool] {
    let code = number.indices.map { index in
      number[index] != (index + 1 < number.count && number[index + 1])
    }
    return zip(turned(code), entry).map { $0 != $1 }
  }

  /// The first part, in the order of the curve, whose place has some given bits; `nil` for bits that are free.
  func firstPart(at place: [Bool?]) -> [Bool] {
    let code = turnedBack(zip(place, entry).map { bit, entry in bit.map { $0 != entry } })
    var number = Array(repeating: false, count: dimension)
    var above = false
    for index in number.indices.reversed() {
      // Bits of a number are sums of those of its Gray code; free ones are chosen to keep the number small.
      above = code[index].map { $0 != above } ?? false
      number[index] = above
    }
    return number
  }

  /// The cell that is a part of this one, in coordinates of its own.
  func part(_ number: [Bool]) -> HilbertState {
    var part = self
    part.entry = zip(turned(Self.entry(ofPart: number)), entry).map { $0 != $1 }
    part.axis = (axis + Self.axis(ofPart: number) + 1) % dimension
    return part
  }

  /// A part that the curve leaves along an axis.
  func part(leavingAlong wanted: Int) -> [Bool] {
    // The number 2^v - 1 has v ones at its end.
    let ones = (wanted - axis - 1 + 2 * dimension) % dimension
    return (0..<dimension).map { $0 < ones }
  }

  /// The entry of a part in standard position: the Gray code of the largest even number below it.
  private static func entry(ofPart number: [Bool]) -> [Bool] {
    guard number.contains(true) else { return number }
    var even = decremented(number)
    even[0] = false
    return even.indices.map { even[$0] != ($0 + 1 < even.count && even[$0 + 1]) }
  }

  /// The axis of a part in standard position: how many ones are at the end of an odd number, or of the
  /// number before an even one.
  private static func axis(ofPart number: [Bool]) -> Int {
    guard number.contains(true) else { return 0 }
    let odd = number[0] ? number : decremented(number)
    return (odd.firstIndex(of: false) ?? odd.count) % number.count
  }

  private static func decremented(_ number: [Bool]) -> [Bool] {
    var result = number
    for index in result.indices {
      result[index].toggle()
      // The borrow ends at the first one.
      if number[index] { break }
    }
    return result
  }

  private func turned<Bit>(_ bits: [Bit]) -> [Bit] {
    bits.indices.map { bits[($0 - axis - 1 + 2 * dimension) % dimension] }
  }

  private func turnedBack<Bit>(_ bits: [Bit]) -> [Bit] {
    bits.indices.map { bits[($0 + axis + 1) % dimension] }
  }
}
