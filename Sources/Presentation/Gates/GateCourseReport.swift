import Enclosures
import ExactAlgebra
public import LatentGates
public import Networks

/// What becomes of gates that are drawn over temperatures, ready to be written.
public struct GateCourseReport: Sendable {
  /// The course.
  public let course: GateCourse
  /// The network.
  public let network: Network
  /// What is said of the classes or outputs.
  public let target: GateTarget
  /// What random starts followed from.
  public let seed: UInt64
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on a course.
  public init(
    of course: GateCourse, on network: Network, target: GateTarget, seed: UInt64,
    seconds: Double? = nil
  ) {
    self.course = course
    self.network = network
    self.target = target
    self.seed = seed
    self.seconds = seconds
  }
}

extension GateCourseReport: Presentable {
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

  // MARK: quantities

  /// A quantity over the temperatures.
  struct Quantity {
    /// Its name in tables.
    let title: String
    /// Its name in comma separated values.
    let column: String
    /// Its value at a temperature.
    let value: (GateCourse.Entry) -> ReportedNumber?
  }

  /// The quantities that there are.
  var quantities: [Quantity] {
    let all = [
      Quantity(title: "ln p(y|x)", column: "mean_log_likelihood", value: \.meanLogLikelihood),
      Quantity(
        title: "to cold limit", column: "distance_to_hard_limit", value: \.distanceToHardLimit),
      Quantity(title: "H(A)", column: "entropy") { $0.information.entropy },
      Quantity(title: "H(A|X)", column: "conditional_entropy") {
        $0.information.conditionalEntropy
      },
      Quantity(title: "to fair coins", column: "distance_to_fair_coins") {
        $0.distanceToFairCoins
      },
      Quantity(title: "I(A;X)", column: "information_on_input") { $0.information.aboutInput },
      Quantity(title: "I(A;Y)", column: "information_on_class") { entry in
        target.hasClasses ? entry.information.aboutClass : nil
      },
      Quantity(
        title: "x between", column: "input_share_between", value: \.inputShareBetween),
      Quantity(
        title: "grad between", column: "gradient_share_between", value: \.gradientShareBetween),
      Quantity(title: "gap", column: "mean_field_gap", value: \.meanFieldGap),
    ]
    return all.filter { quantity in
      course.entries.contains { quantity.value($0) != nil }
    }
  }

  /// A quantity at some temperatures, by its column; `nil` where it is not known at all of them.
  public func values(of column: String, in entries: [GateCourse.Entry]) -> [Double]? {
    guard let quantity = quantities.first(where: { $0.column == column }) else { return nil }
    let values = entries.compactMap { quantity.value($0)?.approximation }
    return values.count == entries.count ? values : nil
  }

  // MARK: formats

  private var table: [[String]] {
    let quantities = quantities
    let titles = ["temperature"] + quantities.map(\.column)
    return [titles]
      + course.entries.map { entry in
        [TextLayout.shortened(entry.temperature)]
          + quantities.map { quantity in
            quantity.value(entry)?.decimals.value ?? ""
          }
      }
  }

  private func object(version: String) -> JSONObject {
    let coins = ReportedNumber.exact(Rational(course.gateCount)) * .exact(2).logarithm()
    return [
      "widths": network.architecture.widths, "activation": network.activation.description,
      "gates": course.gateCount, "pointCount": course.pointCount, "target": target.rawValue,
      "method": "exact", "seed": seed,
      "temperatures": course.entries.map { object(of: $0) },
      "hardLimit": course.meanHardLogLikelihood.map { limit -> JSONObject in
        ["meanLogLikelihood": limit]
      },
      "fairCoins": ["H(A|X)": coins] as JSONObject,
      "omitted": course.omissions.map(\.object),
      "status": course.isComplete ? "complete" : "limitReached",
      "seconds": seconds, "version": version,
    ]
  }

  private func object(of entry: GateCourse.Entry) -> JSONObject {
    [
      "temperature": entry.temperature, "meanLogLikelihood": entry.meanLogLikelihood,
      "information": entry.information.object(ofClasses: target.hasClasses),
      "distanceToHardLimit": entry.distanceToHardLimit,
      "distanceToFairCoins": entry.distanceToFairCoins,
      "inputShareBetween": entry.inputShareBetween,
      "gradientShareBetween": entry.gradientShareBetween, "meanFieldGap": entry.meanFieldGap,
    ]
  }

  private func lines(version: String) -> [String] {
    let quantities = quantities
    var lines = TextLayout.wrapped(
      "Gates of \(Wording.widths(network.architecture)) at "
        + "\(counted(course.entries.count, "temperature")): \(counted(course.gateCount, "gate")), "
        + "\(counted(course.pointCount, "point")).")
    lines += course.omissions.flatMap { TextLayout.wrapped("Not computed: \($0.text).") }
    if !course.isComplete { lines.append("Not all temperatures were reached.") }
    lines += [""]
    lines += TextLayout.table(
      header: ["temperature"] + quantities.map(\.title),
      rows: course.entries.map { entry in
        [TextLayout.shortened(entry.temperature)]
          + quantities.map { $0.value(entry)?.shortText ?? "-" }
      }, leftAligned: [])
    lines += [""] + TextLayout.wrapped(statement) + [""]
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var statement: String {
    let coins = ReportedNumber.exact(Rational(course.gateCount)) * .exact(2).logarithm()
    var text =
      "In nats, rounded; JSON has proved bounds. Fair coins have H(A|X) = \(coins.shortText)"
    if let limit = course.meanHardLogLikelihood {
      text += ", and cold gates the mean \(limit.shortText) of ln p(y|x)"
    }
    text += ". 'Between' is the part of the variance that is between patterns"
    return text
      + (quantities.contains { $0.column == "mean_field_gap" }
        ? "; the gap is the mean of ln p(y|x) minus the best bound of independent gates that was found."
        : ".")
  }
}

extension TextLayout {
  /// A number as a short decimal where that is exact, or as it is.
  static func shortened(_ number: Rational) -> String {
    let decimals = ReportedNumber.exact(number).decimals
    guard let value = decimals.value, let bounds = decimals.bounds, bounds.lower == bounds.upper
    else { return number.description }
    return value
  }
}
