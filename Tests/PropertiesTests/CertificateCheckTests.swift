import ExactAlgebra
import Foundation
import Networks
import Oracles
import Properties
import Testing

/// Certificates by hand, and what is wrong with others; both checkers.
@Suite struct CertificateCheckTests {
  private static let specimens = CertificateSpecimen.all

  @Test(arguments: specimens)
  func goodOnes(_ specimen: CertificateSpecimen) async throws {
    let check = try specimen.check()
    #expect(
      check.nodeCount
        == specimen.lines.count { !$0.contains("tree") && !$0.contains("empty") })
    #expect(check.treeCount == specimen.lines.count { $0.contains("tree") })
    #expect(check.conjunctionCount >= 1 && check.refutationCount >= check.treeCount)
    guard await PythonEnvironment.isAvailable else { return }
    let python = try await specimen.python([specimen.certificate])
    #expect(python.accepted == [true], "\(python.output)")
  }

  @Test func countsOfNodesThatNeedExactIntegers() throws {
    // The pre-activation that is zero at the split looks as if it had both signs in fixed point.
    #expect(try CertificateSpecimen.inputSplit.check().exactNodeCount <= 2)
    #expect(try CertificateSpecimen.neuronSplit.check().exactNodeCount == 0)
    #expect(try CertificateSpecimen.unbounded.check().exactNodeCount == 0)
  }

  /// What may stand in place of a good certificate's lines, in which line the fault is then, and what it is.
  private struct Fault: Sendable {
    let specimen: CertificateSpecimen
    let lines: [String]
    let line: Int?
    let reason: CertificateRefusal.Reason

    init(
      _ specimen: CertificateSpecimen, _ lines: [String], line: Int?,
      _ reason: CertificateRefusal.Reason
    ) {
      (self.specimen, self.lines, self.line, self.reason) = (specimen, lines, line, reason)
    }
  }

  private static let faults: [Fault] = {
    let header = CertificateSpecimen.header
    let signs = CertificateSpecimen.neuronSplit
    let (split, first, last) = (signs.lines[1], signs.lines[2], signs.lines[3])
    let tree = signs.lines[0]
    func with(_ lines: String...) -> [String] { [header] + lines }
    let equations = CertificateSpecimen.equations
    let empty = CertificateSpecimen.empty
    return [
      // Multipliers.
      Fault(
        signs, with(tree, split, #"{"r": [[0, [[4, -1]]]]}"#, last), line: 4, .negativeMultiplier),
      Fault(signs, with(tree, split, #"{"r": [[0, [[4, 0]]]]}"#, last), line: 4, .notRefuted(0)),
      Fault(signs, with(tree, split, #"{"r": [[0, []]]}"#, last), line: 4, .notRefuted(0)),
      Fault(
        signs, with(tree, split, first, #"{"r": [[0, [[4, 7]], [[0, -7]]]]}"#), line: 5,
        .negativeMultiplier),
      Fault(
        signs, with(tree, split, first, #"{"r": [[0, [[4, 7]], [[0, 8]]]]}"#), line: 5,
        .notRefuted(0)),
      Fault(signs, with(tree, split, first, first), line: 5, .notRefuted(0)),
      Fault(
        signs, with(tree, split, first, #"{"r": [[0, [[4, 7]], [[1, 7]]]]}"#), line: 5, .noSign(1)),
      Fault(signs, with(tree, split, last, last), line: 4, .notRefuted(0)),
      Fault(
        equations, with(equations.lines[0], #"{"r": [[1, [[0, -1]]]]}"#), line: 3,
        .negativeMultiplier),
      Fault(
        equations, with(equations.lines[0], #"{"r": [[0, [[2, 2]]], [1, [[2, 1]]]]}"#), line: 3,
        .notRefuted(1)),
      // Conjunctions and conditions.
      Fault(signs, with(#"{"tree": [1]}"#), line: 2, .noConjunction(1)),
      Fault(signs, with(#"{"tree": [-1]}"#), line: 2, .noConjunction(-1)),
      Fault(signs, with(#"{"tree": [0, 0]}"#), line: 2, .repeatedConjunction(0)),
      Fault(
        signs, with(tree, split, #"{"r": [[1, [[4, 1]]]]}"#, last), line: 4, .notOpen(1)),
      Fault(
        signs, with(tree, split, #"{"r": [[0, [[5, 1]]]]}"#, last), line: 4,
        .noCondition(5, conjunction: 0)),
      Fault(
        signs, with(tree, split, #"{"r": [[0, [[4, 1]]], [0, [[4, 1]]]]}"#, last), line: 4,
        .notOpen(0)),
      Fault(signs, with(tree, split, "{}", last), line: 4, .leftOpen(0)),
      Fault(equations, with(equations.lines[0], equations.lines[1]), line: nil, .missing(2)),
      Fault(equations, with(#"{"tree": [0, 2]}"#), line: 2, .differentBoxes(0, 2)),
      Fault(signs, with(), line: nil, .missing(0)),
      Fault(empty, with(empty.lines[0], empty.lines[2]), line: nil, .missing(1)),
      Fault(empty, with(#"{"empty": 3, "r": []}"#), line: 2, .noConjunction(3)),
      Fault(empty, with(#"{"empty": 0, "r": [[0, 2], [1, 1]]}"#), line: 2, .notRefuted(0)),
      Fault(empty, with(#"{"empty": 0, "r": [[0, -2], [1, -2]]}"#), line: 2, .negativeMultiplier),
      Fault(empty, with(#"{"empty": 1, "r": [[0, 0], [1, 0]]}"#), line: 2, .notRefuted(1)),
      Fault(signs, with(#"{"empty": 0, "r": [[4, 1]]}"#), line: 2, .conditionOnOutputs(4)),
      // Trees.
      Fault(signs, with(tree, split, first), line: 5, .endsEarly),
      Fault(signs, with(tree), line: 3, .endsEarly),
      Fault(signs, with(tree, split, first, last, last), line: 6, .syntax("tree or empty")),
      Fault(signs, with(tree, tree), line: 3, .syntax("a node")),
      Fault(signs, with(tree, #"{"x": [2, 0]}"#), line: 3, .noInput(2)),
      Fault(signs, with(tree, #"{"z": 4}"#), line: 3, .noNeuron(4)),
      Fault(signs, with(tree, #"{"z": -1}"#), line: 3, .noNeuron(-1)),
      Fault(signs, with(tree, split, split), line: 4, .repeatedNeuron(0)),
      Fault(signs, with(tree, #"{"x": [0, "1/4"]}"#, first, first), line: 5, .notRefuted(0)),
      // Text.
      Fault(signs, [], line: 1, .endsEarly),
      Fault(signs, ["{}"], line: 1, .header),
      Fault(signs, [#"{"certificate": "reluvar", "version": 2}"#], line: 1, .header),
      Fault(signs, with(tree, #"{"x": [0, "nan"]}"#), line: 3, .syntax("a number")),
      Fault(signs, with(tree, #"{"x": [0, NaN]}"#), line: 3, .syntax("an integer")),
      Fault(signs, with(tree, #"{"x": [0, "1/0"]}"#), line: 3, .syntax("a number")),
      Fault(signs, with(tree, #"{"x": [0, "1e99999"]}"#), line: 3, .syntax("a number")),
      Fault(
        signs, with(tree, split, #"{"r": [[0, [[4, 1.0]]]]}"#), line: 4,
        .syntax("a number and a multiplier")),
      Fault(
        signs, with(tree, split, #"{"r": [[0, [[4, 1e3]]]]}"#), line: 4,
        .syntax("a number and a multiplier")),
      Fault(
        signs, with(tree, #"{"x": [0, "0"], "z": 0}"#), line: 3,
        .syntax("tree, empty, r, k, x or z, each once")),
      Fault(
        signs, with(tree, #"{"z": 0, "z": 1}"#), line: 3,
        .syntax("tree, empty, r, k, x or z, each once")),
      Fault(signs, with(tree, #"{"z": 0"#), line: 3, .syntax("the end of an object")),
      Fault(signs, with(tree, #"{"z": 0} 1"#), line: 3, .syntax("the end of the line")),
      Fault(signs, with(tree, ""), line: 3, .syntax("an object")),
      Fault(
        signs, with(tree, split, "{\"r\": [[0, [[4, \(String(repeating: "9", count: 10_001))]]]]}"),
        line: 4, .syntax("an integer")),
    ]
  }()

  @Test func badOnes() throws {
    #expect(Self.faults.count >= 50)
    for fault in Self.faults {
      let refusal = try fault.specimen.refusal(of: CertificateSpecimen.text(fault.lines))
      #expect(
        refusal == CertificateRefusal(fault.reason, line: fault.line), "\(fault.lines)")
    }
  }

  @Test func badOnesInPython() async throws {
    guard await PythonEnvironment.isAvailable else { return }
    let names = Set(Self.faults.map(\.specimen.name))
    for name in names.sorted() {
      let faults = Self.faults.filter { $0.specimen.name == name }
      let texts = faults.map { CertificateSpecimen.text($0.lines) }
      let python = try await faults[0].specimen.python(texts)
      #expect(python.accepted == faults.map { _ in false }, "\(name): \(python.output)")
    }
  }

  /// Numbers of any size, more than is needed, splits outside of the box, blanks: nothing is wrong with that.
  @Test func harmlessOnes() async throws {
    let signs = CertificateSpecimen.neuronSplit
    let digits = "1" + String(repeating: "0", count: 3000)
    let lines = [
      #" { "tree" : [ 0 ] } "#, #"{"x": [0, "7e-1"]}"#, #"{"x": [0, "12345678901234567890/3"]}"#,
      signs.lines[1], "{\"r\": [[0, [[4, \(digits)]]]]}",
      "{\"r\": [[0, [[4, \(digits)], [1, 0]], [[0, \(digits)]]]]}", #"{"z": 3}"#, "{}", "{}",
      #"{"r": [[0, [[4, 1]], [[0, 1]]]]}"#,
    ]
    // On the last part the sign of neuron 0 is not given, but its multiplier is.
    let text = CertificateSpecimen.text([CertificateSpecimen.header] + lines)
    #expect(try signs.refusal(of: text) == CertificateRefusal(.noSign(0), line: 11))
    let better = text.replacing(#"[[4, 1]], [[0, 1]]"#, with: "[[4, 1]]")
    #expect(try signs.check(better).nodeCount == 9)
    guard await PythonEnvironment.isAvailable else { return }
    #expect(try await signs.python([text, better]).accepted == [false, true])
  }

  /// A network whose weights differ by `2^-20` does not have the property, and the certificate does not say so.
  @Test func anotherNetwork() async throws {
    for specimen in [CertificateSpecimen.inputSplit, .neuronSplit] {
      let other = CertificateSpecimen(
        name: specimen.name,
        network: specimen.network.replacing(
          #""weights": [[1, 1, 1, 1]]"#,
          with: #""biases": ["-1/1048576"], "weights": [[1, 1, 1, 1]]"#),
        inputCount: 2, outputCount: 1, assertions: specimen.assertions, lines: specimen.lines)
      #expect(try other.refusal(of: other.certificate)?.reason == .notRefuted(0))
      guard await PythonEnvironment.isAvailable else { continue }
      #expect(try await other.python([other.certificate]).accepted == [false])
    }
    let shape = CertificateSpecimen(
      name: "", network: CertificateSpecimen.leaky.network, inputCount: 2, outputCount: 1,
      assertions: "(assert (<= Y_0 0))", lines: [])
    #expect(
      try shape.refusal(of: "") == CertificateRefusal(.otherNetwork(inputs: 1, outputs: 1)))
  }

  @Test func interruptions() throws {
    struct Ended: Error {}
    let specimen = CertificateSpecimen.inputSplit
    #expect(throws: Ended.self) {
      _ = try CertificateCheck(
        of: Certificate(bytes: Array(specimen.certificate.utf8)), for: specimen.readProperty(),
        of: specimen.readNetwork(), interruption: { throw Ended() })
    }
  }
}
