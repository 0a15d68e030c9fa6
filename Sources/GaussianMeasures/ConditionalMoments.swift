public import Enclosures
public import ExactAlgebra
public import Polyhedra

/// Some affine forms of a random point under the condition that the point lies in a set: the probability
/// of the set, and mean and covariance of the forms given the set.
public struct ConditionalMoments: Sendable {
  /// The probability of the set.
  public let mass: ReportedNumber
  /// The mean under the condition: a number for each form.
  public let mean: [ReportedNumber]
  /// The covariance matrix under the condition.
  public let covariance: [[ReportedNumber]]

  /// Moments that were computed.
  public init(
    mass: ReportedNumber, mean: [ReportedNumber], covariance: [[ReportedNumber]]
  ) {
    self.mass = mass
    self.mean = mean
    self.covariance = covariance
  }

  /// Those of the integrals over the set.
  ///
  /// - Precondition: the mass is not exactly zero.
  public init(_ moments: PartialMoments) {
    self.init(mass: moments.mass, mean: moments.mean, covariance: moments.covariance)
  }

  /// Those of a mixture, from the parts, where each mass is multiplied by its weight already: the mean of
  /// covariances and the covariance of means.
  ///
  /// - Precondition: there is a part.
  public init(mixing parts: [ConditionalMoments]) {
    guard parts.count > 1 else {
      self = parts[0]
      return
    }
    let mass = parts.dropFirst().reduce(parts[0].mass) { $0 + $1.mass }
    let shares = parts.map { $0.mass / mass }
    func average(_ value: (Int) -> ReportedNumber) -> ReportedNumber {
      parts.indices.dropFirst().reduce(shares[0] * value(0)) { $0 + shares[$1] * value($1) }
    }
    let mean = parts[0].mean.indices.map { axis in average { parts[$0].mean[axis] } }
    self.init(
      mass: mass, mean: mean,
      covariance: mean.indices.map { row in
        mean.indices.map { column in
          average { part in
            let own = parts[part]
            return own.covariance[row][column]
              + (own.mean[row] - mean[row]) * (own.mean[column] - mean[column])
          }
        }
      })
  }

  /// The same with another mass, such as that in a mixture.
  public func weighted(by weight: Rational) -> ConditionalMoments {
    ConditionalMoments(mass: .exact(weight) * mass, mean: mean, covariance: covariance)
  }

  /// The integrals over the set: `integral f`, `integral f f^T`.
  public var partial: PartialMoments {
    PartialMoments(
      mass: mass, first: mean.map { mass * $0 },
      second: mean.indices.map { row in
        mean.indices.map { column in
          mass * (covariance[row][column] + mean[row] * mean[column])
        }
      })
  }
}

extension GaussianMeasure {
  /// Affine forms of the random point under the condition that it lies in the intersection of
  /// half-spaces, enclosed; `nil` where the probability is zero.
  ///
  /// Given the coordinates `y` on which the half-spaces depend, a form is Gaussian: with `K` the
  /// coefficients of its regression on `y` and `R` the covariance that is left, its conditional
  /// covariance is `R + K Cov(y | P) K^T`. So nothing cancels that is exact.
  ///
  /// - Parameters:
  ///   - forms: the forms: coefficients, and the constant last; the coordinates if `nil`.
  ///   - halfSpaces: the half-spaces.
  /// - Throws: `GaussianMeasureError.dimension` above dimension 3.
  /// - Precondition: half-spaces and forms have the dimension of the law.
  public func conditionalMoments(
    of forms: [[Rational]]? = nil, in halfSpaces: [HalfSpace]
  ) throws(GaussianMeasureError) -> ConditionalMoments? {
    guard let spanned = SpannedPolyhedron(halfSpaces, under: law) else { return nil }
    let polyhedron = spanned.polyhedron
    guard polyhedron.dimension <= CentredPolyhedron.largestDimension else {
      throw .dimension(polyhedron.dimension)
    }
    if polyhedron.isEmpty { return nil }
    let regression = Regression(of: forms ?? law.coordinateForms, on: spanned, under: law)
    guard !polyhedron.inequalities.isEmpty else { return regression.unconditional }
    return refined(from: relativeBits + 16, accuracy: \.accurateBits) {
      regression.conditional(polyhedron.moments($0))
    }.reported
  }
}

extension GaussianLaw {
  /// The coordinates as affine forms.
  fileprivate var coordinateForms: [[Rational]] {
    (0..<dimension).map { row in (0...dimension).map { $0 == row ? 1 : 0 } }
  }
}

/// Affine forms of a Gaussian point, split into what the coordinates of a polyhedron determine and an
/// independent rest.
private struct Regression {
  /// The means of the forms.
  let mean: [Rational]
  /// `K`: a row for each form, a column for each coordinate of the polyhedron.
  let coefficients: [[Rational]]
  /// `R`.
  let residual: [[Rational]]
  /// `R + K V K^T`.
  let covariance: [[Rational]]

  init(of forms: [[Rational]], on spanned: SpannedPolyhedron, under law: GaussianLaw) {
    let pulledBack = forms.map { law.pulledBack(Array($0.dropLast())) }
    let variances = spanned.polyhedron.variances
    mean = forms.map { law.mean(of: Array($0.dropLast())) + $0[$0.count - 1] }
    let coefficients = pulledBack.map { form in
      zip(spanned.forms, variances).map { law.covariance(form, $0) / $1 }
    }
    let covariance = pulledBack.map { form in pulledBack.map { law.covariance(form, $0) } }
    self.coefficients = coefficients
    self.covariance = covariance
    residual = forms.indices.map { row in
      forms.indices.map { column in
        variances.indices.reduce(covariance[row][column]) {
          $0 - coefficients[row][$1] * variances[$1] * coefficients[column][$1]
        }
      }
    }
  }

  /// Without a condition.
  var unconditional: ConditionalMoments {
    ConditionalMoments(
      mass: .exact(1), mean: mean.map { .exact($0) },
      covariance: covariance.map { $0.map { .exact($0) } })
  }

  /// Under the condition of a polyhedron with these moments.
  func conditional(_ moments: CentredMoments) -> Conditional {
    let center = moments.first.map { $0 / moments.mass }
    let spread = center.indices.map { row in
      center.indices.map { column in
        moments.second[row][column] / moments.mass - center[row] * center[column]
      }
    }
    let precision = moments.mass.precision
    let mean = coefficients.indices.map { row in
      center.indices.reduce(Ball(self.mean[row], precision: precision)) { sum, axis in
        coefficients[row][axis].isZero ? sum : sum + center[axis] * coefficients[row][axis]
      }
    }
    let covariance = coefficients.indices.map { row in
      coefficients.indices.map { column in
        var sum = Ball(residual[row][column], precision: precision)
        for (i, k) in coefficients[row].enumerated() where !k.isZero {
          for (j, l) in coefficients[column].enumerated() where !l.isZero {
            sum += spread[i][j] * (k * l)
          }
        }
        return sum
      }
    }
    return Conditional(mass: moments.mass, mean: mean, covariance: covariance)
  }

  struct Conditional {
    let mass: Ball
    let mean: [Ball]
    let covariance: [[Ball]]

    /// The binary digits that are known of the mass, of variances, and of the others relative to the
    /// standard deviations.
    var accurateBits: Int {
      var bits = mass.accurateBits
      for row in mean.indices {
        let variance = covariance[row][row]
        // A form that does not vary is known.
        if variance.isZero { continue }
        guard variance.isPositive else { return 0 }
        bits = min(bits, variance.accurateBits)
        let size = max(mean[row].exponent, variance.exponent / 2)
        bits = min(bits, mean[row].accurateBits(relativeTo: size))
        for column in 0..<row where !covariance[column][column].isZero {
          let size = (variance.exponent + covariance[column][column].exponent) / 2
          bits = min(bits, covariance[row][column].accurateBits(relativeTo: size))
        }
      }
      return bits
    }

    var reported: ConditionalMoments {
      ConditionalMoments(
        mass: .enclosed(mass.withinProbabilities), mean: mean.map { .enclosed($0) },
        covariance: covariance.map { $0.map { .enclosed($0) } })
    }
  }
}
