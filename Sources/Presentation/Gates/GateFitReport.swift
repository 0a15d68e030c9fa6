import ExactAlgebra
public import LatentGates
import Networks

/// A fit of a model of gates, ready to be written.
public struct GateFitReport: Sendable {
  /// The fit.
  public let fit: GateFit
  /// The points, as they were given.
  public let points: GivenPoints
  /// Whether the fit began with random weights.
  public let startsAtRandom: Bool
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on a fit.
  public init(
    _ fit: GateFit, from points: GivenPoints, startsAtRandom: Bool = false, seconds: Double? = nil
  ) {
    (self.fit, self.points, self.startsAtRandom) = (fit, points, startsAtRandom)
    self.seconds = seconds
  }

  /// The network after the last step, as a network file.
  public var networkFile: String {
    var text = ""
    var writer = JSONObjectWriter()
    writer.add(fit.network.object, to: { text += $0 })
    writer.end(to: { text += $0 })
    return text
  }
}

extension GateFitReport: Presentable {
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

  private func lines(version: String) -> [String] {
    let model = fit.model
    let options = fit.options
    var lines = TextLayout.wrapped(
      "Maximum likelihood of \(counted(model.gateCount, "gate")) of "
        + "\(Wording.widths(model.network.architecture)) on \(points.file): "
        + "\(counted(fit.records.last?.step ?? 0, "step")) of "
        + (options.rule == .adam ? "Adam" : "the gradient")
        + " with rate \(options.rate)"
        + (options.batch.map { ", \(counted($0, "point")) at each" } ?? "") + ".")
    lines += ["", "Mean log-likelihood, and the variance of the gradient (traces of covariances)"]
    let isSummed = fit.draws == nil
    var header = ["step", "log-likelihood", "gradient", "variance"]
    if isSummed { header += ["within patterns", "between patterns"] }
    header += ["within points", "between points"]
    lines += TextLayout.table(
      header: header,
      rows: fit.records.map { record in
        let numbers =
          [record.logLikelihood, record.gradientLength, record.variance]
          + (isSummed ? [record.withinPatterns, record.betweenPatterns].compactMap { $0 } : [])
          + [record.withinPoints, record.betweenPoints]
        return ["\(record.step)"]
          + numbers.map {
            Rational(exactly: $0)?.decimal(digits: 6, rounding: .nearest) ?? "not known"
          }
      }, leftAligned: [])
    lines += [""] + TextLayout.wrapped(method)
    if !fit.isComplete { lines.append("The time was over before the last step.") }
    lines.append("Seed \(options.seed)")
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var method: String {
    (fit.draws.map {
      "Gradients are estimated from \(counted($0, "pattern")) drawn at each point."
    } ?? "Gradients are sums over all patterns, with posterior and gate term.")
      + " All numbers are in double precision, without proof."
      + (startsAtRandom ? " The first weights are random." : "")
  }

  // MARK: tables

  private var table: [[String]] {
    let header = [
      "step", "log-likelihood", "standard error", "gradient length", "variance",
      "within patterns", "between patterns", "within points", "between points",
    ]
    return [header] + fit.records.map(Self.row)
  }

  private static func row(of record: GateFit.Record) -> [String] {
    let numbers: [Double?] = [
      record.logLikelihood, record.standardError, record.gradientLength, record.variance,
      record.withinPatterns, record.betweenPatterns, record.withinPoints, record.betweenPoints,
    ]
    return ["\(record.step)"] + numbers.map { $0.map(\.description) ?? "" }
  }

  // MARK: JSON

  private func object(version: String) -> JSONObject {
    let (model, options) = (fit.model, fit.options)
    var object: JSONObject = [
      "widths": model.network.architecture.widths,
      "activation": model.network.activation.description,
      "temperatures": model.temperatures, "gateCount": model.gateCount,
      "pointFile": points.file, "rule": options.rule.rawValue, "rate": options.rate,
      "batch": options.batch, "draws": fit.draws, "randomStart": startsAtRandom,
      "seed": options.seed, "seconds": seconds, "version": version,
    ]
    object["arithmetic"] = "double"
    object["status"] = fit.isComplete ? "complete" : "limitReached"
    object["likelihood"] = model.likelihood.object
    object["network"] = fit.network.object
    object["steps"] = fit.records.map(Self.object)
    return object
  }

  private static func object(of record: GateFit.Record) -> JSONObject {
    let variance: JSONObject = [
      "total": record.variance, "withinPatterns": record.withinPatterns,
      "betweenPatterns": record.betweenPatterns, "withinPoints": record.withinPoints,
      "betweenPoints": record.betweenPoints,
    ]
    return [
      "step": record.step, "logLikelihood": record.logLikelihood,
      "standardError": record.standardError, "gradientLength": record.gradientLength,
      "gradientVariance": variance,
    ]
  }
}
