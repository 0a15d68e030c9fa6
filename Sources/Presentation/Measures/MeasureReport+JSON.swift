import Enclosures
import ExactAlgebra

extension MeasureReport {
  /// The keys of a measure.
  func object(version: String) -> JSONObject {
    [
      "input": law.object, "polyhedron": polyhedron.object,
      "integralDimension": measure.integralDimension, "probability": measure.probability,
      "mean": measure.conditional?.mean, "covariance": measure.conditional?.covariance,
      "accuracy": measure.accuracy.decimal(digits: 3, rounding: .up),
      "seed": measure.seed, "status": measure.isAccurate ? "complete" : "limitReached",
      "seconds": seconds,
      "version": version,
    ]
  }
}
