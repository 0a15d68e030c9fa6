import Enclosures
import ExactAlgebra
import LatentGates
import Networks

extension GateReport {
  /// The keys of an analysis.
  func object(version: String) -> JSONObject {
    let model = analysis.model
    let architecture = model.network.architecture
    var object: JSONObject = [
      "widths": architecture.widths, "bias": architecture.hasBiases,
      "activation": model.network.activation.description,
      "temperatures": model.temperatures, "gateCount": model.gateCount,
      "pointFile": points.file, "pointCount": analysis.sample.points.count,
      "seed": recordedSeed, "seconds": seconds, "version": version,
    ]
    object["status"] = analysis.isComplete ? "complete" : "limitReached"
    if analysis.sample.observations != nil || model.likelihood == .softmax {
      object["likelihood"] = model.likelihood.object
    }
    object["points"] = analysis.points.enumerated().map { index, point in
      self.object(of: point, weight: analysis.sample.weights[index])
    }
    object["meanLogLikelihood"] = analysis.meanLogLikelihood
    object["covariance"] = analysis.summary?.covariance?.object
    object["gradientCovariance"] = analysis.gradientCovariance?.object
    object["information"] = analysis.summary?.information.object
    object["omitted"] = analysis.omissions.map { omission in
      ["what": omission.name, "why": Wording.reason(for: omission)] as JSONObject
    }
    return object
  }

  private func object(of point: GateAnalysis.Point, weight: Rational) -> JSONObject {
    var object: JSONObject = ["weight": weight]
    if let prior = point.prior {
      object["patterns"] = prior.patterns.map {
        ["pattern": $0.pattern.description, "prior": $0.prior] as JSONObject
      }
      object["remainingPrior"] = prior.remainingPrior
    }
    if let posterior = point.posterior {
      object["logLikelihood"] = posterior.logLikelihood
      object["arithmetic"] = posterior.arithmetic.rawValue
      object["patterns"] = posterior.patterns.map {
        [
          "pattern": $0.pattern.description, "prior": $0.prior, "posterior": $0.posterior,
        ] as JSONObject
      }
      object["remainingPosterior"] = posterior.remainingPosterior
      if hasGradients {
        object["gradient"] = posterior.gradient.objects
        object["incompleteGradient"] = posterior.incompleteGradient.objects
      }
    }
    object["evidenceLowerBound"] = (point.bound ?? point.meanField?.best)?.evidenceLowerBound
    object["bound"] = point.bound?.object
    object["meanField"] = point.meanField?.object
    object["hardLimit"] = point.hardLimit?.object
    return object
  }
}

extension GateLikelihood {
  /// The name, and the variance of the noise.
  var object: JSONObject {
    switch self {
    case .gaussian(let variance): ["name": "gaussian", "noiseVariance": variance]
    case .softmax: ["name": "softmax"]
    }
  }
}

extension ParameterGradient {
  /// One object for each layer, from 1.
  var objects: [JSONObject] {
    layers.enumerated().map { index, layer in
      ["layer": index + 1, "weights": layer.weights, "biases": layer.biases]
    }
  }
}

extension GateBound {
  /// The keys of a bound.
  fileprivate var object: JSONObject {
    [
      "probabilities": probabilities, "evidenceLowerBound": evidenceLowerBound, "gap": gap,
    ]
  }
}

extension GateMeanField {
  /// The keys of a search for the best bound.
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "evidenceLowerBound": best.evidenceLowerBound, "gap": best.gap,
      "probabilities": best.probabilities.map { Double(approximating: $0) },
      "localOptima": localOptima, "starts": starts,
    ]
    object["seed"] = seed
    return object
  }
}

extension HardGates {
  /// The keys of the limit of cold gates.
  fileprivate var object: JSONObject {
    [
      "pattern": pattern.description, "outputs": outputs, "logLikelihood": logLikelihood,
      "ties": ties.map { ["layer": $0.layer, "neuron": $0.index + 1] as JSONObject },
    ]
  }
}

extension GateCovariance {
  /// The parts of the covariance of the input.
  fileprivate var object: JSONObject {
    var object: JSONObject = ["within": within, "between": between, "sumsAgree": sumsAgree]
    object["total"] = total.map { $0.map { ReportedNumber.exact($0) } }
    object["layers"] = layers.map {
      ["layer": $0.layer, "within": $0.within, "between": $0.between] as JSONObject
    }
    return object
  }
}

extension GateGradientCovariance {
  /// The traces of the covariance of the gradient.
  fileprivate var object: JSONObject {
    [
      "total": total, "within": within, "between": between, "sumsAgree": sumsAgree,
      "mean": mean.objects,
    ]
  }
}

extension GateInformation {
  /// Entropies and informations in nats, of all gates, of the first layers, and of each gate.
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "H(A)": entropy, "H(A|X)": conditionalEntropy, "I(A;X)": aboutInput,
      "I(A;Y)": aboutClass, "classes": classes,
    ]
    object["unit"] = "nats"
    object["layers"] = layers.map {
      [
        "layer": $0.layer, "H(A)": $0.entropy, "H(A|X)": $0.conditionalEntropy,
        "I(A;X)": $0.aboutInput, "I(A;Y)": $0.aboutClass,
      ] as JSONObject
    }
    object["gates"] = gates.map {
      [
        "layer": $0.neuron.layer, "neuron": $0.neuron.index + 1,
        "openProbability": $0.openProbability, "H(A)": $0.entropy,
        "H(A|X)": $0.conditionalEntropy, "I(A;X)": $0.aboutInput, "I(A;Y)": $0.aboutClass,
      ] as JSONObject
    }
    return object
  }
}

extension GateAnalysis.Omission {
  /// The key of what is left out.
  fileprivate var name: String {
    switch self {
    case .meanField: "meanField"
    case .gradientCovariance: "gradientCovariance"
    case .covariance: "covariance"
    case .summary: "information"
    }
  }
}
