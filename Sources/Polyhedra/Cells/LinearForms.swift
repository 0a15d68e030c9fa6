public import ExactAlgebra
import Synchronization

/// Finitely many linear forms `a . x + b * s` in homogeneous coordinates `(x, s)`, known
/// approximately at once and exactly on demand.
///
///     let forms = LinearForms([IntegerVector([1, 0, -2])])   // x - 2 s
///
/// Cells are cut by their zero sets. The floating-point coefficients come with radii in which the
/// exact ones lie, up to a positive factor for each form, so that most signs are certain without
/// exact arithmetic; where one is not, the exact form decides. No tolerance enters. The article on
/// cells has the bound for the error.
public final class LinearForms: Sendable {
  /// The number of forms.
  public let count: Int
  /// The number of coordinates, `s` included.
  public let coordinateCount: Int
  /// For each coordinate the coefficients of all forms, each form times a power of two that brings
  /// its largest coefficient near 1.
  let coefficients: [Double]
  /// In the same order: what a coefficient contributes to the error of a value, as a factor of
  /// the coordinate, rounding of the sum and of the coordinate included.
  let errors: [Double]
  /// For each form what is to be added to the error of a value, for numbers that vanish by
  /// underflow.
  let slacks: [Double]
  private let makeExact: @Sendable (Int) -> IntegerVector
  /// The exact forms that were asked for; empty where none was.
  private let known: Mutex<[IntegerVector?]>
  /// Each form that was asked for as a row of programs, and after these the opposite rows.
  private let knownRows = Mutex<[IntegerRow?]>([])
  /// In the same order, with numbers near them.
  private let knownSigned = Mutex<[SignedForm?]>([])

  /// An exact form or its opposite, with numbers near it.
  struct SignedForm: Sendable {
    let vector: IntegerVector
    /// See `IntegerVector.approximations`.
    let approximations: [Double]
  }

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
    let (coordinateCount, total) = (coordinateCount, coefficients.count)
    // An array of repeated numbers would look up its type at run time, which threads do one by one.
    var scaled: [Double] = []
    scaled.append(contentsOf: repeatElement(0, count: total))
    var errors = scaled
    var slacks: [Double] = []
    slacks.append(contentsOf: repeatElement(1e-290, count: count))
    scaled.withUnsafeMutableBufferPointer { scaled in
      errors.withUnsafeMutableBufferPointer { errors in
        slacks.withUnsafeMutableBufferPointer { slacks in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { scales in
            Self.scale(coefficients, radii, coordinateCount, scales, into: scaled, errors, slacks)
          }
        }
      }
    }
    self.coefficients = scaled
    (self.errors, self.slacks) = (errors, slacks)
    makeExact = exact
    known = Mutex([])
  }

  /// Multiplies each form by a power of two, and bounds the errors of its values.
  private static func scale(
    _ coefficients: [Double], _ radii: [Double], _ coordinateCount: Int,
    _ scales: UnsafeMutableBufferPointer<Double>,
    into scaled: UnsafeMutableBufferPointer<Double>, _ errors: UnsafeMutableBufferPointer<Double>,
    _ slacks: UnsafeMutableBufferPointer<Double>
  ) {
    let count = scales.count
    findScales(of: coefficients, scales)
    // Products, sums and the coordinates are wrong by some units in the last place each.
    let rounding = Double(coordinateCount + 8) * 0x1p-52
    for coordinate in 0..<coordinateCount {
      for form in 0..<count {
        let position = coordinate * count + form
        let coefficient = coefficients[position] * scales[form]
        let radius = radii[position] * scales[form]
        scaled[position] = coefficient
        // The last term is for what vanishes by underflow here; it counts where vectors are large.
        errors[position] = (radius + coefficient.magnitude * rounding) * 1.000_001 + 1e-300
        slacks[form] += (coefficient.magnitude + radius) * 0x1p-990
      }
    }
  }

  /// For each form the power of two that brings its largest coefficient between 1 and 2, as far as
  /// the power and its inverse are far from the ends of the range; 1 for zero, and where a
  /// coefficient is not finite.
  private static func findScales(
    of coefficients: [Double], _ scales: UnsafeMutableBufferPointer<Double>
  ) {
    let count = scales.count
    scales.initialize(repeating: 0)
    for start in stride(from: 0, to: coefficients.count, by: max(count, 1)) {
      for form in 0..<count {
        scales[form] = max(scales[form], coefficients[start + form].magnitude)
      }
    }
    for form in 0..<count {
      let size = scales[form]
      guard size > 0, size.isFinite else {
        scales[form] = 1
        continue
      }
      let exponent = min(max(Int(size.exponent), -1_000), 1_000)
      scales[form] = Double(sign: .plus, exponent: -exponent, significand: 1)
    }
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
    if let form = known.withLock({ $0.isEmpty ? nil : $0[index] }) { return form }
    let form = makeExact(index).primitive
    known.withLock {
      if $0.isEmpty { $0 = Array(repeating: nil, count: count) }
      $0[index] = form
    }
    return form
  }

  /// An exact form, or its opposite, as a row of programs.
  func row(_ index: Int, isPositive: Bool) -> IntegerRow {
    let position = isPositive ? index : count + index
    if let row = knownRows.withLock({ $0.isEmpty ? nil : $0[position] }) { return row }
    let form = exact(index)
    let row = IntegerRow(primitive: isPositive ? form : -form)
    knownRows.withLock {
      if $0.isEmpty { $0 = Array(repeating: nil, count: 2 * count) }
      $0[position] = row
    }
    return row
  }

  /// An exact form, or its opposite, with numbers near it.
  func signed(_ index: Int, isPositive: Bool) -> SignedForm {
    let position = isPositive ? index : count + index
    if let form = knownSigned.withLock({ $0.isEmpty ? nil : $0[position] }) { return form }
    let form = exact(index)
    let vector = isPositive ? form : -form
    let signed = SignedForm(vector: vector, approximations: vector.approximations)
    knownSigned.withLock {
      if $0.isEmpty { $0 = Array(repeating: nil, count: 2 * count) }
      $0[position] = signed
    }
    return signed
  }

  /// The sign of a form at a vector, exactly.
  func sign(of index: Int, at generator: CellGenerator) -> Int {
    certainSign(of: index, at: generator.approximations)
      ?? exact(index).dot(generator.vector).signum()
  }

  /// The sign of a form near a vector, if floating point leaves no doubt.
  ///
  /// - Parameter approximations: those of an `IntegerVector`.
  func certainSign(of index: Int, at approximations: [Double]) -> Int? {
    var (value, error) = (0.0, slacks[index])
    var position = index
    for coordinate in approximations {
      value += coefficients[position] * coordinate
      error += errors[position] * coordinate.magnitude
      position += count
    }
    return value.certainSign(error: error)
  }

  /// The sign of a form at a ray, exactly.
  func sign(of index: Int, at ray: CellRay) -> Int {
    value(of: index, at: ray).sign ?? sign(of: index, at: ray.generator)
  }

  /// A form at a ray, approximately.
  ///
  /// With coordinates `x_i` that are wrong by `r_i`, coefficients `c_i` and their `errors` `e_i`, the value
  /// is wrong by at most `sum e_i |x_i| + sum (|c_i| + e_i) r_i`, numbers lost by underflow aside.
  @inline(__always)
  func value(of index: Int, at ray: CellRay) -> CellRay.Value {
    let (coordinates, radii) = (ray.coordinates, ray.radii)
    return withExtendedLifetime(ray) {
      coefficients.withUnsafeBufferPointer { coefficients in
        errors.withUnsafeBufferPointer { errors in
          var (value, error) = (0.0, slacks[index])
          var position = index
          for coordinate in 0..<coordinateCount {
            let (x, radius) = (coordinates[coordinate], radii[coordinate])
            let coefficient = coefficients[position]
            value += coefficient * x
            error +=
              errors[position] * (x.magnitude + radius)
              + coefficient.magnitude * radius * 1.000_001
            position += count
          }
          return CellRay.Value(value: value, error: error)
        }
      }
    }
  }

  /// All forms at a ray, as `value(of:at:)`.
  func evaluate(
    at ray: CellRay, into values: UnsafeMutablePointer<Double>,
    errors bounds: UnsafeMutablePointer<Double>
  ) {
    let (coordinates, radii) = (ray.coordinates, ray.radii)
    withExtendedLifetime(ray) {
      coefficients.withUnsafeBufferPointer { coefficients in
        errors.withUnsafeBufferPointer { errors in
          for index in 0..<count { (values[index], bounds[index]) = (0, slacks[index]) }
          for coordinate in 0..<coordinateCount {
            let (x, radius) = (coordinates[coordinate], radii[coordinate])
            let (size, blur) = (x.magnitude + radius, radius * 1.000_001)
            let (c, e) = (
              coefficients.baseAddress! + coordinate * count,
              errors.baseAddress! + coordinate * count
            )
            for index in 0..<count {
              values[index] += c[index] * x
              bounds[index] += e[index] * size + c[index].magnitude * blur
            }
          }
        }
      }
    }
  }

  /// Hands on the exact signs of some forms at a vector.
  func visitSigns(
    of indices: SlotSet, at generator: CellGenerator, body: (_ index: Int, _ sign: Int) -> Void
  ) {
    // One form alone is read with large strides.
    guard indices.count * 4 > count else {
      return indices.visit { body($0, sign(of: $0, at: generator)) }
    }
    let (values, errors) = values(at: generator.approximations)
    indices.visit { index in
      body(
        index,
        values[index].certainSign(error: errors[index])
          ?? exact(index).dot(generator.vector).signum())
    }
  }

  /// All forms at a vector, and by how much these values may be wrong.
  ///
  /// - Parameter approximations: as for `certainSign(of:at:)`.
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

extension Double {
  /// The sign of the exact number that a computed value stands for; `nil` where there is doubt, and
  /// zero is never certain.
  ///
  /// A sum one of whose parts overflowed is infinite or NaN at its end, and says nothing even where
  /// the bound for the error is finite.
  ///
  /// - Parameter error: by how much the value may be wrong, unless something overflowed.
  @inline(__always)
  func certainSign(error: Double) -> Int? {
    guard isFinite else { return nil }
    return self > error ? 1 : -self > error ? -1 : nil
  }
}
