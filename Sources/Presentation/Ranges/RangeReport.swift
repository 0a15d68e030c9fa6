import ExactAlgebra
public import Networks
import Properties
public import Verification

/// The range of the outputs of a network on a domain, ready to be written.
public struct RangeReport: Sendable {
  /// The range.
  public let range: OutputRange
  /// The network.
  public let network: Network
  /// The domain.
  public let domain: GivenDomain
  /// Whether the boundary of the domain was left out.
  public let isOpen: Bool
  /// The number of decimals in text; exact fractions where it is `nil`.
  public let decimals: Int?
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on a range.
  public init(
    _ range: OutputRange, of network: Network, on domain: GivenDomain, isOpen: Bool = false,
    decimals: Int? = nil, seconds: Double? = nil
  ) {
    (self.range, self.network, self.domain) = (range, network, domain)
    (self.isOpen, self.decimals, self.seconds) = (isOpen, decimals, seconds)
  }
}

extension RangeReport: Presentable {
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

  private var inputCount: Int { network.architecture.inputCount }
}

// MARK: text

extension RangeReport {
  private func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "Range of \(Wording.widths(network.architecture)) on \(domain)"
        + (isOpen ? ", without the boundary" : ""))
    for entry in range.entries {
      lines += ["", "  " + entry.objective.text(inputCount: inputCount)]
      lines += Self.wrapped("minimum  ", text(entry.minimum, isMinimum: true))
      lines += Self.wrapped("maximum  ", text(entry.maximum, isMinimum: false))
    }
    lines += [""] + TextLayout.wrapped(statement)
    if let decimals {
      lines += TextLayout.wrapped(
        "Numbers are rounded to the nearest with \(counted(decimals, "decimal"))"
          + (range.isProved ? "." : ", bounds that are not attained outwards."))
    }
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private static func wrapped(_ title: String, _ text: String) -> [String] {
    TextLayout.wrapped(title + text, indent: "    ")
  }

  private func text(_ end: RangeEnd, isMinimum: Bool) -> String {
    let notation = RegionNotation(decimals: decimals)
    let point = notation.text(end.point)
    switch end {
    case .attained(let value, _): return "\(notation.text(value)) at \(point)"
    case .approached(let value, _):
      return "\(notation.text(value)), not attained: only near \(point), outside of the domain"
    case .reached(let value, _, let bound):
      let beyond = bound.map {
        (isMinimum ? ", at least " : ", at most ") + notation.text($0, up: !isMinimum)
      }
      return "\(isMinimum ? "at most" : "at least") \(notation.text(value)), at \(point)"
        + (beyond ?? "")
    case .unbounded(_, let direction):
      return "\(isMinimum ? "-infinity" : "infinity"), from \(point) along "
        + notation.text(direction)
    }
  }

  private var statement: String {
    let regions = counted(range.regionCount, "region")
    let boxes =
      "\(range.boxCount) \(range.boxCount == 1 ? "box" : "boxes") and "
      + counted(range.partCount, "affine part")
      + (range.regionCount > 0 ? ", after \(regions)" : "")
    let (way, work) =
      switch range.method {
      case .regions: ("from", regions)
      case .boxes: ("by branch and bound:", boxes)
      }
    guard !range.isProved else { return "Exact, \(way) \(work)." }
    return range.entries.allSatisfy(\.hasBounds)
      ? "A limit was reached after \(work): the range contains the values that are attained, and it "
        + "lies between the proved bounds."
      : "A limit was reached after \(work): these are bounds from inside, the range may be larger."
  }
}

extension OutputRange.Entry {
  /// Whether it is known what lies outside of the range.
  fileprivate var hasBounds: Bool { minimum.bound != nil && maximum.bound != nil }
}

// MARK: JSON

extension RangeReport {
  private func object(version: String) -> JSONObject {
    [
      "widths": network.architecture.widths, "activation": network.activation.description,
      "domain": domain.description, "dimension": range.dimension, "open": isOpen,
      "outputs": range.entries.map(object), "method": range.method.rawValue,
      "regions": range.regionCount, "boxes": range.boxCount, "parts": range.partCount,
      "status": range.isProved ? "complete" : "limitReached", "seconds": seconds,
      "version": version,
    ]
  }

  private func object(_ entry: OutputRange.Entry) -> JSONObject {
    var object: JSONObject = [
      "objective": entry.objective.text(inputCount: inputCount),
      "status": entry.isProved ? "exact" : "limitReached",
      "minimum": entry.minimum.value?.json ?? .string("-infinity"),
      "minimumAt": entry.minimum.point, "minimumStatus": entry.minimum.code,
      "minimumDirection": entry.minimum.direction, "minimumBound": entry.minimum.bound?.json,
      "maximum": entry.maximum.value?.json ?? .string("infinity"),
      "maximumAt": entry.maximum.point, "maximumStatus": entry.maximum.code,
      "maximumDirection": entry.maximum.direction, "maximumBound": entry.maximum.bound?.json,
    ]
    object["output"] = entry.objective.output(inputCount: inputCount).map { $0 + 1 }
    return object
  }
}

extension RangeEnd {
  /// What is known of the end in a word, which never changes.
  fileprivate var code: String {
    switch self {
    case .attained: "attained"
    case .approached: "notAttained"
    case .unbounded: "unbounded"
    case .reached: "limitReached"
    }
  }
}

extension LinearExpression {
  /// The output that the expression is, from 0; `nil` for all others.
  fileprivate func output(inputCount: Int) -> Int? {
    guard constant.isZero, terms.count == 1, let term = terms.first, term.coefficient == 1,
      term.variable >= inputCount
    else { return nil }
    return term.variable - inputCount
  }
}
