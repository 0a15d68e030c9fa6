import ExactAlgebra
import GaussianMeasures
import Networks

/// The random pre-activations of a first layer: `mean + columns Z`, where `Z` has independent numbers, all
/// standard Gaussian or all uniform between -1 and 1.
///
/// A first layer sees no more of its input than this, so a law on many inputs costs no more than the number
/// of neurons.
struct RandomSums: Sendable {
  enum Kind { case gaussian, uniform }

  private let kind: Kind
  /// The number of pre-activations.
  let count: Int
  /// The number of independent numbers.
  let termCount: Int
  private let columns: [Double]
  private let mean: [Double]
  private let meanErrors: [Double]
  /// The sums of the absolute entries of the rows.
  private let sizes: [Double]
  private let sumError: Double

  /// `nil` where a number is beyond double precision.
  private init?(_ kind: Kind, mean: [Rational], columns: [[Double]]) {
    guard mean.allSatisfy(\.isInRoundingRange),
      columns.joined().allSatisfy({ $0 == 0 || $0.magnitude > 1e-200 && $0.magnitude < 1e100 })
    else { return nil }
    self.kind = kind
    count = mean.count
    termCount = columns.count
    self.columns = columns.flatMap(\.self)
    self.mean = mean.map { Double(approximating: $0) }
    sumError = Double(columns.count + 16) * 0x1p-52
    let sumError = sumError
    meanErrors = self.mean.map { sumError * $0.magnitude }
    sizes = mean.indices.map { row in
      columns.reduce(0) { $0 + $1[row].magnitude } * (1 + 1e-9)
    }
  }

  /// The sums of a Gaussian input.
  init?(_ forms: [[Rational]], of law: GaussianLaw) {
    let rounded = law.rounded(forms)
    self.init(.gaussian, mean: rounded.mean, columns: rounded.columns)
  }

  /// The sums of a uniform input of a box.
  init?(_ forms: [[Rational]], of sides: [(lower: Rational, upper: Rational)]) {
    let centers = sides.map { ($0.lower + $0.upper) / 2 }
    self.init(
      .uniform,
      mean: forms.map { form in
        zip(form, centers).reduce(form[form.count - 1]) { $0 + $1.0 * $1.1 }
      },
      columns: sides.enumerated().map { input, side in
        let half = (side.upper - side.lower) / 2
        return forms.map { Double(approximating: $0[input] * half) }
      })
  }

  /// Draws the sums of one input.
  ///
  /// - Returns: the size of what was drawn, for `error(of:_:)`.
  func draw(
    into sums: UnsafeMutablePointer<Double>, terms: UnsafeMutableBufferPointer<Double>,
    using draws: inout GaussianDraws
  ) -> DrawSize {
    let size: DrawSize
    switch kind {
    case .gaussian:
      let (largest, error) = draws.fill(terms)
      size = DrawSize(largest: largest, error: error)
    case .uniform:
      for index in terms.indices {
        terms[index] = Double(Int64(bitPattern: draws.digits())) * 0x1p-63
      }
      size = DrawSize(largest: 1, error: 0x1p-52)
    }
    mean.withUnsafeBufferPointer { sums.update(from: $0.baseAddress!, count: count) }
    columns.withUnsafeBufferPointer { columns in
      for term in 0..<termCount {
        let (value, column) = (terms[term], columns.baseAddress! + term * count)
        for row in 0..<count { sums[row] += value * column[row] }
      }
    }
    return size
  }

  /// Bounds for the numbers that were drawn and for their errors.
  struct DrawSize {
    let largest: Double
    let error: Double
  }

  /// A bound for the error of a sum; zero where it is constant and zero.
  func error(of row: Int, _ size: DrawSize) -> Double {
    guard sizes[row] > 0 else { return meanErrors[row] }
    return sizes[row] * (size.error + sumError * size.largest) + meanErrors[row] + 1e-300
  }
}
