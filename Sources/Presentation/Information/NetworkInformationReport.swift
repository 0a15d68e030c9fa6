import Interchange
public import RegionInformation

/// What the patterns of some networks, such as the checkpoints of one while it learns, tell of labelled points, ready
/// to be written.
public struct NetworkInformationReport: Sendable {
  /// A network with what was found.
  public typealias Entry = InformedNetwork<NetworkInformation>

  /// The networks, in their order; at least one.
  public let entries: [Entry]
  /// The domain, as it was given.
  public let domain: GivenDomain
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on at least one network.
  ///
  /// - Precondition: all were looked at with the same points, labels and options.
  public init(_ entries: [Entry], in domain: GivenDomain, seconds: Double? = nil) {
    precondition(!entries.isEmpty, "a report on no network")
    self.entries = entries
    self.domain = domain
    self.seconds = seconds
  }

  /// Whether all regions were counted that were to be counted.
  public var isComplete: Bool {
    entries.allSatisfy { [nil, .complete].contains($0.information.regionEnd) }
  }

  /// The first one, for what is the same in all.
  var first: NetworkInformation { entries[0].information }
}

extension NetworkInformationReport: Presentable {
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
}
