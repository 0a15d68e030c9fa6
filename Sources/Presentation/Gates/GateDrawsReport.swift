import ExactAlgebra
public import LatentGates
import Networks

/// Draws of patterns and outputs, ready to be written.
public struct GateDrawsReport: Sendable {
  /// The draws.
  public let draws: GateDraws
  /// The model.
  public let model: GateModel
  /// The points, as they were given.
  public let points: GivenPoints
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on draws.
  public init(
    _ draws: GateDraws, of model: GateModel, from points: GivenPoints, seconds: Double? = nil
  ) {
    (self.draws, self.model, self.points, self.seconds) = (draws, model, points, seconds)
  }

  /// So many points are shown in texts.
  private static let shownPoints = 10
}

extension GateDrawsReport: Presentable {
  /// Text, JSON and CSV.
  public static var formats: [OutputFormat] { [.text, .json, .csv] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, table: { table }, to: body)
  }

  // MARK: text

  private var drawCount: Int { draws.points.first?.count ?? 0 }

  private func lines(version: String) -> [String] {
    let rows = draws.points.prefix(Self.shownPoints).enumerated().map { index, found in
      let counts = Dictionary(grouping: found, by: \.pattern).mapValues(\.count)
      let best = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
      return [
        "\(index + 1)", "\(counts.count)",
        best.map { Wording.shortened($0.key.description) } ?? "-",
        best.map { "\($0.value)" } ?? "0",
      ]
    }
    var lines = TextLayout.wrapped(
      "Draws of \(counted(model.gateCount, "gate")) of \(Wording.widths(model.network.architecture)): "
        + "\(counted(drawCount, "draw")) at each of \(counted(draws.points.count, "point")) of "
        + "\(points.file).")
    lines += [""]
    lines += TextLayout.table(
      header: ["point", "different patterns", "most frequent pattern", "drawn"], rows: rows,
      leftAligned: [2])
    let more = draws.points.count - Self.shownPoints
    if more > 0 { lines.append("  and \(counted(more, "more point"))") }
    lines += ["", "All draws with their outputs are in --format csv and --format json."]
    lines.append("Seed \(draws.seed)")
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  // MARK: tables

  private var table: [[String]] {
    let outputs = (1...model.network.architecture.outputCount).map { "output \($0)" }
    let observed =
      model.likelihood == .softmax
      ? ["class"] : outputs.indices.map { "observed \($0 + 1)" }
    let header = ["point", "draw", "pattern", "log probability"] + outputs + observed
    return [header]
      + draws.points.enumerated().flatMap { point, found in
        found.enumerated().map { number, draw in
          let observation =
            switch draw.observation {
            case .outputs(let outputs): outputs.map(Self.text)
            case .label(let label): ["\(label)"]
            }
          return ["\(point + 1)", "\(number + 1)", draw.pattern.description]
            + [Self.text(draw.logProbability)] + draw.outputs.map(Self.text) + observation
        }
      }
  }

  private static func text(_ number: Double) -> String {
    guard case .literal(let text) = number.json else { return number.description }
    return text
  }

  // MARK: JSON

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "widths": model.network.architecture.widths,
      "activation": model.network.activation.description,
      "temperatures": model.temperatures, "gateCount": model.gateCount,
      "pointFile": points.file, "pointCount": draws.points.count, "draws": drawCount,
      "seed": draws.seed, "seconds": seconds, "version": version,
    ]
    object["likelihood"] = model.likelihood.object
    object["points"] = draws.points.map { found in
      ["draws": found.map(Self.object)] as JSONObject
    }
    return object
  }

  private static func object(of draw: GateDraws.Draw) -> JSONObject {
    var object: JSONObject = [
      "pattern": draw.pattern.description, "logProbability": draw.logProbability,
      "outputs": draw.outputs,
    ]
    switch draw.observation {
    case .outputs(let outputs): object["observed"] = outputs
    case .label(let label): object["class"] = label
    }
    return object
  }
}
