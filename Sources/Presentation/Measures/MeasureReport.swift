import ExactAlgebra
public import RandomNetworks

/// The probability of a polyhedron under a law, ready to be written.
public struct MeasureReport: Sendable {
  /// The law.
  public let law: GivenLaw
  /// The polyhedron.
  public let polyhedron: GivenPolyhedron
  /// What was found.
  public let measure: PolyhedronMeasure
  /// Whether moments were asked for.
  public let hasMoments: Bool
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A measure with what was asked.
  public init(
    of polyhedron: GivenPolyhedron, under law: GivenLaw, measure: PolyhedronMeasure,
    hasMoments: Bool, seconds: Double? = nil
  ) {
    self.law = law
    self.polyhedron = polyhedron
    self.measure = measure
    self.hasMoments = hasMoments
    self.seconds = seconds
  }
}

extension MeasureReport: Presentable {
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
