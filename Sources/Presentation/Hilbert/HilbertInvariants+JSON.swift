import Certification
import Varieties

extension HilbertInvariants {
  /// The keys `varietyDegree`, `hilbertSeries` and `hilbertPolynomial`, with how they are known.
  func members(by ground: String?) -> JSONObject {
    var object: JSONObject = ["varietyDegree": degree.description, "varietyDegreeBy": ground]
    object["varietyDegreeFrom"] = source.object
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

extension HilbertInvariants.Source {
  /// What degree and series rest on.
  fileprivate var object: JSONObject {
    switch self {
    case .formula: ["method": "formula"]
    case .characters: ["method": "characters"]
    case .certificate(let certificate):
      [
        "method": "groebner-basis", "program": certificate.program,
        "version": certificate.version, "prime": certificate.prime,
      ]
    }
  }
}
