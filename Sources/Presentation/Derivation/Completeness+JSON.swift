import Certification
import NetworkVarieties

extension Completeness {
  /// The value of the key `completeness`.
  func object(statement: String) -> JSONObject {
    let ground = Wording.code(self)
    var object: JSONObject = [
      "status": ground == nil ? "open" : "complete", "by": ground, "statement": statement,
    ]
    if case .complete(.theorem(.twoBlocks(let theorem))) = self {
      object["theorem"] = theorem.object
    }
    if case .complete(.theorem(.blockProduct(let product))) = self {
      object["theorem"] = product.object
    }
    return object
  }
}

extension TwoBlockTheorem {
  /// The hypotheses as they were found, and the matrices whose minors generate.
  fileprivate var object: JSONObject {
    [
      "name": "two-blocks", "hiddenLayer": layer, "bias": shape.constantCount > 0,
      "activeInBoth": shape.sharedCount, "activeInFirst": shape.firstCount,
      "activeInSecond": shape.secondCount, "widthBefore": shape.widthBefore,
      "widthBehind": shape.widthBehind,
      "families": constraints.map(\.family),
      "minimalGenerators": shape.minimalMinors.map { minors -> JSONObject in
        [
          "matrix": Wording.matrix(matrix(of: minors.family)), "degree": minors.degree,
          "weight": [minors.outputs.parts, minors.inputs.parts],
          "multiplicity": minors.multiplicity, "count": minors.count,
        ]
      },
    ]
  }
}

extension BlockProduct {
  /// The combinations that vary independently, those that vanish, and the matrices whose minors
  /// generate.
  fileprivate var object: JSONObject {
    [
      "name": "block-product",
      "parts": factors.map { factor in factor.combinations.map { Wording.combination($0) } },
      "relations": relations.map(Wording.expression),
      "families": constraints.map(\.family),
    ]
  }
}

extension RankConstraint {
  /// The matrix, and the minors that vanish.
  fileprivate var family: JSONObject {
    [
      "matrix": Wording.matrix(matrix), "rankAtMost": rankAtMost, "minorSize": minorSize,
      "minorCount": minorCount,
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
