/// Multipliers of linear forms such that the least value of the combination on a box is large.
///
/// The least value is a concave function of the multipliers; they are moved by exponentiated gradients, whose entries are
/// the values of the forms at a minimizer. Only a proposal: what it gives is bounded again.
enum Multipliers {
  private static let stepCount = 40

  /// - Parameters:
  ///   - forms: two or more, as bounds.
  ///   - box: the box.
  /// - Returns: forms with multipliers that sum to about 1.
  static func proposal(
    for forms: [BackSubstitution.Bound], on box: InputBox
  ) -> [Refutation.Term] {
    var weights = [Double](repeating: 1 / Double(forms.count), count: forms.count)
    var (best, bestValue) = (weights, -Double.infinity)
    for step in 0..<stepCount {
      let (value, values) = least(forms, weights, box)
      if value > bestValue { (best, bestValue) = (weights, value) }
      if value > 0 { break }
      let size = values.reduce(0) { max($0, $1.magnitude) }
      guard size > 0, size.isFinite else { break }
      let length = 4 / (size * (1 + Double(step)).squareRoot())
      var total = 0.0
      for index in weights.indices {
        weights[index] *= exponential(values[index] * length)
        total += weights[index]
      }
      for index in weights.indices { weights[index] /= total }
    }
    // Short numbers, and no negligible ones.
    return best.enumerated().map {
      ($0.offset, ($0.element / SplitTree.unit).rounded() * SplitTree.unit)
    }
    .filter { $0.1 > 0 }
  }

  /// The least value of a combination, and the values of all forms where it is attained.
  private static func least(
    _ forms: [BackSubstitution.Bound], _ weights: [Double], _ box: InputBox
  ) -> (Double, [Double]) {
    let point = box.lower.indices.map { input in
      var slope = 0.0
      for (form, weight) in zip(forms, weights) { slope += weight * form.coefficients[input] }
      return slope > 0 ? box.lower[input] : box.upper[input]
    }
    let values = forms.map { form in
      var value = form.constant
      for input in point.indices { value += form.coefficients[input] * point[input] }
      return value
    }
    var sum = 0.0
    for (value, weight) in zip(values, weights) { sum += value * weight }
    return (sum, values)
  }

  /// `exp x` for `|x| <= 4`, nearly: by squaring, the same on every machine.
  private static func exponential(_ x: Double) -> Double {
    let y = x / 64
    var power = 1 + y * (1 + y / 2 * (1 + y / 3))
    for _ in 0..<6 { power *= power }
    return power
  }
}
