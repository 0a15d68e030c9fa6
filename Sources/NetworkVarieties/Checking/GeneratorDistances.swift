public import ExactAlgebra
public import Varieties

extension [Generator] {
  /// The generators whose zero set is further away than the tolerance times the length of the
  /// point, by an estimate of first order: the value over the length of the gradient.
  ///
  /// Generators are homogeneous, so the estimate does not change when the point is brought near 1;
  /// and by Euler's formula it is at most 1 over the degree.
  public func violations(at point: [Rational], tolerance: Double) -> [Violation] {
    let scale = BinaryScale(of: point)
    let unit = point.map { $0 * scale.factor }
    let values = unit.map { Double(approximating: $0) }
    let length = values.map { $0 * $0 }.reduce(0, +).squareRoot()
    return compactMap { generator in
      // The value is computed exactly, since terms may cancel.
      let value = generator.polynomial(at: unit).magnitude
      guard !value.isZero else { return nil }
      let slope = generator.polynomial.gradientLength(at: values, exactly: unit)
      let relative = slope.quotient(of: value) / length
      return relative <= tolerance
        ? nil : Violation(subject: .generator(generator), measure: .relative(relative))
    }
  }
}

extension Polynomial {
  /// The length of the gradient at a point that is known exactly and approximately.
  fileprivate func gradientLength(at point: [Double], exactly exact: [Rational]) -> Length {
    var slopes = [Double](repeating: 0, count: point.count)
    var sizes = slopes
    for term in terms {
      let variables = term.variables
      let coefficient = Double(approximating: term.coefficient)
      for (place, variable) in variables.enumerated() {
        var product = coefficient
        for (other, factor) in variables.enumerated() where other != place {
          product *= point[factor]
        }
        slopes[variable] += product
        sizes[variable] += product.magnitude
      }
    }
    let length = slopes.map { $0 * $0 }.reduce(0, +).squareRoot()
    let size = sizes.map { $0 * $0 }.reduce(0, +).squareRoot()
    // Where the terms cancel, or leave the range of double precision, they are added exactly.
    guard length.isNormal, size.isFinite, length > 1e-6 * size, length > 1e-140 else {
      return Length(of: gradient(at: exact))
    }
    return Length(significand: length, factor: 1)
  }
}

/// The length of a vector, of any size: a number divided by a power of two.
private struct Length {
  let significand: Double
  let factor: Rational

  init(significand: Double, factor: Rational) {
    (self.significand, self.factor) = (significand, factor)
  }

  init(of vector: [Rational]) {
    let scale = BinaryScale(of: vector)
    significand = vector.map { scale($0) }.map { $0 * $0 }.reduce(0, +).squareRoot()
    factor = scale.factor
  }

  /// A positive number divided by the length; infinite for length zero, and not zero.
  func quotient(of number: Rational) -> Double {
    Swift.max(Double(approximating: number * factor), .leastNonzeroMagnitude) / significand
  }
}
