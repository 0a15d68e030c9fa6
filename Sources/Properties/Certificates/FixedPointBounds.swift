import ExactAlgebra

/// Bounds of neurons on one set of inputs, in fixed point.
///
/// Coefficients have at most 46 bits, weights 58, bounds and ends of the box 60, and there are at most `2^12` terms to a sum: no sum
/// of products has more than 120 bits. Constants are checked one by one. What does not fit gives no bound.
struct FixedPointBounds {
  /// What a set and the lines on it are in one layer.
  private struct Table {
    let slopes: (below: [Int], above: [Int])
    let constants: (below: [Int], above: [Int])
    /// The sum of the sizes of all pre-activations.
    let reach: Int128
  }

  /// Slopes are multiples of `2^-30`.
  private static let slopeBits = 30
  private static let endBits = 59

  private let layers: [FixedPointLayer]
  private let activation: Rational
  /// Bounds of the neurons of a layer are multiples of `2^-scale`.
  private let scales: [Int]
  private let ends: (lower: [Int], upper: [Int])
  private var tables: [Table] = []
  /// Sums of the sizes of what comes into each layer, with their scales.
  private var sizes: [(sum: Int128, scale: Int)]
  private var sums: [Int128] = []

  /// `nil` where a side of the box is infinite or beyond its unit, or the activation is steeper than 1.
  init?(
    on box: CheckedBox, units: [Rational], layers: [FixedPointLayer], activation: Rational,
    scales: [Int]
  ) {
    guard activation.magnitude <= 1, box.isBounded, !box.isEmpty else { return nil }
    (self.layers, self.activation, self.scales) = (layers, activation, scales)
    var (lower, upper): ([Int], [Int]) = ([], [])
    for (side, unit) in zip(box.sides, units) {
      guard let least = Int(exactly: (side.lower! / unit).floor(scale: Self.endBits)),
        let most = Int(exactly: -(-side.upper! / unit).floor(scale: Self.endBits)),
        max(least.magnitude, most.magnitude) <= 1 << Self.endBits
      else { return nil }
      lower.append(least)
      upper.append(most)
    }
    ends = (lower, upper)
    var sum: Int128 = 0
    for (least, most) in zip(lower, upper) { sum += Int128(max(least.magnitude, most.magnitude)) }
    sizes = [(sum, Self.endBits)]
  }

  /// Goes on to the layer after one whose bounds are known.
  ///
  /// - Returns: whether there are bounds of all its neurons.
  mutating func append(_ ranges: [CheckedSet.Range]) -> Bool {
    let one = Integer(1 << Self.slopeBits)
    var (low, high): ([Int], [Int]) = ([], [])
    var (under, over): ([Int], [Int]) = ([], [])
    var reach: Int128 = 0
    for range in ranges {
      guard let size = range.size, size < 1 << 60 else { return false }
      reach += Int128(size)
      if range.lower! >= 0 || activation.isZero && range.upper! <= 0 {
        let slope = range.lower! >= 0 ? 1 << Self.slopeBits : 0
        low.append(slope)
        high.append(slope)
        under.append(0)
        over.append(0)
        continue
      }
      let lines = ActivationLines(on: range, activation: activation, one: one)
      guard let below = lines.below.constant, let above = lines.above.constant,
        let least = Int(exactly: below), let most = Int(exactly: above),
        max(least.magnitude, most.magnitude) < 1 << 61,
        let first = Int(exactly: lines.below.slope), let second = Int(exactly: lines.above.slope)
      else { return false }
      low.append(first)
      high.append(second)
      under.append(least)
      over.append(most)
    }
    tables.append(
      Table(slopes: (low, high), constants: (under, over), reach: reach))
    // |activation(z)| <= |z|
    sizes.append((reach, scales[tables.count - 1]))
    return true
  }

  /// A bound below a neuron of the layer that comes next, or below its negative, as a multiple of `2^-scale` of the layer.
  ///
  /// - Parameter bias: that of the neuron, with its sign.
  mutating func least(neuron: Int, isNegative: Bool, bias: Rational) -> Int? {
    let layer = tables.count
    let own = layers[layer]
    let columns = own.inputCount
    let row = own.weights[neuron * columns..<(neuron + 1) * columns]
    let constantScale = scales[layer] + 40
    var form = FixedPointForm(coefficients: [], scale: 0, constantScale: constantScale)
    guard let start = Int(exactly: bias.floor(scale: scales[layer])),
      form.add(Int128(start), scale: scales[layer]),
      // The weights were cut.
      form.add(-sizes[layer].sum, scale: own.weightScale + sizes[layer].scale),
      form.take(
        row.map { isNegative ? -Int128($0) : Int128($0) }, scale: own.weightScale,
        sizes: sizes[layer].sum, sizes[layer].scale)
    else { return nil }
    for below in stride(from: layer - 1, through: 0, by: -1) {
      guard descend(&form, through: below) else { return nil }
    }
    let least = form.sum(positive: ends.lower, negative: ends.upper)
    guard form.add(least, scale: form.scale + Self.endBits) else { return nil }
    return Int(exactly: form.constant >> 40)
  }

  private mutating func descend(_ form: inout FixedPointForm, through layer: Int) -> Bool {
    let (table, own) = (tables[layer], layers[layer])
    let shift = form.sum(positive: table.constants.below, negative: table.constants.above)
    guard form.add(shift, scale: form.scale + scales[layer]) else { return false }
    sums.removeAll(keepingCapacity: true)
    for (place, coefficient) in form.coefficients.enumerated() {
      let slope = coefficient > 0 ? table.slopes.below[place] : table.slopes.above[place]
      sums.append(Int128(coefficient) &* Int128(slope))
    }
    guard
      form.take(sums, scale: form.scale + Self.slopeBits, sizes: table.reach, scales[layer])
    else { return false }
    // Biases and weights were cut, by less than one unit each.
    let size = Int128(form.size)
    let biases = form.sum(positive: own.biases, negative: own.biases) - size
    guard form.add(biases, scale: form.scale + own.biasScale) else { return false }
    let (error, overflow) = ((size >> 20) + 1).multipliedReportingOverflow(by: sizes[layer].sum)
    guard !overflow,
      form.add(-error, scale: form.scale - 20 + own.weightScale + sizes[layer].scale)
    else { return false }
    form.product(with: own.weights, columns: own.inputCount, into: &sums)
    return form.take(
      sums, scale: form.scale + own.weightScale, sizes: sizes[layer].sum, sizes[layer].scale)
  }
}
