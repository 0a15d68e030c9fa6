import ExactAlgebra
import Networks
import Tilings

extension TilingReport {
  /// The keys of the report.
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "list": list.file, "widths": network.architecture.widths,
      "bias": network.architecture.hasBiases, "activation": network.activation.description,
      "domain": domain.description, "dimension": check.dimension,
      "idleDimension": check.idleDimension,
      "hiddenLayers": hiddenLayerCount, "seconds": seconds, "version": version,
    ]
    object["verdict"] = check.isAccepted ? "accepted" : "refused"
    object["complete"] = check.isComplete
    object["regionCount"] = check.regionCount
    object["pointCount"] = check.pointCount
    object["volumeCount"] = check.volumeCount
    object["adjacency"] = adjacency
    object["volumes"] = check.volumes.object
    object["faces"] = check.faces?.object
    object["flawCount"] = check.flawCount
    object["flaws"] = check.flaws.map(\.object)
    return object
  }

  private var adjacency: JSONObject {
    let adjacency = check.adjacency
    return [
      "status": adjacency.isClosed ? "proved" : "refuted", "regions": adjacency.regionCount,
      "crossings": adjacency.crossingCount, "missing": adjacency.missingCount,
    ]
  }
}

extension TilingCheck.Volumes {
  fileprivate var object: JSONObject {
    switch self {
    case .equal(let volume): ["status": "proved", "sum": volume, "domain": volume]
    case .different(let sum, let domain): ["status": "refuted", "sum": sum, "domain": domain]
    case .unboundedDomain: ["status": "unboundedDomain"]
    case .notComputed: ["status": "notComputed"]
    }
  }
}

extension FaceNumbers {
  fileprivate var object: JSONObject {
    [
      "status": isConsistent ? "consistent" : "inconsistent", "interior": interior,
      "boundary": boundary,
      "interiorSum": ["found": interiorSum.found, "expected": interiorSum.expected]
        as JSONObject,
      "closedSum": ["found": closedSum.found, "expected": closedSum.expected] as JSONObject,
    ]
  }
}

extension TilingVolume {
  fileprivate var json: JSON {
    switch self {
    case .finite(let volume): volume.json
    case .infinite: .string("infinite")
    }
  }
}

extension TilingFlaw {
  /// The region, and a stable code with what was found and listed.
  fileprivate var object: JSONObject {
    var object = reason.object
    object["region"] = region.map { $0 + 1 }
    object["pattern"] = pattern?.description
    return object
  }
}

extension TilingFlaw.Reason {
  fileprivate var object: JSONObject {
    switch self {
    case .emptyList: ["code": "emptyList"]
    case .repeated(let first): ["code": "repeated", "first": first + 1]
    case .contradiction(let neuron, let sign):
      ["code": "contradiction", "neuron": neuron.object, "sign": sign]
    case .noInnerPoint: ["code": "noInnerPoint"]
    case .pointLength(let count, let expected):
      ["code": "pointLength", "listed": count, "expected": expected]
    case .pointOffSlice: ["code": "pointOffSlice"]
    case .pointOutsideDomain(let inequality):
      ["code": "pointOutsideDomain", "inequality": inequality + 1]
    case .pointElsewhere(let pattern):
      ["code": "pointElsewhere", "found": pattern.description]
    case .pointOnBoundary(let neuron): ["code": "pointOnBoundary", "neuron": neuron.object]
    case .missingNeighbour(let neurons, let pattern, let point):
      [
        "code": "missingNeighbour", "neurons": neurons.map(\.object),
        "missing": pattern.description, "point": point,
      ]
    case .facetCount(let listed, let found):
      ["code": "facetCount", "listed": listed, "found": found]
    case .boundedness(let listed):
      ["code": "boundedness", "listed": listed, "found": !listed]
    case .volume(let listed, let found):
      ["code": "volume", "listed": listed.json, "found": found.json]
    case .area(let listed, let found):
      ["code": "area", "listed": listed, "found": found.json]
    case .count(let listed, let found): ["code": "count", "listed": listed, "found": found]
    case .layerCounts(let listed, let found):
      ["code": "layerCounts", "listed": listed, "found": found]
    case .volumeTotal(let listed, let found):
      ["code": "volumeTotal", "listed": listed.json, "found": found.json]
    case .volumeSum(let found, let domain):
      ["code": "volumeSum", "found": found, "expected": domain]
    case .faceNumbers: ["code": "faceNumbers"]
    }
  }
}
