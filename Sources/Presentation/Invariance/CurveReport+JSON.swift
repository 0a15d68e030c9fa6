import Enclosures
import ExactAlgebra
import InvariantFamilies

extension CurveReport {
  /// The keys of the result: of the image where there is one, else of the member.
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "dimension": start.law.dimension, "input": start.object, "digits": digits, "seed": seed,
      "seconds": seconds, "version": version,
    ]
    if let image {
      object["parameter"] = image.parameter.number
      if case .exact(let number) = image.parameter.value {
        object["decimals"] = decimals(number)
      }
      object["isExact"] = image.parameter.isExact
      object.add(image.parameter.excursion.object)
      object["network"] = image.network?.network.object
      object["check"] = image.check.object
      if let member {
        var from: JSONObject = ["parameter": ReportedNumber.exact(member.parameter)]
        from.add(member.member.object)
        object["from"] = from
      }
    } else if let member {
      object["parameter"] = ReportedNumber.exact(member.parameter)
      object["decimals"] = decimals(member.parameter)
      object.add(member.member.object)
    }
    object["quotients"] = quotients?.object
    return object
  }
}

extension CurveExcursion {
  fileprivate var object: JSONObject {
    ["stage": stage, "depth": depth, "radius": radius, "excursion": number]
  }
}

extension CurveMember {
  fileprivate var object: JSONObject {
    var object: JSONObject
    switch self {
    case .scaled(let factor): object = ["kind": "scaled", "factor": factor, "isExact": true]
    case .network(let network, _):
      object = ["kind": "network", "network": network.network.object, "isExact": true]
    case .enclosed(let cell):
      object = ["kind": "enclosed", "weights": cell.weights, "isExact": false]
    }
    if let excursion { object.add(excursion.object) }
    return object
  }
}

extension CurveCheck {
  fileprivate var object: JSONObject {
    var object: JSONObject = ["holds": holds]
    switch networks {
    case .equal: object["networks"] = "equal"
    case .different: object["networks"] = "different"
    case .within(let distance):
      object["networks"] = "within"
      object["distance"] = distance.decimal(digits: 3, rounding: .up)
    }
    if let laws {
      object["laws"] = laws.isEqual ? "equal" : "different"
      object["atomCount"] = laws.atomCount
    }
    return object
  }
}

extension CurveQuotients {
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "parameter": ReportedNumber.exact(parameter), "weightCount": weightCount,
      "neuron": neuron + 1, "growthPerLevel": weightCount - 1,
      "lipschitzConstant": lipschitzConstant,
      "levels": rows.map { row -> JSONObject in
        [
          "level": row.level, "from": row.from, "to": row.to,
          "step": ReportedNumber.exact(row.step),
          "weightStep": ReportedNumber.exact(row.weightStep),
          "weightQuotient": ReportedNumber.exact(row.weightQuotient), "active": row.active,
          "distanceLower": row.distance,
          "distanceUpper": ReportedNumber.exact(row.weightStep), "quotientLower": row.quotient,
        ]
      },
    ]
    object.add(excursion.object)
    return object
  }
}
