import Enclosures
public import ExactAlgebra
public import InvariantFamilies

/// A member of the invariant curve, the parameter of an image, or difference quotients, ready to be written.
public struct CurveReport: Sendable {
  /// Where an image is met.
  public struct Image: Sendable {
    /// The parameter.
    public let parameter: CurveParameter
    /// The network of the image; `nil` where its weights are not exact.
    public let network: RectifiedNetwork?
    /// What the curve is at the parameter.
    public let check: CurveCheck

    /// An image.
    public init(
      _ parameter: CurveParameter, network: RectifiedNetwork?, check: CurveCheck
    ) {
      (self.parameter, self.network, self.check) = (parameter, network, check)
    }
  }

  /// The law that the curve starts from.
  public let start: GivenLaw
  /// The parameter that was given, with the member there.
  public let member: (parameter: Rational, member: CurveMember)?
  /// The image of the member under layers; of the start law itself where no member is given.
  public let image: Image?
  /// Difference quotients.
  public let quotients: CurveQuotients?
  /// The decimal digits that were asked for.
  public let digits: Int
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report.
  public init(
    startingFrom start: GivenLaw, member: (parameter: Rational, member: CurveMember)?,
    image: Image?, quotients: CurveQuotients?, digits: Int, seed: UInt64, seconds: Double? = nil
  ) {
    (self.start, self.member, self.image) = (start, member, image)
    (self.quotients, self.digits, self.seed) = (quotients, digits, seed)
    self.seconds = seconds
  }
}

extension CurveReport: Presentable {
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

  /// A number with as many digits as were asked for.
  func decimals(_ number: Rational) -> String {
    number.decimal(digits: digits, rounding: .nearest)
  }

  // MARK: tables

  /// The quotients; without them a row for the parameter.
  private var table: [[String]] {
    guard let quotients else {
      let parameter = image?.parameter.number ?? member.map { .exact($0.parameter) }
      let excursion = image?.parameter.excursion ?? member?.member.excursion
      return [
        ["parameter", "fraction", "stage", "depth"],
        [
          Self.value(of: parameter, digits), parameter?.decimals.fraction ?? "",
          excursion.map { "\($0.stage)" } ?? "", excursion.map { "\($0.depth)" } ?? "",
        ],
      ]
    }
    let header = [
      "level", "step", "weight_step", "weight_quotient", "active", "distance_lower",
      "distance_upper", "quotient_lower",
    ]
    return [header]
      + quotients.rows.map { row in
        ["\(row.level)"]
          + [row.step, row.weightStep, row.weightQuotient].map(Self.rounded)
          + [row.active, row.distance].map { Self.value(of: $0, Self.tableDigits) }
          + [Self.rounded(row.weightStep), Self.value(of: row.quotient, Self.tableDigits)]
      }
  }

  static let tableDigits = 12

  static func rounded(_ number: Rational) -> String {
    number.decimal(digits: tableDigits, rounding: .nearest)
  }

  static func value(of number: ReportedNumber?, _ digits: Int) -> String {
    guard let number else { return "" }
    if case .exact(let exact) = number { return exact.decimal(digits: digits, rounding: .nearest) }
    return number.decimals.value ?? ""
  }
}
