public import ExactAlgebra
public import NetworkVarieties
import Varieties

/// Whether given polynomials lie in the ideal of a variety.
public struct MembershipReport: Presentable {
  /// A polynomial, where it was read, and what was found.
  public struct Entry: Sendable {
    /// The polynomial.
    public let polynomial: Polynomial
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// What was found.
    public let membership: Membership

    /// Records what was found of a polynomial.
    public init(_ polynomial: Polynomial, line: Int, membership: Membership) {
      self.polynomial = polynomial
      self.line = line
      self.membership = membership
    }
  }

  /// The variety.
  public let variety: ReLUVariety
  /// What was found of each polynomial.
  public let entries: [Entry]
  /// The seed of the networks that were tried.
  public let seed: UInt64

  /// What was found of some polynomials.
  public init(of variety: ReLUVariety, entries: [Entry], seed: UInt64) {
    self.variety = variety
    self.entries = entries
    self.seed = seed
  }

  /// The number of polynomials that do not vanish on the variety.
  public var strangerCount: Int {
    entries.count { if case .notMember = $0.membership { true } else { false } }
  }

  /// The number of polynomials of which it is not proved either way.
  public var undecidedCount: Int {
    entries.count { entry in
      if case .member(let status) = entry.membership { !status.isProved } else { false }
    }
  }

  /// For people and for programs.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func write(
    as format: OutputFormat, isFragment: Bool, version: String, to body: (String) throws -> Void
  ) rethrows {
    try format.write(
      text: { lines.joined(separator: "\n") + "\n" }, fields: { MembershipFields(self, version) },
      to: body)
  }

  private var lines: [String] {
    var lines = [Wording.title(variety)]
    if let merging = Wording.merging(variety) { lines += TextReport.wrapped(merging) }
    for entry in entries {
      lines += ["", "Line \(entry.line):"]
      lines += TextReport.wrapped(entry.polynomial.description, indent: "  ")
      lines += TextReport.wrapped(Wording.statement(entry.membership))
      lines += Self.weights(entry.membership)
    }
    return lines
  }

  /// The weights of a network that shows it.
  private static func weights(_ membership: Membership) -> [String] {
    guard case .notMember(let witness) = membership else { return [] }
    var lines: [String] = []
    for (index, layer) in witness.network.layers.enumerated() {
      let rows = layer.weights.map { Wording.vector($0) }.joined(separator: ", ")
      lines += TextReport.wrapped("W\(index + 1) = [\(rows)]", indent: "  ")
      if let biases = layer.biases {
        lines += TextReport.wrapped("b\(index + 1) = \(Wording.vector(biases))", indent: "  ")
      }
    }
    return lines
  }
}

extension Wording {
  /// What was found of a polynomial, in a sentence.
  static func statement(_ membership: Membership) -> String {
    switch membership {
    case .member(.proved):
      "In the ideal: its pull-back by the parametrization expands to zero."
    case .member(.probable(let bound)):
      "Probably in the ideal: its pull-back is too large to be expanded, and vanishes at random "
        + "points modulo primes, which it does with probability at most \(bound) otherwise."
    case .notMember(let witness):
      "Not in the ideal: its value is \(witness.value) at the point of the variety that the "
        + "network with these weights gives."
    }
  }
}

/// The keys of memberships.
private struct MembershipFields: Encodable {
  struct Entry: Encodable {
    let polynomial: String
    let line: Int
    let status: String
    let statement: String
    var errorBound: Double?
    var value: String?
    var network: NetworkFields?

    init(_ entry: MembershipReport.Entry) {
      polynomial = entry.polynomial.description
      line = entry.line
      statement = Wording.statement(entry.membership)
      switch entry.membership {
      case .member(.proved): status = "member"
      case .member(.probable(let bound)):
        status = "probableMember"
        errorBound = bound
      case .notMember(let witness):
        status = "notMember"
        value = witness.value.description
        network = NetworkFields(witness.network)
      }
    }
  }

  private enum Keys: CodingKey { case satisfied, polynomials, seed }

  let variety: VarietyFields
  let report: MembershipReport

  init(_ report: MembershipReport, _ version: String) {
    variety = VarietyFields(report.variety, version)
    self.report = report
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(
      report.strangerCount == 0 && report.undecidedCount == 0, forKey: .satisfied)
    try container.encode(report.entries.map(Entry.init), forKey: .polynomials)
    try container.encode(report.seed, forKey: .seed)
  }
}
