public import Foundation

/// The distributions of the singular values of a network's Jacobian under a random input.
///
///     let figure = SpectrumFigure(values: [[.init(value: 1, probability: 0.5), ...], ...])
///     let file = try figure.data(as: .svg)
///
/// On the left the distribution function of each singular value, the largest one first: a staircase that
/// rises by the probability of a value where that value is. On the right the range of each, with a bar
/// from the lower to the upper quartile and a point for the mean.
public struct SpectrumFigure: Sendable {
  /// A value with its probability.
  public typealias Atom = LawFigure.Atom

  /// The law of each singular value, the largest one first: atoms by ascending values, whose
  /// probabilities have the sum 1.
  public let values: [[Atom]]
  /// The line above the figure, and the title of the file; none if empty.
  public var title = ""

  /// A figure.
  public init(values: [[Atom]]) { self.values = values }

  /// On a page of this size units are points.
  private static let referenceSize = PictureSize(width: 520, height: 260)

  /// The figure as a file.
  ///
  /// - Throws: `DrawingError` for values beyond double precision and sizes that are refused.
  public func data(
    as format: PictureFormat, size: PictureSize = PictureSize(width: 520, height: 260)
  ) throws(DrawingError) -> Data {
    let staircases = try StaircasePanel(values: values)
    let ranges = try RangePanel(values: values)
    let canvas = try Canvas(
      format, size, scale: size.scale(relativeTo: Self.referenceSize), title: title)
    let (left, right) = canvas.drawTitle(title).panels
    staircases.draw(in: left, on: canvas)
    ranges.draw(in: right, on: canvas)
    return try canvas.data()
  }
}

extension [SpectrumFigure.Atom] {
  /// The least value that is not exceeded with a probability.
  func quantile(_ probability: Double) -> Double {
    var sum = 0.0
    for atom in self {
      sum += atom.probability
      // Up to rounding.
      if sum >= probability - 1e-12 { return atom.value }
    }
    return last?.value ?? 0
  }

  /// The mean.
  var mean: Double { reduce(0) { $0 + $1.value * $1.probability } }
}

extension Axis {
  /// An axis for singular values, from zero to a little more than the largest.
  static func singularValues(
    _ name: String, of values: [[SpectrumFigure.Atom]]
  ) throws(DrawingError) -> Axis {
    let largest = values.joined().map(\.value).max() ?? 0
    guard values.joined().allSatisfy({ $0.value.isFinite && $0.probability.isFinite }) else {
      throw .notFinite(what: name)
    }
    return try Axis(name, over: 0...(largest > 0 ? largest * 1.04 : 1))
  }
}
