import Enclosures
import ExactAlgebra
import LatentGates
import Networks

extension GateReport {
  /// The keys of the report without the list of points.
  func object(version: String) -> JSONObject {
    let (model, options) = (analysis.model, analysis.options)
    var object = model.object(on: target)
    object.add([
      "pointCount": analysis.sample.points.count, "seed": options.seed,
      "meanLogLikelihood": analysis.meanLogLikelihood,
      "covariance": analysis.covariance?.object,
      "gradientCovariance": analysis.gradientCovariance?.object,
      "information": analysis.information?.object(ofClasses: target.hasClasses),
      "stability": analysis.stability?.object,
      "omitted": analysis.omissions.map(\.object),
      "status": analysis.isComplete ? "complete" : "limitReached",
      "seconds": seconds, "version": version,
    ])
    return object
  }

  /// The keys of a point.
  func object(of point: GatePoint, at index: Int) -> JSONObject {
    var object: JSONObject = [
      "point": index + 1, "input": analysis.sample.points[index],
      "weight": analysis.sample.weights[index],
      "patterns": point.patterns.map(\.object),
    ]
    let isObserved = point.evidence != nil
    object.set(
      isObserved ? "remainingPosterior" : "remainingPrior", to: point.remainingProbability)
    guard let evidence = point.evidence else { return object }
    object.add([
      "logLikelihood": evidence.logLikelihood,
      "evidenceLowerBound": evidence.evidenceLowerBound,
      "variational": evidence.bound?.object, "meanField": evidence.meanField?.object,
      "gradient": hasGradients ? evidence.gradient.objects : nil,
      "incompleteGradient": hasGradients ? evidence.incompleteGradient.objects : nil,
      "largestGradientDifference": evidence.largestGradientDifference,
      "hardLimit": evidence.hardGates.object,
    ])
    return object
  }
}

extension GateTarget {
  /// Whether classes are drawn.
  var hasClasses: Bool { self == .labels || self == .classes }
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

extension GateModel {
  /// What is asked of the gates.
  func object(on target: GateTarget) -> JSONObject {
    var object: JSONObject = [
      "widths": network.architecture.widths, "activation": network.activation.description,
      "gates": gateCount, "parameterCount": parameterCount, "temperatures": temperatures,
      "target": target.rawValue, "method": "exact",
    ]
    if case .gaussian(let variance) = likelihood, target == .outputs {
      object.set("noiseVariance", to: variance)
    }
    return object
  }
}

extension GatePoint.Pattern {
  /// The keys of a pattern.
  fileprivate var object: JSONObject {
    ["pattern": pattern.description, "prior": prior, "posterior": posterior]
  }
}

extension ParameterGradient {
  /// The keys of each layer, from 1, the last one included.
  var objects: [JSONObject] {
    layers.enumerated().map { index, layer in
      ["layer": index + 1, "weights": layer.weights, "biases": layer.biases]
    }
  }
}

extension GateBound {
  fileprivate var object: JSONObject {
    [
      "probabilities": probabilities, "evidenceLowerBound": evidenceLowerBound, "gap": gap,
    ]
  }
}

extension GateMeanField {
  /// The keys of a search; its probabilities are floating-point numbers.
  fileprivate var object: JSONObject {
    [
      "probabilities": best.probabilities.map { Double(approximating: $0) },
      "evidenceLowerBound": best.evidenceLowerBound, "gap": best.gap,
      "localOptima": localOptima, "starts": starts, "seed": seed,
    ]
  }
}

extension HardGates {
  fileprivate var object: JSONObject {
    [
      "pattern": pattern.description, "outputs": outputs, "logLikelihood": logLikelihood,
      "ties": ties.map { tie -> JSONObject in
        ["layer": tie.layer, "neuron": tie.index + 1]
      },
    ]
  }
}

extension GateCovariance {
  /// The keys of the covariance of the input, whose total is exact.
  var object: JSONObject {
    [
      "total": total.map { $0.map { ReportedNumber.exact($0) } }, "within": within,
      "between": between, "sumsAgree": sumsAgree,
      "layers": layers.map { layer -> JSONObject in
        ["layer": layer.layer, "within": layer.within, "between": layer.between]
      },
    ]
  }
}

extension GateGradientCovariance {
  /// The keys of the traces, and of the mean.
  var object: JSONObject {
    [
      "total": total, "within": within, "between": between, "sumsAgree": sumsAgree,
      "mean": mean.objects,
    ]
  }
}

extension GateInformation {
  /// The keys of the entropies, in nats: of all gates, of the first layers, and of each gate.
  func object(ofClasses hasClasses: Bool) -> JSONObject {
    var object: JSONObject = [
      "H(A)": entropy, "H(A|X)": conditionalEntropy, "I(A;X)": aboutInput,
      "I(A;Y)": hasClasses ? aboutClass : nil, "classes": hasClasses ? classes : nil,
    ]
    object["layers"] = layers.map { layer -> JSONObject in
      [
        "layer": layer.layer, "H(A)": layer.entropy, "H(A|X)": layer.conditionalEntropy,
        "I(A;X)": layer.aboutInput, "I(A;Y)": hasClasses ? layer.aboutClass : nil,
      ]
    }
    object["gates"] = gates.map { gate -> JSONObject in
      [
        "layer": gate.neuron.layer, "neuron": gate.neuron.index + 1,
        "openProbability": gate.openProbability, "H(A)": gate.entropy,
        "H(A|X)": gate.conditionalEntropy, "I(A;X)": gate.aboutInput,
        "I(A;Y)": hasClasses ? gate.aboutClass : nil,
      ]
    }
    return object
  }
}

extension GateStability {
  /// The keys of the geometry of the input on the patterns.
  fileprivate var object: JSONObject {
    [
      "rank": rank, "patternCount": patternCount, "listedMass": listedMass,
      "total": total.object, "meanCovariance": meanCovariance,
      "covarianceVariance": covarianceVariance, "meanLargestAngle": meanLargestAngle,
      "determinedMass": determinedMass,
      "patterns": patterns.map { pattern -> JSONObject in
        [
          "pattern": pattern.pattern.description, "mass": pattern.mass, "mean": pattern.mean,
          "geometry": pattern.geometry.object, "angles": pattern.angles,
        ]
      },
      "largestAngles": largestAngles.map { row in
        row.map { angle -> JSON in angle?.json ?? .literal("null") }
      },
    ]
  }
}

extension GateStability.Geometry {
  /// The keys of a covariance with its spectrum.
  fileprivate var object: JSONObject {
    ["covariance": covariance, "eigenvalues": eigenvalues, "isDetermined": isDetermined]
  }
}

extension GateOmission {
  /// The keys of something that is missing.
  var object: JSONObject { ["quantity": quantity.rawValue, "reason": reason.text] }
}

extension GateOmission.Reason {
  /// The reason in words.
  var text: String {
    switch self {
    case .noTime: "the time was over, or an end was asked for"
    case .tooManyTerms(let terms, let limit): "\(terms) terms, the limit is \(limit)"
    case .moreThanUsual(let terms, let limit):
      "\(terms) terms, the limit is \(limit) unless --mean-field asks for it"
    }
  }
}
