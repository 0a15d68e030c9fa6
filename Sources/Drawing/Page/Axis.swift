internal import ExactAlgebra

/// An interval of numbers that is laid along a line of the page.
struct Axis: Sendable {
  let name: String
  let range: ClosedRange<Rational>
  /// Whether only whole numbers have ticks.
  var isOfCounts = false
  /// Whether the numbers are decimal logarithms, so that ticks name the powers of ten.
  var isOfPowers = false
  private let span: Rational
  private let lower: Double
  private let upper: Double

  /// An axis with a name, over an interval of positive length.
  ///
  /// - Throws: `DrawingError.emptyRange`, and `DrawingError.notFinite` for ends beyond double
  ///   precision.
  init(_ name: String, over range: ClosedRange<Rational>) throws(DrawingError) {
    guard range.lowerBound < range.upperBound else { throw .emptyRange(axis: name) }
    self.name = name
    self.range = range
    span = range.upperBound - range.lowerBound
    lower = Double(approximating: range.lowerBound)
    upper = Double(approximating: range.upperBound)
    guard lower.isFinite, upper.isFinite else { throw .notFinite(what: "axis \(name)") }
  }

  /// An axis over an interval of floating-point numbers, which are taken exactly.
  ///
  /// - Throws: `DrawingError.emptyRange` or `DrawingError.notFinite`.
  init(_ name: String, over range: ClosedRange<Double>) throws(DrawingError) {
    guard let lower = Rational(exactly: range.lowerBound),
      let upper = Rational(exactly: range.upperBound)
    else { throw .notFinite(what: "axis \(name)") }
    try self.init(name, over: lower...upper)
  }

  /// Where a number lies: 0 at the lower end, 1 at the upper one.
  ///
  /// The difference is exact, so that a small window far from zero is drawn well too.
  func part(of value: Rational) -> Double {
    Double(approximating: (value - range.lowerBound) / span)
  }

  /// Where a floating-point number lies, up to rounding.
  func part(at value: Double) -> Double {
    // Divided first: the difference of the ends may be beyond all numbers.
    (value / 2 - lower / 2) / (upper / 2 - lower / 2)
  }

  /// The number at a part of the axis, rounded.
  func value(at part: Double) -> Double {
    lower * (1 - part) + upper * part
  }

  /// The name with the power of ten that the labels leave out.
  func heading(for ticks: Ticks) -> [Canvas.TextRun] {
    var runs = Notation(name).runs(size: FontSize.axis)
    guard ticks.exponent != 0 else { return runs }
    let sign = ticks.exponent < 0 ? "\u{2212}" : ""
    runs.append(Canvas.TextRun(text: " / 10", size: FontSize.axis))
    runs.append(
      Canvas.TextRun(
        text: "\(sign)\(abs(ticks.exponent))", size: 0.72 * FontSize.axis,
        drop: -0.38 * FontSize.axis))
    return runs
  }
}
