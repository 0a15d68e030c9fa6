/// How the Hilbert curve lies in one cell of a level: the corner where it enters, and the axis along which
/// it leaves.
///
/// In the frame the curve goes from the corner `0` to the corner at the end of the last axis, through the
/// `2^N` parts of the cell in the order of the Gray code. Source: C. Hamilton, *Compact Hilbert indices*,
/// 2006, which describes the curve of A. Butz, 1971.
struct HilbertFrame: Hashable, Sendable {
  /// For each coordinate whether the curve enters at the upper side.
  private(set) var entry: [Bool]
  /// The coordinate in which entry and exit differ.
  private(set) var direction = 0

  /// The frame of the whole cube: from the origin along the first axis.
  init(dimension: Int) { entry = Array(repeating: false, count: dimension) }

  var dimension: Int { entry.count }

  /// The corner where the curve leaves.
  var exit: [Bool] {
    var exit = entry
    exit[direction].toggle()
    return exit
  }

  /// The coordinate that is so far behind the first one of the frame.
  private func coordinate(_ place: Int) -> Int { (place + direction + 1) % dimension }

  /// The part of the cell that comes at a place in the order.
  ///
  /// - Parameter order: the binary digits of the place, the lowest one first.
  /// - Returns: for each coordinate whether the part is the upper half.
  func part(at order: [Bool]) -> [Bool] {
    var part = entry
    for place in 0..<dimension {
      let gray = order[place] != (place + 1 < dimension && order[place + 1])
      if gray { part[coordinate(place)].toggle() }
    }
    return part
  }

  /// The place of a part in the order; where halves are not said, the first place that is possible.
  ///
  /// - Parameter halves: for each coordinate whether the part is the upper half; `nil` for either.
  /// - Returns: the binary digits of the place, the lowest one first.
  func order(of halves: [Bool?]) -> [Bool] {
    var order = [Bool](repeating: false, count: dimension)
    var above = false
    for place in (0..<dimension).reversed() {
      let axis = coordinate(place)
      // A half that is free is the one that makes this digit zero.
      if let half = halves[axis] { above = above != (half != entry[axis]) } else { above = false }
      order[place] = above
    }
    return order
  }

  /// Goes to the frame of the part at a place in the order.
  mutating func descend(to order: [Bool]) {
    guard let lowest = order.firstIndex(of: true) else {
      // The first part: entered where the cell is.
      direction = coordinate(0)
      return
    }
    // The corner of entry is the Gray code of the largest even number below the place.
    var even = order
    var step: Int
    if lowest == 0 {
      even[0] = false
      step = order.firstIndex(of: false) ?? dimension
    } else {
      even[lowest] = false
      for place in 1..<lowest { even[place] = true }
      step = lowest
    }
    step %= dimension
    entry = part(at: even)
    direction = coordinate(step)
  }
}
