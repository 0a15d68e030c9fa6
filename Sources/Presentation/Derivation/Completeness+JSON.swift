import Certification

extension Completeness {
  /// The value of the key `completeness`.
  func object(statement: String) -> JSONObject {
    let ground = Wording.code(self)
    return [
      "status": ground == nil ? "open" : "complete", "by": ground, "statement": statement,
    ]
  }
}

extension CertificationOutcome {
  /// What another program found.
  var object: JSONObject {
    let statement = Wording.completeness(self)
    switch self {
    case .complete(let certificate):
      return [
        "status": "complete", "statement": statement, "method": certificate.method.rawValue,
        "prime": certificate.prime, "program": certificate.program,
        "version": certificate.version,
      ]
    case .incomplete(let missing):
      return ["status": "incomplete", "statement": statement, "missing": missing.description]
    case .undecided:
      return ["status": "undecided", "statement": statement]
    }
  }
}

extension TangentSpace {
  /// The value of the key `tangentSpace`.
  var object: JSONObject {
    var object: JSONObject = [
      "jacobianRank": rank, "codimension": codimension, "tangentDimension": basis.count,
      "finding": Wording.code(finding),
      "statement": Wording.sentences(self).joined(separator: " "), "basis": basis,
    ]
    if case .outside(let count) = position {
      object["onVariety"] = false
      object["violations"] = count
    } else {
      if position.isProved { object["onVariety"] = true }
      object["violations"] = 0
    }
    return object
  }
}
