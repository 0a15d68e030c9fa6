import ExactAlgebra
import Interchange
import NetworkVarieties
import Presentation

extension CheckCommand {
  /// Decides whether the polynomials of a file lie in the ideal of the variety of a problem.
  func runMembership(of file: String) throws {
    guard tolerance == nil, maxDegree == nil, outputs.isEmpty else {
      throw Failure.usage(
        "--polynomial: beside --tolerance, --max-degree or --outputs, expected none of them")
    }
    let variety = try problem.variety(reporting: output.diagnostics)
    let read: PolynomialFile
    do {
      read = try PolynomialFile(file: file, in: variety.ring)
    } catch {
      throw Failure.data("\(error)")
    }
    let entries: [MembershipReport.Entry]
    do {
      entries = try read.entries.map { entry in
        .init(
          entry.polynomial, line: entry.line,
          membership: try variety.membership(of: entry.polynomial, seed: output.seed))
      }
    } catch let error as PatternVarietyError {
      throw Failure.limit("--polynomial: \(error)")
    }
    let report = MembershipReport(of: variety, entries: entries, seed: output.seed)
    try output.write(report)
    guard report.strangerCount == 0 else {
      throw Failure.negative(
        "\(report.strangerCount) of \(counted(entries.count, "polynomial")) "
          + "\(report.strangerCount == 1 ? "is" : "are") not in the ideal")
    }
    guard report.undecidedCount == 0 else {
      throw Failure.limit("--polynomial: not decided with proof for \(report.undecidedCount)")
    }
  }
}
