public import Enclosures
public import ExactAlgebra

/// A histogram and a kernel estimate of the same points, at the widths that cross-validation finds best, from
/// NumPy and scikit-learn in a Python process.
///
/// The widths are those with the largest mean log density of the points held out, over five parts of the points
/// (fewer where there are fewer points), shuffled by the seed. The histogram has equal bins in a box, as many along each axis,
/// and the pseudo-counts of the comparison; the kernel is Gaussian, and not cut off at a box. Numbers are those of
/// floating point, with the standard error of the mean over the points.
public struct PeerDensities: Sendable {
  /// One of the two.
  public struct Estimate: Sendable {
    /// The width that was found: the number of bins along each axis, or the bandwidth.
    public let width: Double
    /// The mean log density over the points; `nil` for minus infinity.
    public let ofPoints: ReportedNumber?
    /// The same over the points that were held out; `nil` also where there are none.
    public let ofHeldOut: ReportedNumber?
    /// The number of points, held out or not, at which the density is zero.
    public let zeroCounts: (points: Int, heldOut: Int)
  }

  /// The histogram.
  public let histogram: Estimate
  /// The kernel estimate.
  public let kernel: Estimate
  /// The number of parts of the cross-validation.
  public let partCount: Int
  /// What computed it: the versions of Python and the packages.
  public let versions: String
  /// Whether there were points that were held out.
  public let hasHeldOut: Bool

  /// Asks Python.
  ///
  /// - Parameters:
  ///   - points: the points, at least two.
  ///   - heldOut: points that were held out.
  ///   - box: the box of the histogram.
  ///   - smoothing: its number of pseudo-counts.
  ///   - seed: what the parts of the cross-validation follow from.
  ///   - python: the interpreter.
  /// - Throws: `PeerDensityError`, `CancellationError`.
  public init(
    of points: [[Rational]], heldOut: [[Rational]]?, in box: [(lower: Rational, upper: Rational)],
    smoothing: Rational, seed: UInt64, by python: PythonProgram
  ) async throws {
    guard points.count >= 2 else { throw PeerDensityError.tooFewPoints(points.count) }
    let request = Request(
      points: points.map { $0.map { Double(approximating: $0) } },
      heldOut: heldOut?.map { $0.map { Double(approximating: $0) } },
      box: box.map { [Double(approximating: $0.lower), Double(approximating: $0.upper)] },
      smoothing: Double(approximating: smoothing), seed: Int(seed & 0x7FFF_FFFF))
    let answer = try await python.answer(to: request)
    hasHeldOut = heldOut != nil
    histogram = Estimate(answer.histogram)
    kernel = Estimate(answer.kernel)
    (partCount, versions) = (answer.parts, answer.versions)
  }
}

extension PeerDensities {
  struct Request: Encodable {
    let points: [[Double]]
    let heldOut: [[Double]]?
    let box: [[Double]]
    let smoothing: Double
    let seed: Int
  }

  struct Answer: Decodable {
    struct Mean: Decodable {
      /// Missing for minus infinity.
      let value: Double?
      let standardError: Double?
      let zeroCount: Int
    }

    struct Estimate: Decodable {
      let width: Double
      let points: Mean
      let heldOut: Mean?
    }

    let histogram: Estimate
    let kernel: Estimate
    let parts: Int
    let versions: String
  }
}

extension PeerDensities.Estimate {
  fileprivate init(_ answer: PeerDensities.Answer.Estimate) {
    width = answer.width
    ofPoints = answer.points.number
    ofHeldOut = answer.heldOut?.number
    zeroCounts = (answer.points.zeroCount, answer.heldOut?.zeroCount ?? 0)
  }
}

extension PeerDensities.Answer.Mean {
  fileprivate var number: ReportedNumber? {
    value.map { .estimated(value: $0, standardError: standardError ?? 0) }
  }
}
