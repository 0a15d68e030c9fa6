/// A colour for each number of an interval, piecewise linear in sRGB.
///
/// Sequential scales are those of viridis (van der Walt and Smith 2015, the colours of matplotlib
/// at 17 places), diverging ones are the eleven colours RdBu of ColorBrewer (Brewer 2003), blue
/// below zero and red above. Both can be read by colour-blind people, and viridis also in grey.
struct ColorScale: Sendable {
  /// The colours at equal distances from `lower` to `upper`.
  private let anchors: [Color]
  private let lower: Double
  private let upper: Double
  /// The part of the scale that occurs.
  let range: ClosedRange<Double>

  /// A scale for values in a range: diverging, with equal weight on both sides of zero, where
  /// they have both signs, sequential otherwise.
  init(covering range: ClosedRange<Double>) {
    let range = Self.widened(range)
    self.range = range
    if range.lowerBound < 0 && range.upperBound > 0 {
      anchors = Self.diverging
      upper = max(-range.lowerBound, range.upperBound)
      lower = -upper
    } else {
      anchors = Self.viridis
      (lower, upper) = (range.lowerBound, range.upperBound)
    }
  }

  /// A sequential scale, also where values have both signs: for logarithms.
  init(sequentialOver range: ClosedRange<Double>) {
    self.range = Self.widened(range)
    anchors = Self.viridis
    (lower, upper) = (self.range.lowerBound, self.range.upperBound)
  }

  /// The colour of a value; values outside the scale have those of its ends.
  func color(at value: Double) -> Color {
    let steps = Double(anchors.count - 1)
    // Divided first: the difference of the ends may be beyond all numbers.
    let part = (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    let place = min(max(part, 0), 1) * steps
    let index = min(Int(place), anchors.count - 2)
    return anchors[index].mixed(with: anchors[index + 1], by: place - Double(index))
  }

  /// Values of an interval, ends included, between which the colour is linear.
  func stops(in interval: ClosedRange<Double>) -> [Double] {
    let inner = anchors.indices.dropFirst().dropLast().map { index in
      let part = Double(index) / Double(anchors.count - 1)
      return lower * (1 - part) + upper * part
    }
    return [interval.lowerBound]
      + inner.filter { interval.lowerBound < $0 && $0 < interval.upperBound }
      + [interval.upperBound]
  }

  /// An interval of positive length around a single value.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let size = max(abs(lower), abs(upper))
    // Subnormal numbers have too few digits to be told apart by colours.
    guard upper / 2 - lower / 2 <= max(size * 1e-12, .leastNormalMagnitude) else { return range }
    let margin = size < 8 * Double.leastNormalMagnitude ? 1 : size / 4
    return (lower - margin)...(upper + margin)
  }

  private static let viridis: [Color] = [
    0x440154, 0x48186A, 0x472D7B, 0x424086, 0x3B528B, 0x33638D, 0x2C728E, 0x26828E, 0x21918C,
    0x1FA088, 0x28AE80, 0x3FBC73, 0x5EC962, 0x84D44B, 0xADDC30, 0xD8E219, 0xFDE725,
  ].map(Color.init)

  private static let diverging: [Color] = [
    0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D,
    0xB2182B, 0x67001F,
  ].map(Color.init)
}
