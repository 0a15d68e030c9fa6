/// Writes a report on regions piece by piece: the list, if it is wanted, as it is made.
public struct RegionWriter {
  /// Text, JSON, lines of JSON, tables, graphs and properties.
  public static var formats: [OutputFormat] { [.text, .json, .jsonl, .csv, .graphml, .vnnlib] }

  private let format: OutputFormat
  private let isListing: Bool
  private let version: String
  private let body: (String) throws -> Void
  private var isFirst = true
  private var object = JSONObjectWriter()
  /// The conditions of regions, of which a property is made at the end.
  private var conditions: [String] = []

  /// A writer that hands pieces to `body`.
  ///
  /// - Precondition: the format is one of `formats`.
  public init(
    as format: OutputFormat, isListing: Bool, version: String,
    to body: @escaping (String) throws -> Void
  ) {
    precondition(Self.formats.contains(format), "a format that regions are not written in")
    self.format = format
    self.isListing = isListing
    self.version = version
    self.body = body
  }

  /// Writes what comes before the list.
  public mutating func begin(_ report: RegionReport) throws {
    switch format {
    case .text:
      let text = RegionText(report, version: version)
      try body(text.heading + text.places)
    case .json where isListing:
      try object.beginList("regions", elements: .line, to: body)
    case .csv: try body(CSVLine.text(RegionColumns(of: report).titles))
    case .graphml: try body(RegionGraphML(of: report).head(of: report, version: version))
    default: break
    }
  }

  /// The form of an entry in the list, for `add`.
  public func line(for report: RegionReport) -> @Sendable (RegionEntry) -> String {
    guard isListing else { return { _ in "" } }
    let (notation, value) = (report.notation, report.valueName)
    switch format {
    case .text: return { "  " + $0.text(notation, value: value) }
    case .csv:
      let columns = RegionColumns(of: report)
      return { String(CSVLine.text(columns.row(of: $0)).dropLast()) }
    case .graphml:
      let graph = RegionGraphML(of: report)
      return { graph.text(of: $0) }
    case .vnnlib:
      let property = RegionProperty(of: report)
      return { property.text(of: $0) }
    default: return { $0.object(notation).line }
    }
  }

  /// Writes an entry in that form.
  public mutating func add(_ line: String) throws {
    guard isListing else { return }
    switch format {
    case .json: try object.addElement(text: line, to: body)
    case .vnnlib: conditions.append(line)
    default: try body(line + "\n")
    }
    isFirst = false
  }

  /// Writes what comes after the list.
  public mutating func end(_ report: RegionReport) throws {
    switch format {
    case .text:
      try body((isFirst ? "" : "\n") + RegionText(report, version: version).summary)
    case .json:
      if isListing { try object.endList(to: body) }
      try object.add(report.object(version: version), to: body)
      try object.end(to: body)
    case .csv: break
    case .graphml: try body(RegionGraphML(of: report).end(of: report))
    case .vnnlib:
      try body(RegionProperty(of: report).file(of: report, conditions, version: version))
    default:
      try body(report.object(version: version).line + "\n")
    }
  }
}
