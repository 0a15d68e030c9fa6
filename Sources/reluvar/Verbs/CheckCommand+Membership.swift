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
    let test: MembershipTest
    do {
      test = try MembershipTest(
        of: read.entries.map(\.polynomial), on: variety, seed: output.seed)
    } catch let error as PatternVarietyError {
      throw Failure.limit("--polynomial: \(error)")
    }
    try output.write(MembershipReport(test, lineNumbers: read.entries.map(\.line)))
    guard test.strangerCount == 0 else {
      throw Failure.negative(
        "\(test.strangerCount) of \(counted(test.entries.count, "polynomial")) "
          + "\(test.strangerCount == 1 ? "is" : "are") not in the ideal")
    }
    guard test.undecidedCount == 0 else {
      throw Failure.limit("--polynomial: not decided with proof for \(test.undecidedCount)")
    }
  }
}
