import Enclosures
import ExactAlgebra
import Networks
import RandomNetworks

extension LawReport {
  /// The patterns that are listed, most probable first.
  var patternObjects: [JSONObject] {
    listing == .none ? [] : law.patterns.map { $0.object(on: hasMaps ? law.network : nil) }
  }

  /// The keys of a law without the lists of patterns and affine maps.
  func object(version: String) -> JSONObject {
    let architecture = law.network.architecture
    var object: JSONObject = [
      "widths": architecture.widths, "bias": architecture.hasBiases,
      "activation": law.network.activation.description, "input": input.object,
      "accuracy": wantedError, "epsilon": law.options.epsilon, "seed": law.options.seed,
      "status": status, "seconds": seconds, "version": version,
    ]
    object.set("count", to: law.patterns.count)
    object.set("patternCount", to: law.patternCount)
    if law.isSampled {
      object.set("level", to: law.options.level.decimal(digits: 17, rounding: .down))
      object.set("samples", to: law.options.sampleLimit)
    }
    object.set("affineMapCount", to: hasMaps ? affineMaps.count : nil)
    object.set("mass", to: law.mass)
    object.set("remainingMass", to: law.remainingMass)
    object.set("survey", to: law.survey?.object)
    let entropy = law.entropy
    object.set("entropy", to: entropy)
    object.set("entropyBits", to: entropy.inBits)
    object.set("layers", to: law.layers.map { $0.object(isListing: listing != .none) })
    object.set("output", to: output)
    object.set("spectra", to: spectra?.spectra.map(\.object))
    if law.answer.sampleCount > 0 { object.set("outputSamples", to: law.answer.sampleCount) }
    object.set("distribution", to: law.answer.distributions.flatMap(\.objects))
    return object
  }

  private var output: JSONObject {
    let moments = law.outputMoments
    let atoms = (0..<law.network.architecture.outputCount).flatMap { output in
      law.atoms(of: output).map { atom -> JSONObject in
        ["output": output + 1, "value": atom.value, "probability": atom.probability]
      }
    }
    return ["mean": moments?.mean, "covariance": moments?.covariance, "atoms": atoms]
  }
}

extension NetworkLaw.Pattern {
  /// The keys of a pattern, with the map of a network.
  fileprivate func object(on network: Network?) -> JSONObject {
    [
      "pattern": pattern.description, "probability": probability,
      "interiorPoint": interiorPoint, "map": network.map { mapObject($0.outputMap(on: pattern)) },
      "conditionalMean": input?.mean, "conditionalCovariance": input?.covariance,
    ]
  }
}

extension NetworkLaw.AffineMap {
  /// The keys of an affine map with its patterns.
  var object: JSONObject {
    [
      "map": mapObject(map), "probability": probability,
      "patterns": patterns.map(\.description),
    ]
  }
}

extension JacobianSpectra.Spectrum {
  /// The keys of a Jacobian's singular values.
  fileprivate var object: JSONObject {
    [
      "singularValues": numbers, "probability": probability,
      "patterns": patterns.map(\.description),
    ]
  }
}

extension NetworkLaw.Layer {
  /// The keys of the law of the first layers.
  fileprivate func object(isListing: Bool) -> JSONObject {
    let list = patterns.map { entry -> JSONObject in
      ["pattern": entry.pattern.description, "probability": entry.probability]
    }
    return [
      "layer": layerCount, "patternCount": patterns.count,
      "patterns": isListing ? list : nil, "entropy": entropy,
    ]
  }
}

extension NetworkLaw.OutputDistribution {
  /// The keys of the distribution, value by value, and of the quantiles.
  fileprivate var objects: [JSONObject] {
    values.map { entry -> JSONObject in
      [
        "output": output + 1, "value": entry.value, "atMost": entry.atMost,
        "below": entry.below, "density": entry.density,
      ]
    }
      + quantiles.map { entry -> JSONObject in
        ["output": output + 1, "probability": entry.probability, "quantile": entry.value]
      }
  }
}

/// The keys of an affine map, from a row for each output with the constant last.
private func mapObject(_ rows: [[Rational]]) -> JSONObject {
  ["weights": rows.map { Array($0.dropLast()) }, "constants": rows.map { $0[$0.count - 1] }]
}
