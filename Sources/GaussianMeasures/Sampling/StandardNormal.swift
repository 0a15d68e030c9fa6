import Foundation

/// The standard Gaussian law on the line in floating point, accurate far out.
///
/// The errors are below those stated here for numbers up to 38 by absolute
/// value, given a C library whose `exp`, `log`, `erfc` and `sqrt` err by a few units of the last place.
package enum StandardNormal {
  /// The relative error of a measure or density: `x^2` rounding errors of the argument, with room.
  static let measureError = 1e-12
  /// The error of a quantile relative to the larger one of it and 1.
  static let quantileError = 1e-13

  static let logRootTwoPi = 0.918_938_533_204_672_8
  private static let inverseRootTwo = 0.707_106_781_186_547_6
  private static let inverseRootTwoPi = 0.398_942_280_401_432_7

  /// The density.
  @inline(__always)
  static func density(_ x: Double) -> Double { inverseRootTwoPi * exp(-0.5 * x * x) }

  /// `1 - Phi`; zero beyond the range of floating point.
  @inline(__always)
  static func tail(_ x: Double) -> Double { 0.5 * erfc(x * inverseRootTwo) }

  /// `(1 - Phi(x)) / phi(x)` for numbers that are not negative.
  static func tailRatio(_ x: Double) -> Double {
    guard x < 5 else {
      // The continued fraction of Laplace, from behind.
      var value = x
      let terms = x > 20 ? 12 : 60
      for term in stride(from: terms, to: 0, by: -1) { value = x + Double(term) / value }
      return 1 / value
    }
    return tail(x) / density(x)
  }

  /// `ln(1 - Phi(x))`.
  static func logTail(_ x: Double) -> Double {
    if x < 5 { return log(tail(x)) }
    if x == .infinity { return -.infinity }
    return -0.5 * x * x - logRootTwoPi + log(tailRatio(x))
  }

  /// The number above which a standard Gaussian number lies with the given probability, at most 1/2.
  ///
  /// Source: M. J. Wichura, *The percentage points of the normal distribution* (AS 241), 1988.
  @inline(__always)
  package static func quantile(ofTail tail: Double) -> Double {
    let central = 0.5 - tail
    if central <= 0.425 {
      let r = 0.180625 - central * central
      let above =
        ((((((2.509_080_928_730_122_672_7e3 * r + 3.343_057_558_358_812_810_5e4) * r
          + 6.726_577_092_700_870_085_3e4) * r + 4.592_195_393_154_987_145_7e4) * r
          + 1.373_169_376_550_946_112_5e4) * r + 1.971_590_950_306_551_442_7e3) * r
          + 1.331_416_678_917_843_774_5e2) * r + 3.387_132_872_796_366_608_0
      let below =
        ((((((5.226_495_278_852_854_561_0e3 * r + 2.872_908_573_572_194_267_4e4) * r
          + 3.930_789_580_009_271_061_0e4) * r + 2.121_379_430_158_659_586_7e4) * r
          + 5.394_196_021_424_751_107_7e3) * r + 6.871_870_074_920_579_083_0e2) * r
          + 4.231_333_070_160_091_125_2e1) * r + 1
      return central * above / below
    }
    return quantile(ofLogTail: log(tail))
  }

  /// The same from the logarithm of the probability, which is below -2.5.
  static func quantile(ofLogTail logTail: Double) -> Double {
    let root = (-logTail).squareRoot()
    if root > 26 {
      // Newton's method for ln(1 - Phi), which is nearly a parabola.
      var x = (2 * -(logTail + logRootTwoPi + 0.5 * log(-2 * logTail))).squareRoot()
      for _ in 0..<4 {
        let ratio = tailRatio(x)
        let value = -0.5 * x * x - logRootTwoPi + log(ratio)
        let step = (value - logTail) * ratio
        x += step
        if step.magnitude < 1e-9 * x { break }
      }
      return x
    }
    if root <= 5 {
      let r = root - 1.6
      let above =
        ((((((7.745_450_142_783_414_076_40e-4 * r + 2.272_384_498_926_918_458_33e-2) * r
          + 2.417_807_251_774_506_117_70e-1) * r + 1.270_458_252_452_368_382_58) * r
          + 3.647_848_324_763_204_605_04) * r + 5.769_497_221_460_691_405_50) * r
          + 4.630_337_846_156_545_295_90) * r + 1.423_437_110_749_683_577_34
      let below =
        ((((((1.050_750_071_644_416_843_24e-9 * r + 5.475_938_084_995_344_946_00e-4) * r
          + 1.519_866_656_361_645_719_66e-2) * r + 1.481_039_764_274_800_745_90e-1) * r
          + 6.897_673_349_851_000_045_50e-1) * r + 1.676_384_830_183_803_849_40) * r
          + 2.053_191_626_637_758_821_87) * r + 1
      return above / below
    }
    let r = root - 5
    let above =
      ((((((2.010_334_399_292_288_132_65e-7 * r + 2.711_555_568_743_487_578_15e-5) * r
        + 1.242_660_947_388_078_438_60e-3) * r + 2.653_218_952_657_612_309_30e-2) * r
        + 2.965_605_718_285_048_912_30e-1) * r + 1.784_826_539_917_291_335_80) * r
        + 5.463_784_911_164_114_369_90) * r + 6.657_904_643_501_103_777_20
    let below =
      ((((((2.044_263_103_389_939_785_64e-15 * r + 1.421_511_758_316_445_888_70e-7) * r
        + 1.846_318_317_510_054_681_80e-5) * r + 7.868_691_311_456_132_591_00e-4) * r
        + 1.487_536_129_085_061_485_25e-2) * r + 1.369_298_809_227_358_053_10e-1) * r
        + 5.998_322_065_558_879_376_90e-1) * r + 1
    return above / below
  }
}

/// An interval of the line: its standard Gaussian measure, and the quantiles of the law cut to it.
struct NormalInterval {
  /// The measure is `measure * exp(logScale)`.
  var measure: Double
  var logScale = 0.0
  /// Which side the quantiles are computed on.
  private var side: Side
  private var near: Double
  private var far: Double
  private var lower: Double
  private var upper: Double

  private enum Side { case above, below, across, farAbove, farBelow }

  /// From where on logarithms are taken.
  private static let farOut = 36.0

  /// - Precondition: the lower end is below the upper one.
  @inline(__always)
  init(from lower: Double, to upper: Double) {
    (self.lower, self.upper) = (lower, upper)
    if lower > 0 {
      if lower > Self.farOut {
        (side, near, far, measure) = (.farAbove, 0, 0, 0)
        setFar(lower, upper)
        return
      }
      side = .above
      near = StandardNormal.tail(lower)
      far = upper == .infinity ? 0 : StandardNormal.tail(upper)
      measure = near - far
    } else if upper < 0 {
      if upper < -Self.farOut {
        (side, near, far, measure) = (.farBelow, 0, 0, 0)
        setFar(-upper, -lower)
        return
      }
      side = .below
      near = StandardNormal.tail(-upper)
      far = lower == -.infinity ? 0 : StandardNormal.tail(-lower)
      measure = near - far
    } else {
      side = .across
      near = lower == -.infinity ? 0 : StandardNormal.tail(-lower)
      far = upper == .infinity ? 0 : StandardNormal.tail(upper)
      measure = 1 - near - far
    }
    // A difference of nearly equal numbers has lost its digits.
    if measure < 0.25 * (near + far), upper - lower < 1 { measure = Self.narrow(lower, upper) }
  }

  /// The measure of a short interval, by the rule of Gauss with ten points.
  private static func narrow(_ lower: Double, _ upper: Double) -> Double {
    let (center, half) = ((lower + upper) / 2, (upper - lower) / 2)
    var sum = 0.0
    for (node, weight) in zip(nodes, weights) {
      let step = half * node
      sum +=
        weight * (StandardNormal.density(center + step) + StandardNormal.density(center - step))
    }
    return sum * half
  }

  private static let nodes = [
    0.148_874_338_981_631_2, 0.433_395_394_129_247_2, 0.679_409_568_299_024_4,
    0.865_063_366_688_984_5, 0.973_906_528_517_171_7,
  ]
  private static let weights = [
    0.295_524_224_714_752_9, 0.269_266_719_309_996_4, 0.219_086_362_515_982_0,
    0.149_451_349_150_580_6, 0.066_671_344_308_688_1,
  ]

  /// Far out: `near` is `phi` times the measure beyond the near end, and `far` what is beyond the other
  /// end relative to that.
  private mutating func setFar(_ near: Double, _ far: Double) {
    let ratio = StandardNormal.tailRatio(near)
    logScale = -0.5 * near * near - StandardNormal.logRootTwoPi
    self.near = logScale + log(ratio)
    let difference = 0.5 * (far - near) * (far + near)
    if far == .infinity || difference > 700 {
      self.far = 0
      measure = ratio
    } else if difference < 0.5 {
      // The density relative to the near end, by the rule of Gauss.
      let (center, half) = ((far - near) / 2, (far - near) / 2)
      var sum = 0.0
      for (node, weight) in zip(Self.nodes, Self.weights) {
        for step in [center + half * node, center - half * node] {
          sum += weight * exp(-step * (near + 0.5 * step))
        }
      }
      measure = sum * half
      self.far = max(0, 1 - measure / ratio)
    } else {
      self.far = StandardNormal.tailRatio(far) * exp(-difference) / ratio
      measure = ratio * (1 - self.far)
    }
  }

  /// The natural logarithm of the measure.
  var logMeasure: Double { log(measure) + logScale }

  /// The number below which the law that is cut to the interval has the given share, between 0 and 1.
  @inline(__always)
  func quantile(_ share: Double) -> Double {
    let value: Double
    switch side {
    case .above:
      value = StandardNormal.quantile(ofTail: near - share * (near - far))
    case .below:
      value = -StandardNormal.quantile(ofTail: far + share * (near - far))
    case .across:
      let left = near + share * measure
      if left <= 0.5 {
        value = -StandardNormal.quantile(ofTail: left)
      } else {
        value = StandardNormal.quantile(ofTail: far + (1 - share) * measure)
      }
    case .farAbove:
      value = StandardNormal.quantile(ofLogTail: near + log(1 - share * (1 - far)))
    case .farBelow:
      value = -StandardNormal.quantile(ofLogTail: near + log(far + share * (1 - far)))
    }
    return min(max(value, lower), upper)
  }
}
