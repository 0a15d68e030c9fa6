import Varieties

extension VarietyVerdict.Witness {
  /// The minimal generators up to a degree, where they are fewer than a proved codimension, so that
  /// their zero set is larger than the variety (Krull's height theorem); `nil` otherwise.
  static func tooFewGenerators(
    of ideal: GradedIdeal, for dimension: Dimension, ambientDimension: Int
  ) -> VarietyVerdict.Witness? {
    let codimension = ambientDimension - dimension.value
    guard dimension.isProved, let count = Int(exactly: ideal.generators.count), count < codimension
    else { return nil }
    return .equations(count, codimension: codimension)
  }
}
