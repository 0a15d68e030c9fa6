/// The points between two parallel hyperplanes, `lower < normal . z < upper`, of standard Gaussian
/// numbers `z`; an end may be infinite. The normal has a length of about 1.
///
/// The exact slab has an exact normal for each end, within `normalError` of this one, and exact ends
/// within `endError`.
struct Slab: Sendable {
  var normal: [Double]
  var lower = -Double.infinity
  var upper = Double.infinity
  var normalError = 0.0
  var lowerError = 0.0
  var upperError = 0.0

  /// Half-spaces, those with one normal direction or with opposite ones put together.
  static func slabs(of halfSpaces: [RoundedHalfSpace]) -> [Slab] {
    var slabs: [Slab] = []
    var numbers: [[Int32]: Int] = [:]
    for halfSpace in halfSpaces {
      let leading = halfSpace.normal.first { $0.magnitude > 1e-3 } ?? 1
      let sign: Double = leading < 0 ? -1 : 1
      // Directions that agree but fall to two sides of a rounding stay two slabs, which is as right.
      let key = halfSpace.normal.map { Int32((sign * $0 * 0x1p30).rounded()) }
      let number: Int
      if let found = numbers[key],
        let distance = Self.distance(slabs[found].normal, halfSpace.normal, sign: sign),
        distance < 1e-12
      {
        number = found
        slabs[found].normalError = max(
          slabs[found].normalError, halfSpace.normalError + distance * (1 + 1e-3))
      } else {
        number = slabs.count
        numbers[key] = number
        slabs.append(
          Slab(normal: halfSpace.normal.map { sign * $0 }, normalError: halfSpace.normalError))
      }
      if sign > 0 {
        slabs[number].lower = max(slabs[number].lower, -halfSpace.offset)
        slabs[number].lowerError = max(slabs[number].lowerError, halfSpace.offsetError)
      } else {
        slabs[number].upper = min(slabs[number].upper, halfSpace.offset)
        slabs[number].upperError = max(slabs[number].upperError, halfSpace.offsetError)
      }
    }
    return slabs
  }

  private static func distance(_ a: [Double], _ b: [Double], sign: Double) -> Double? {
    length(zip(a, b).map { $0 - sign * $1 })
  }
}
