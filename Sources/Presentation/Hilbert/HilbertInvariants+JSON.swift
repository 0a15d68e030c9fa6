import Certification
import Varieties

extension HilbertInvariants {
  /// The keys `varietyDegree`, `hilbertSeries` and `hilbertPolynomial`, with how they are known.
  func members(by ground: String?) -> JSONObject {
    var object: JSONObject = ["varietyDegree": degree.description, "varietyDegreeBy": ground]
    guard let series else { return object }
    object["hilbertSeries"] =
      [
        "numerator": series.numerator.map(\.description), "denominatorExponent": series.dimension,
        "by": ground,
      ] as JSONObject
    object["hilbertPolynomial"] =
      [
        "coefficients": series.polynomialCoefficients.map(\.description),
        "dimension": series.dimension, "from": series.polynomialStart, "by": ground,
      ] as JSONObject
    return object
  }
}
