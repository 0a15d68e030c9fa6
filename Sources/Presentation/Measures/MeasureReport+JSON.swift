import Enclosures
import ExactAlgebra
import GaussianMeasures

extension MeasureReport {
  /// The keys of a measure.
  func object(version: String) -> JSONObject {
    let moments = measure.moments.flatMap { $0.isNull ? nil : $0 }
    return [
      "input": law.object, "polyhedron": polyhedron.object,
      "integralDimension": measure.integralDimension, "probability": measure.probability,
      "mean": moments?.mean, "covariance": moments?.covariance,
      "accuracy": measure.accuracy.decimal(digits: 3, rounding: .up),
      "status": measure.isAccurate ? "complete" : "limitReached", "seconds": seconds,
      "version": version,
    ]
  }
}
