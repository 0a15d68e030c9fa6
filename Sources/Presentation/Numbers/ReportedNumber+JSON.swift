import Enclosures

extension ReportedNumber: JSONConvertible {
  /// `status`, `value` and what belongs to the status; numbers are decimals in quotation marks.
  var json: JSON { .object(object) }

  private var object: JSONObject {
    let decimals = decimals
    var object = JSONObject()
    object.keepsOrder = true
    object.set("status", to: status)
    object.set("value", to: decimals.value)
    object.set("lower", to: decimals.bounds?.lower)
    object.set("upper", to: decimals.bounds?.upper)
    object.set("fraction", to: decimals.fraction)
    object.set("level", to: decimals.level)
    object.set("standardError", to: decimals.standardError)
    object.set("logarithm", to: decimals.logarithm?.value)
    object.set("logarithmLower", to: decimals.logarithm?.lower)
    object.set("logarithmUpper", to: decimals.logarithm?.upper)
    return object
  }
}
