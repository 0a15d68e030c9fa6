import ExactAlgebra
import Polyhedra

/// A polyhedron under a law in orthogonal coordinates of the span of its normals, with these coordinates
/// as forms of those of the law.
struct SpannedPolyhedron {
  let polyhedron: CentredPolyhedron
  /// One row for each coordinate of the polyhedron: its coefficients at the coordinates `W` of the law.
  let forms: [[Rational]]

  /// `nil` where a half-space whose pulled back normal vanishes is false, so that the probability is zero.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  init?(_ halfSpaces: [HalfSpace], under law: GaussianLaw) {
    var pulledBack: [CentredPolyhedron.Inequality] = []
    for halfSpace in halfSpaces {
      let normal = law.pulledBack(halfSpace.normal)
      let offset = law.mean(of: halfSpace.normal) + halfSpace.offset
      guard normal.allSatisfy(\.isZero) else {
        pulledBack.append(.init(normal: normal, offset: offset))
        continue
      }
      let holds = halfSpace.isOpen ? offset.signum() > 0 : offset.signum() >= 0
      if !holds { return nil }
    }
    self.init(spanning: pulledBack, under: law)
  }

  /// By the method of Gram and Schmidt without roots.
  private init(spanning inequalities: [CentredPolyhedron.Inequality], under law: GaussianLaw) {
    var basis: [(form: [Rational], variance: Rational)] = []
    for inequality in inequalities where basis.count < law.variances.count {
      var rest = inequality.normal
      for (form, variance) in basis {
        let factor = law.covariance(rest, form) / variance
        if factor.isZero { continue }
        rest = zip(rest, form).map { $0 - factor * $1 }
      }
      if !rest.allSatisfy(\.isZero) { basis.append((rest, law.covariance(rest, rest))) }
    }
    forms = basis.map(\.form)
    polyhedron = CentredPolyhedron(
      variances: basis.map(\.variance),
      inequalities.map { inequality in
        CentredPolyhedron.Inequality(
          normal: basis.map { law.covariance(inequality.normal, $0.form) / $0.variance },
          offset: inequality.offset)
      })
  }
}

extension GaussianLaw {
  /// A form of the points as a form of `W`, without its constant.
  func pulledBack(_ form: [Rational]) -> [Rational] {
    var sums = [Rational](repeating: 0, count: variances.count)
    for (row, coefficient) in form.enumerated() where !coefficient.isZero {
      for (column, entry) in factor[row].enumerated() where !entry.isZero {
        sums[column] += entry * coefficient
      }
    }
    return sums
  }

  /// The mean of a form.
  func mean(of form: [Rational]) -> Rational {
    zip(mean, form).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
