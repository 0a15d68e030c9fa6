public import Networks
public import Tilings

/// Whether a list of activation regions is right and complete, ready to be written.
public struct TilingReport: Sendable {
  /// What the check found.
  public let check: TilingCheck
  /// The list.
  public let list: GivenRegionList
  /// The network.
  public let network: Network
  /// The domain.
  public let domain: GivenDomain
  /// The number of hidden layers, from the first on, whose regions these are.
  public let hiddenLayerCount: Int
  /// The seconds that the check took, where they are wanted.
  public let seconds: Double?

  /// A report on a check.
  ///
  /// - Parameters:
  ///   - check: what was found.
  ///   - list: the list.
  ///   - network: the whole network.
  ///   - domain: the domain.
  ///   - hiddenLayerCount: the number of hidden layers whose regions these are; `nil` for all.
  ///   - seconds: the seconds that the check took, where they are wanted.
  public init(
    _ check: TilingCheck, of list: GivenRegionList, for network: Network, on domain: GivenDomain,
    hiddenLayerCount: Int? = nil, seconds: Double? = nil
  ) {
    (self.check, self.list, self.network, self.domain) = (check, list, network, domain)
    self.hiddenLayerCount = hiddenLayerCount ?? network.layers.count - 1
    self.seconds = seconds
  }
}

extension TilingReport: Presentable {
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
}
