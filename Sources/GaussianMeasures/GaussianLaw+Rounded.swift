package import ExactAlgebra

/// Affine forms of a Gaussian point in floating point: `mean + columns Z` with independent standard
/// Gaussian numbers `Z`, of which there are as many as columns.
package struct RoundedForms: Sendable {
  /// The means, exactly.
  package let mean: [Rational]
  /// By columns; each entry has a relative error of at most `entryError`.
  package let columns: [[Double]]

  /// Two roundings of rational numbers, a root and a product.
  package static let entryError = 8 * Rounding.unit
}

extension GaussianLaw {
  /// With more forms than these their covariances are not factored.
  private static let largestFactored = 64

  /// Affine forms of the random point, with few Gaussian numbers where there are few forms.
  ///
  /// - Parameter forms: a row for each form: coefficients, and the constant last.
  /// - Precondition: the forms have the dimension of the law.
  package func rounded(_ forms: [[Rational]]) -> RoundedForms {
    if forms.count < variances.count, forms.count <= Self.largestFactored {
      let image = image(under: forms)
      return RoundedForms(mean: image.mean, columns: image.scaledColumns)
    }
    let rows = forms.map { pulledBack(Array($0.dropLast())) }
    let columns = variances.indices.map { column in
      let deviation = Double(approximating: variances[column]).squareRoot()
      return rows.map { Double(approximating: $0[column]) * deviation }
    }
    return RoundedForms(
      mean: forms.map { self.mean(of: Array($0.dropLast())) + $0[$0.count - 1] }, columns: columns)
  }
}
