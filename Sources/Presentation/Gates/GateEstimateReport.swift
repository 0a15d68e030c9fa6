import Enclosures
import ExactAlgebra
public import LatentGates

/// What samples say of gates that are drawn, ready to be written.
public struct GateEstimateReport: Sendable {
  /// The estimates.
  public let estimate: GateSampleEstimate
  /// The model.
  public let model: GateModel
  /// The points, as they were given.
  public let points: GivenPoints
  /// The number of points.
  public let pointCount: Int
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on estimates.
  public init(
    of estimate: GateSampleEstimate, on model: GateModel, from points: GivenPoints, pointCount: Int,
    seconds: Double? = nil
  ) {
    self.estimate = estimate
    self.model = model
    self.points = points
    self.pointCount = pointCount
    self.seconds = seconds
  }
}

extension GateEstimateReport: Presentable {
  /// Text and JSON.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, to: body)
  }

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "widths": model.network.architecture.widths, "gates": model.gateCount,
      "activation": model.network.activation.description, "temperatures": model.temperatures,
      "likelihood": model.likelihood.object, "pointFile": points.file, "pointCount": pointCount,
      "method": "sampling", "proposal": estimate.sampling.proposal.rawValue,
      "draws": estimate.sampling.draws, "seed": estimate.sampling.seed,
      "meanLogLikelihood": estimate.meanLogLikelihood,
      "meanEvidenceLowerBound": estimate.meanEvidenceLowerBound,
      "degenerateCount": estimate.degenerateCount, "seconds": seconds, "version": version,
    ]
    object["points"] = estimate.points.map { points in
      points.map { point -> JSONObject in
        [
          "logLikelihood": point.logLikelihood, "evidenceLowerBound": point.evidenceLowerBound,
          "posteriorGates": point.posteriorGates, "gradient": point.gradient?.objects,
          "effectiveSampleSize": point.effectiveSampleSize, "largestShare": point.largestShare,
          "isDegenerate": point.isDegenerate,
        ]
      }
    }
    object["meanGradient"] = estimate.meanGradient?.objects
    object["information"] = estimate.information.map { information -> JSONObject in
      var object: JSONObject = [
        "H(A)": information.layers.last?.entropy,
        "H(A|X)": information.layers.last?.conditionalEntropy,
        "I(A;X)": information.layers.last?.aboutInput, "I(A;Y)": information.aboutClass,
        "classes": information.classes, "draws": information.draws,
      ]
      object["layers"] = information.layers.map { layer -> JSONObject in
        [
          "layer": layer.layerCount, "H(A)": layer.entropy, "H(A|X)": layer.conditionalEntropy,
          "I(A;X)": layer.aboutInput,
        ]
      }
      return object
    }
    return object
  }

  // MARK: text

  /// The most points that a text has.
  private static let shownPoints = 20

  private func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "Gates of \(Wording.widths(model.network.architecture)), sampled: "
        + "\(counted(model.gateCount, "gate")), \(counted(pointCount, "point")) of \(points.file), "
        + "\(counted(estimate.sampling.draws, "draw")) at each.")
    lines += pointTable
    if let mean = estimate.meanLogLikelihood {
      lines += ["", "Mean of ln p(y|x)                    \(mean.text)"]
      if let bound = estimate.meanEvidenceLowerBound {
        lines.append("Mean bound of the proposals          \(bound.text)")
      }
    }
    if let information = estimate.information {
      lines += ["", "Information in the gates of the first layers, in nats"]
      lines += TextLayout.table(
        header: ["layers", "H(A)", "H(A|X)", "I(A;X)"],
        rows: information.layers.map {
          ["\($0.layerCount)", $0.entropy.text, $0.conditionalEntropy.text, $0.aboutInput.text]
        }, leftAligned: [])
      if let aboutClass = information.aboutClass { lines.append("  I(A;Y)  \(aboutClass.text)") }
    }
    lines += [""]
    lines += TextLayout.wrapped(
      "Estimates in double precision with standard errors, without proof."
        + (estimate.degenerateCount == 0
          ? ""
          : " At \(counted(estimate.degenerateCount, "point")) few draws have most of the weight: "
            + "nothing can be said of the error there (--draws)."))
    lines.append("Seed \(estimate.sampling.seed)")
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var pointTable: [String] {
    guard let points = estimate.points, !points.isEmpty else { return [] }
    let rows = points.prefix(Self.shownPoints).enumerated().map { index, point in
      [
        "\(index + 1)", point.logLikelihood.text, point.evidenceLowerBound.text,
        "\(Int(point.effectiveSampleSize))" + (point.isDegenerate ? " (too few)" : ""),
      ]
    }
    let more = points.count - rows.count
    return ["", "Points"]
      + TextLayout.table(
        header: ["", "ln p(y|x)", "bound of the proposal", "effective draws"], rows: rows,
        leftAligned: [1, 2])
      + (more > 0 ? ["  and \(counted(more, "more point")) (--format json)"] : [])
  }
}
