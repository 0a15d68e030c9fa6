import ArgumentParser
import Laboratory
import Networks

struct SweepShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The finding on one instance, with all evidence.",
    discussion: """
      An instance is named by its number, or as in '3,4,3: 1100, 1010' ('3,4,3 with biases: ...').
      """)

  @Argument(help: "The instance.")
  var instance: String

  @OptionGroup var source: SweepStoreOptions

  func run() throws {
    let store = try source.open()
    let record = try SweepStores.open {
      try number(in: store).flatMap { try store.record(number: $0) }
    }
    guard let record else {
      throw Failure.data(
        "--store \(source.store): no finding on '\(instance.excerpt)'; the sweep is "
          + "\(store.title), and an instance is the first of its orbit")
    }
    print(SweepFindingText(of: record, claim: store.definition.claim), terminator: "")
  }

  private func number(in store: SweepStore) throws -> Int? {
    if let number = Int(instance) { return number }
    let parts = instance.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { throw unreadable }
    let head = parts[0].replacing(" with biases", with: "")
    let widths = head.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    let patterns = parts[1].split { $0 == "," || $0 == " " }
    guard
      let architecture = try? Architecture(
        widths: widths.map({ $0 ?? 0 }), hasBiases: head != parts[0]),
      let blocks = try? patterns.map({ try ActivationPattern(parsing: String($0)) })
    else { throw unreadable }
    return try store.number(of: architecture, on: blocks)
  }

  private var unreadable: Failure {
    .usage(
      "'\(instance.excerpt)': expected a number, or widths and patterns such as "
        + "'3,4,3: 1100, 1010'")
  }
}

/// A finding in some lines.
struct SweepFindingText: CustomStringConvertible {
  let description: String

  init(of record: SweepRecord, claim: BuiltInClaim) {
    let finding = record.finding
    var lines = [
      "\(claim.rawValue) on \(record.instance.instance)",
      "Instance \(record.instance.number), standing for \(record.instance.instance.orbitSize)",
      "Verdict: \(finding.verdict.kind.rawValue)"
        + (finding.scope.isEmpty ? "" : ", \(finding.scope)"),
      "  \(finding.explanation)",
    ]
    lines += finding.evidence.summary.split(separator: "; ").map { "  \($0)" }
    lines.append(
      "Seed \(finding.evidence.seed)"
        + (finding.evidence.primes.isEmpty
          ? ""
          : ", primes \(finding.evidence.primes.map(String.init).joined(separator: ", "))")
        + ", reluvar \(record.version)")
    description = lines.joined(separator: "\n") + "\n"
  }
}
