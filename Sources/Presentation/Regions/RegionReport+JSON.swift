import ExactAlgebra
import Networks
import Regions

extension RegionReport {
  /// The keys of a report on regions, without the list.
  func object(version: String) -> JSONObject {
    subject(version: version) + result
      + (survey.map(places) ?? ["selection": selection?.rawValue] as JSONObject)
  }

  /// What the report is about.
  private func subject(version: String) -> JSONObject {
    var object: JSONObject = [
      "networkFile": reading?.object, "widths": network.architecture.widths,
      "bias": network.architecture.hasBiases, "activation": network.activation.description,
      "domain": domain.description, "dimension": dimension, "kind": kind.rawValue,
    ]
    object["hiddenLayers"] = hiddenLayerCount
    object["method"] = method?.rawValue ?? "walk"
    object["decimals"] = decimals.map { digits -> JSONObject in
      ["decimals": digits, "rounding": "nearest, ties away from zero"]
    }
    object["version"] = version
    return object
  }

  /// What was found.
  private var result: JSONObject {
    var object: JSONObject = [
      "count": count, "layerCounts": layerCounts,
      "status": isComplete ? "complete" : "limitReached", "limit": Wording.limit(end),
      "area": statistics.area, "seconds": seconds,
    ]
    object["parts"] = partCount
    object["volumeTotal"] = statistics.volume?.json
    if statistics.detailedCount > 0 {
      var counts = JSONObject()
      for (facets, count) in statistics.facetCounts { counts["\(facets)"] = count }
      object["facetCounts"] = counts
      object["boundedCount"] = statistics.boundedCount
    }
    if showsStatistics { object["statistics"] = statistics.object(notation) }
    object["edges"] = edges?.map { edge -> JSONObject in
      ["regions": edge.regions.map { $0 + 1 }, "neurons": edge.neurons.map(\.object)]
    }
    return object
  }

  /// Where points lie.
  private func places(in survey: PointSurvey) -> JSONObject {
    [
      "selection": selection?.rawValue, "insideCount": survey.count(.inside),
      "boundaryCount": survey.count(.boundary), "outsideCount": survey.count(.outside),
      "outsidePoints": outsidePoints, "points": places.map(\.object),
    ]
  }
}

extension RegionReport.Place {
  /// The keys of a point.
  fileprivate var object: JSONObject {
    [
      "point": point, "position": location.position.rawValue,
      "neurons": location.neurons.map(\.object), "domain": location.inequalities.map { $0 + 1 },
      "patterns": location.patterns.map(\.description),
    ]
  }
}

extension RegionVolume {
  /// The number, or `"infinite"`.
  fileprivate var json: JSON {
    switch self {
    case .finite(let volume): volume.json
    case .infinite: .string("infinite")
    }
  }
}

extension HiddenNeuron {
  /// The layer of a neuron and its number in it, from 1.
  var object: JSONObject { ["layer": layer, "neuron": index + 1] }
}
