import ExactAlgebra
public import NetworkVarieties
import Varieties

/// Whether given polynomials lie in the ideal of a variety, ready to be written.
public struct MembershipReport: Presentable {
  /// What was found of each polynomial.
  public let test: MembershipTest
  /// For each polynomial the line of the file on which it begins, from 1; `nil` where lines mean nothing.
  public let lineNumbers: [Int?]

  /// What was found of the polynomials on some lines.
  ///
  /// - Precondition: there are as many lines as polynomials.
  public init(_ test: MembershipTest, lineNumbers: [Int?]) {
    precondition(lineNumbers.count == test.entries.count, "other lines than polynomials")
    self.test = test
    self.lineNumbers = lineNumbers
  }

  /// For people and for programs.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines.joined(separator: "\n") + "\n" }, json: { object(version: form.version) },
      to: body)
  }

  private var lines: [String] {
    var lines = [Wording.title(test.variety)]
    if let merging = Wording.merging(test.variety) { lines += TextLayout.wrapped(merging) }
    for (number, (entry, line)) in zip(test.entries, lineNumbers).enumerated() {
      lines += ["", line.map { "Line \($0):" } ?? "Polynomial \(number + 1):"]
      lines += TextLayout.wrapped(entry.polynomial.description, indent: "  ")
      lines += TextLayout.wrapped(Wording.statement(entry.membership))
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
      lines += TextLayout.wrapped("W\(index + 1) = [\(rows)]", indent: "  ")
      if let biases = layer.biases {
        lines += TextLayout.wrapped("b\(index + 1) = \(Wording.vector(biases))", indent: "  ")
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

// MARK: JSON

extension MembershipReport {
  private func object(version: String) -> JSONObject {
    test.variety.object(version: version)
      + [
        "satisfied": test.isSatisfied, "seed": test.seed,
        "polynomials": zip(test.entries, lineNumbers).map { $0.object + ["line": $1] },
      ]
  }
}

extension MembershipTest.Entry {
  /// The keys of a polynomial, without its line.
  fileprivate var object: JSONObject {
    var object: JSONObject = [
      "polynomial": polynomial.description, "statement": Wording.statement(membership),
    ]
    switch membership {
    case .member(.proved): object["status"] = "member"
    case .member(.probable(let bound)):
      object["status"] = "probableMember"
      object["errorBound"] = bound
    case .notMember(let witness):
      object["status"] = "notMember"
      object["value"] = witness.value.description
      object["network"] = witness.network.object
    }
    return object
  }
}
