public import Enclosures
public import ExactAlgebra
public import Polyhedra

extension GaussianMeasure {
  /// The density of an affine form of the random point at a value, of the part of the law in the
  /// intersection of half-spaces: the derivative of the probability of `f <= v` in it, from below.
  ///
  /// It is the density of the Gaussian number `f` at `v` times the measure of the section, under the
  /// condition `f = v`.
  ///
  /// - Parameters:
  ///   - form: coefficients, and the constant last.
  ///   - value: `v`.
  ///   - halfSpaces: the half-spaces.
  /// - Returns: zero, exactly, where the section is empty or the form does not vary under the law.
  /// - Throws: `GaussianMeasureError.dimension` where the section has a dimension above 3.
  /// - Precondition: half-spaces and form have the dimension of the law.
  public func density(
    of form: [Rational], at value: Rational, in halfSpaces: [HalfSpace]
  ) throws(GaussianMeasureError) -> ReportedNumber {
    let normal = Array(form.dropLast())
    let above = HalfSpace(normal: normal, offset: form[form.count - 1] - value)
    guard !law.pulledBack(normal).allSatisfy(\.isZero) else { return .exact(0) }
    // Half-spaces with the same hyperplanes up to a distance are decided here; the section needs the
    // others only, its own hyperplane first.
    var others: [HalfSpace] = []
    for halfSpace in halfSpaces {
      guard let factor = halfSpace.factor(of: above) else {
        others.append(halfSpace)
        continue
      }
      // On the hyperplane the half-space has this value; at zero it bounds the part from below or above.
      let value = halfSpace.offset - factor * above.offset
      let holds = value.signum() > 0 || (value.isZero && factor.signum() < 0)
      if !holds { return .exact(0) }
    }
    guard let polyhedron = CentredPolyhedron([above] + others, under: law),
      let section = polyhedron.facet(0), !section.isEmpty
    else { return .exact(0) }
    guard section.dimension <= CentredPolyhedron.largestDimension else {
      throw .dimension(section.dimension)
    }
    let mean = law.mean(of: normal) + form[form.count - 1]
    let coefficients = law.pulledBack(normal)
    let variance = law.covariance(coefficients, coefficients)
    let density = refined(from: relativeBits + 8, accuracy: \.accurateBits) { goal in
      let deviation = Ball.squareRoot(of: variance, precision: goal.precision)
      let distance = Ball(value - mean, precision: goal.precision) / deviation
      return distance.normalDensity() / deviation * section.measure(goal)
    }
    return .enclosed(density)
  }
}

extension HalfSpace {
  /// The number by which the other normal has to be multiplied to give this one; `nil` where there is
  /// none.
  fileprivate func factor(of other: HalfSpace) -> Rational? {
    guard let axis = other.normal.firstIndex(where: { !$0.isZero }) else { return nil }
    let factor = normal[axis] / other.normal[axis]
    guard !factor.isZero else { return nil }
    return zip(normal, other.normal).allSatisfy { $0 == factor * $1 } ? factor : nil
  }
}
