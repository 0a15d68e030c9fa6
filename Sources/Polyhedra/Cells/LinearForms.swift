public import ExactAlgebra
import Synchronization

/// Finitely many linear forms `a . x + b * s` in homogeneous coordinates `(x, s)`, known
/// approximately at once and exactly on demand.
///
///     let forms = LinearForms([IntegerVector([1, 0, -2])])   // x - 2 s
///
/// Cells are cut by their zero sets. The floating-point coefficients come with radii in which the
/// exact ones lie, up to a positive factor for each form, so that most signs are certain without
/// exact arithmetic; where one is not, the exact form decides. No tolerance enters.
public final class LinearForms: Sendable {
  /// The number of forms.
  public let count: Int
  /// The number of coordinates, `s` included.
  public let coordinateCount: Int
  /// For each coordinate the coefficients of all forms.
  let coefficients: [Double]
  /// In the same order: what a coefficient contributes to the error of a value, as a factor of
  /// the coordinate, rounding of the sum and of the coordinate included.
  let errors: [Double]
  /// For each form what is to be added to the error of a value, for numbers that vanish by
  /// underflow.
  let slacks: [Double]
  private let makeExact: @Sendable (Int) -> IntegerVector
  private let known: Mutex<[IntegerVector?]>

  /// Forms with given approximations.
  ///
  /// - Parameters:
  ///   - count: the number of forms.
  ///   - coefficients: for each coordinate the coefficients of all forms.
  ///   - radii: in the same order, how far the coefficient of the exact form, times a positive
  ///     factor that is the same for the whole form, is from it at most.
  ///   - exact: the exact form with that number, up to a positive factor; not zero unless the
  ///     form is. It may be asked by any thread, and several times.
  /// - Precondition: as many radii as coefficients, and a multiple of `count` of them.
  public init(
    count: Int, coefficients: [Double], radii: [Double],
    exact: @escaping @Sendable (Int) -> IntegerVector
  ) {
    precondition(
      coefficients.count == radii.count && (count == 0 || coefficients.count % count == 0),
      "coefficients and radii that do not fit")
    self.count = count
    coordinateCount = count == 0 ? 0 : coefficients.count / count
    self.coefficients = coefficients
    // Products, sums and the coordinates are wrong by some units in the last place each.
    let rounding = Double(coordinateCount + 8) * 0x1p-52
    errors = zip(coefficients, radii).map { ($1 + $0.magnitude * rounding) * 1.000_001 }
    var slacks = [Double](repeating: 1e-290, count: count)
    for index in coefficients.indices {
      slacks[index % count] += (coefficients[index].magnitude + radii[index]) * 0x1p-990
    }
    self.slacks = slacks
    makeExact = exact
    known = Mutex(Array(repeating: nil, count: count))
  }

  /// Forms that are known exactly.
  ///
  /// - Precondition: all have the same number of coordinates.
  public convenience init(_ forms: [IntegerVector]) {
    let coordinates = forms.first?.count ?? 0
    precondition(forms.allSatisfy { $0.count == coordinates }, "forms of different lengths")
    let rows = forms.map(\.approximations)
    let coefficients = (0..<coordinates).flatMap { column in rows.map { $0[column] } }
    self.init(
      count: forms.count, coefficients: coefficients,
      radii: coefficients.map { $0.magnitude * 0x1p-51 + 1e-290 }, exact: { forms[$0] })
  }

  /// An exact form, up to a positive factor.
  public func exact(_ index: Int) -> IntegerVector {
    if let form = known.withLock({ $0[index] }) { return form }
    let form = makeExact(index).primitive
    known.withLock { $0[index] = form }
    return form
  }

  /// The sign of a form at a vector, exactly.
  func sign(of index: Int, at generator: Generator) -> Int {
    certainSign(of: index, at: generator.approximations)
      ?? exact(index).dot(generator.vector).signum()
  }

  /// The sign of a form near a vector, if floating point leaves no doubt.
  func certainSign(of index: Int, at approximations: [Double]) -> Int? {
    var (value, error) = (0.0, slacks[index])
    var position = index
    for coordinate in approximations {
      value += coefficients[position] * coordinate
      error += errors[position] * coordinate.magnitude
      position += count
    }
    return value > error ? 1 : -value > error ? -1 : nil
  }

  /// All forms at a vector, and by how much these values may be wrong.
  func values(at approximations: [Double]) -> (values: [Double], errors: [Double]) {
    var values = [Double](repeating: 0, count: count)
    var bounds = slacks
    for (coordinate, x) in approximations.enumerated() where x != 0 {
      let (start, size) = (coordinate * count, x.magnitude)
      for index in 0..<count {
        values[index] += coefficients[start + index] * x
        bounds[index] += errors[start + index] * size
      }
    }
    return (values, bounds)
  }
}
