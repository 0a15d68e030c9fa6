import Enclosures
public import ExactAlgebra
public import RandomNetworks

/// The law of a network under a random input, ready to be written.
public struct LawReport: Sendable {
  /// Which patterns are listed.
  public enum Listing: Sendable {
    /// All of them.
    case all
    /// The most probable ones in texts, all in JSON.
    case mostProbable
    /// None.
    case none
  }

  /// The law of the network.
  public let law: NetworkLaw
  /// The law of the input.
  public let input: GivenLaw
  /// The relative error of probabilities that was aimed at, where they are not sampled.
  public let accuracy: Rational
  /// The singular values of Jacobians, where they are wanted.
  public let spectra: JacobianSpectra?
  /// Which patterns are listed.
  public let listing: Listing
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?
  /// The affine maps of the network, most probable first.
  let affineMaps: [NetworkLaw.AffineMap]
  /// Whether the maps of patterns are written: not those of a survey, which are long and many, unless the
  /// list was asked for.
  let hasMaps: Bool
  /// Whether all probabilities have the accuracy.
  public let isAccurate: Bool

  /// A law with what was asked.
  public init(
    of law: NetworkLaw, under input: GivenLaw, accuracy: Rational,
    spectra: JacobianSpectra? = nil, listing: Listing = .mostProbable, seconds: Double? = nil
  ) {
    self.law = law
    self.input = input
    self.accuracy = accuracy
    self.spectra = spectra
    self.listing = listing
    self.seconds = seconds
    hasMaps = law.survey == nil || listing == .all
    affineMaps = hasMaps ? law.affineMaps : []
    isAccurate = law.isAccurate(toRelativeError: accuracy)
  }

  /// How the computation ended: the value of the key `status`.
  var status: String {
    (isAccurate && law.answer.isComplete ? law.end : .limitReached).rawValue
  }

  /// The relative error that was aimed at, in decimals.
  var wantedError: String {
    if law.survey != nil, let wanted = Rational(exactly: law.options.surveyAccuracy) {
      return wanted.decimal(digits: 3, rounding: .nearest)
    }
    let wanted = law.isSampled ? Rational(exactly: law.options.samplingAccuracy) : accuracy
    return (wanted ?? accuracy).decimal(digits: 3, rounding: .nearest)
  }

  /// Whether quantiles are missing.
  public var isMissingQuantiles: Bool {
    law.answer.distributions.contains { $0.quantiles.contains { $0.value == nil } }
  }
}

extension LawReport: Presentable {
  /// Text, JSON, and lines of JSON.
  public static var formats: [OutputFormat] { [.text, .json, .jsonl] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    switch form.format {
    case .jsonl:
      for line in patternObjects { try body(line.line + "\n") }
      var object: JSONObject = ["networkFile": form.network?.object]
      object.add(self.object(version: form.version))
      try body(object.line + "\n")
    case .json:
      var writer = JSONObjectWriter()
      try form.begin(&writer, to: body)
      if listing != .none {
        try writer.beginList("patterns", elements: .line, to: body)
        for pattern in patternObjects { try writer.addElement(pattern, to: body) }
        try writer.endList(to: body)
        if hasMaps {
          try writer.beginList("affineMaps", elements: .line, to: body)
          for map in affineMaps { try writer.addElement(map.object, to: body) }
          try writer.endList(to: body)
        }
      }
      try writer.add(object(version: form.version), to: body)
      try writer.end(to: body)
    default:
      try body(lines(version: form.version).joined(separator: "\n") + "\n")
    }
  }
}
