public import ExactAlgebra

extension GaussianLaw {
  /// The law of affine forms of the random point.
  ///
  /// - Parameter forms: a row for each form: coefficients, and the constant last.
  /// - Precondition: the forms have the dimension of the law.
  public func image(under forms: [[Rational]]) -> GaussianLaw {
    let covariance = covariance(of: forms.map { Array($0.dropLast()) })
    let mean = forms.map { self.mean(of: Array($0.dropLast())) + $0[$0.count - 1] }
    do {
      return try GaussianLaw(mean: mean, covariance: covariance)
    } catch { preconditionFailure("a covariance that is none: \(error)") }
  }

  /// The number of independent Gaussian numbers behind the random point, which is the rank of the
  /// covariance where the law was given by it.
  package var termCount: Int { variances.count }

  /// Whether the covariance is singular: then the points lie in an affine subspace.
  public var isSingular: Bool { support.count < dimension }

  /// Independent vectors that span the directions of the affine subspace, through the mean, on which the
  /// points lie.
  public var support: [[Rational]] {
    var span = RationalSubspace(ofDimension: dimension)
    return variances.indices.map { column in factor.map { $0[column] } }.filter {
      span.insert($0)
    }
  }
}

extension GaussianLaw {
  /// The columns of a matrix `B` such that the points are `mean + B Z` with `Z` standard Gaussian, in
  /// double precision.
  package var scaledColumns: [[Double]] {
    variances.indices.map { column in
      let deviation = Double(approximating: variances[column]).squareRoot()
      return factor.map { Double(approximating: $0[column]) * deviation }
    }
  }
}
