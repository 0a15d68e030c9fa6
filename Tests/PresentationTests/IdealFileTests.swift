import ExactAlgebra
import Foundation
import Interchange
import Oracles
import Presentation
import Programs
import Testing
import Varieties

/// Ideals for programs that read no scripts: the mrdi format and input for msolve.
@Suite struct IdealFileTests {
  /// The file of an ideal is read as the format and OSCAR demand it, by code that shares nothing with its
  /// writer, and has the generators of the report.
  @Test(
    .enabled("Python with SymPy is not available") { await PythonEnvironment.isAvailable },
    arguments: Sample.all + [.manyGenerators])
  func mrdiIsRead(sample: Sample) async throws {
    let report = try await sample.derivation()
    let folder = try TemporaryFolder()
    try folder.write(report.text(.mrdi), to: "ideal.mrdi")
    try folder.write(report.text(.json), to: "report.json")
    let run = try await PythonEnvironment.run(
      "mrdi_ideal.py", [folder.path("ideal.mrdi"), folder.path("report.json")], in: folder)
    let generators = report.derivation.ideal.generators.count
    let count = generators.isZero ? "1" : generators.description
    let variables = report.variety.ring.variableCount
    #expect(
      run.status == 0
        && run.output == "\(count) of \(count) generators in \(variables) variables\n",
      "\(run.output)")
  }

  /// What is written is read back exactly, in a ring with its variables in another order too.
  @Test(arguments: Sample.all)
  func mrdiComesBack(sample: Sample) async throws {
    for report in [try sample.constraints as any Presentable, try await sample.derivation()] {
      let bytes = Array(report.text(.mrdi).utf8)
      let ring = try sample.variety.ring
      let polynomials = try PolynomialFile(bytes: bytes, name: "ideal", in: ring).entries
      let other = PolynomialRing(ring.variableNames.reversed(), order: .lexicographic)
      let reordered = try PolynomialFile(bytes: bytes, name: "ideal", in: other).entries
      let written = report.text(.msolve).split(separator: "\n").dropFirst(2)
        .map { $0.last == "," ? $0.dropLast() : $0 }
      #expect(!polynomials.isEmpty && polynomials.count == written.count)
      for (index, text) in written.enumerated() {
        #expect(try polynomials[index].polynomial == Polynomial(parsing: String(text), in: ring))
        #expect(try reordered[index].polynomial == Polynomial(parsing: String(text), in: other))
      }
    }
  }

  /// Coefficients of any size, and names with underscores and digits.
  @Test func extremes() throws {
    let ring = PolynomialRing(["m1_10_11", "c2_1", "x"])
    let large = String(repeating: "9", count: 400)
    let text = "-\(large)/7*m1_10_11^3*x + 1/\(large)*c2_1 - 1/2"
    let polynomial = try Polynomial(parsing: text, in: ring)
    let file = """
      {"_ns": {"Oscar": ["https://github.com/oscar-system/Oscar.jl", "1.7.0"]},
       "_type": {"name": "MPolyRingElem", "params": "3f63beec-6153-4ee4-b4e8-1b924abc7412"},
       "data": [[["0","0","0"],"-1//2"], [["1","3","0"],"-\(large)//7"], [["0","0","1"],"1//\(large)"]],
       "_refs": {"3f63beec-6153-4ee4-b4e8-1b924abc7412":
        {"_type": {"name": "MPolyRing", "params": {"_type": "QQField"}},
         "data": {"symbols": ["x", "m1_10_11", "c2_1"]}}}}
      """
    let entries = try PolynomialFile(bytes: Array(file.utf8), name: "f", in: ring).entries
    #expect(entries.map(\.polynomial) == [polynomial] && entries.map(\.line) == [nil])
  }

  /// Files of other versions, of graded rings, of vectors and in one variable.
  @Test(arguments: [
    // Until version 1.3 the field stands beside the variables.
    (
      #""_type":{"name":"MPolyRingElem","params":"A"},"data":[[["1","2"],"3"]]"#,
      #"{"_type":"MPolyRing","data":{"base_ring":{"_type":"QQField"},"symbols":["x","y"]}}"#,
      ["3*x*y^2"]
    ),
    (
      #""_type":{"name":"Vector","params":{"name":"MPolyRingElem","params":"A"}},"data":[[[["1","0"],"1"]],[]]"#,
      #"{"_type":{"name":"MPolyRing","params":{"_type":"ZZRing"}},"data":{"symbols":["y","x"]}}"#,
      ["y", "0"]
    ),
    (
      #""_type":{"name":"PolyRingElem","params":"A"},"data":[["0","10"],["2","-1//3"]]"#,
      #"{"_type":{"name":"PolyRing","params":{"_type":"QQField"}},"data":{"symbols":["x"]}}"#,
      ["10 - 1/3*x^2"]
    ),
    (
      #""_type":{"name":"MPolyIdeal","params":"B"},"data":[[[["1","1"],"2"],[["1","1"],"-2"]]]"#,
      #"{"_type":{"name":"MPolyRing","params":{"_type":"QQField"}},"data":{"symbols":["x","y"]}},"B":"#
        + #"{"_type":{"name":"MPolyDecRing","params":{"grading_group":{"_type":"ZZ"},"ring":"A"}},"data":[["1"]]}"#,
      ["0"]
    ),
  ])
  func otherFiles(head: String, ring: String, expected: [String]) throws {
    let file = #"{"_ns":{"Oscar":["",""]},\#(head),"_refs":{"A":\#(ring)}}"#
    let variables = PolynomialRing(["x", "y", "z"])
    let entries = try PolynomialFile(bytes: Array(file.utf8), name: "f", in: variables).entries
    #expect(
      try entries.map(\.polynomial)
        == expected.map { try Polynomial(parsing: $0, in: variables) })
  }

  @Test(arguments: [
    ("{", "the file ends early"), ("{}", "no _type"), (#"{"_type":"QQField"}"#, "no data"),
    (#"{"_type":"QQField","data":"1"}"#, "_ns: no Oscar"),
    (mrdi(#""a""#), "expected a list"), (mrdi("[[]]"), "a term of less than two entries"),
    (mrdi(#"[[["1"],"1"]]"#), "1 exponents, expected 2"),
    (mrdi(#"[[["1","1"],"1//0"]]"#), "'1//0', expected a coefficient"),
    (mrdi(#"[[["1","1"],"1/2"]]"#), "'1/2', expected a coefficient"),
    (mrdi(#"[[["1","1"],"x"]]"#), "'x', expected a coefficient"),
    (mrdi(#"[[["1","1"],""]]"#), "'', expected a coefficient"),
    (mrdi(#"[[["-1","1"],"1"]]"#), "'-1', expected an exponent"),
    (mrdi(#"[[["10000","1"],"1"]]"#), "the degree exceeds 10000"),
    (mrdi(#"[[["99999999999999999999","1"],"1"]]"#), "expected an exponent"),
    (mrdi(#"[[["0","1"],"1"]]"#, ring: #""symbols":["x","w"]"#), "variable 2 of the file"),
    (mrdi("[]", ring: #""symbols":["x","x"]"#), "two variables"),
    (mrdi("[]", base: "FqField"), "coefficients in 'FqField'"),
    (mrdi("[]", type: "QQFieldElem"), "'QQFieldElem', expected MPolyRingElem"),
    (mrdi("[]", type: "Vector"), "expected MPolyRingElem"),
    (mrdi("[]", reference: "B"), "_refs: no 'B'"), (mrdi("[]") + "1", "expected nothing behind"),
    (mrdi("[]", type: "MPolyIdeal"), "no polynomial"),
  ])
  func mistakes(file: String, message: String) throws {
    let ring = PolynomialRing(["x", "y"])
    let error = #expect(throws: DataError.self) {
      try PolynomialFile(bytes: Array(file.utf8), name: "f.mrdi", in: ring)
    }
    let description = try #require(error).description
    #expect(description.contains(message) && description.hasPrefix("f.mrdi"), "\(description)")
  }

  private static func mrdi(
    _ data: String, type: String = "MPolyRingElem", ring: String = #""symbols":["x","y"]"#,
    base: String = "QQField", reference: String = "A"
  ) -> String {
    #"{"_ns":{"Oscar":["",""]},"_type":{"name":"\#(type)","params":"\#(reference)"},"data":\#(data),"#
      + #""_refs":{"A":{"_type":{"name":"MPolyRing","params":{"_type":"\#(base)"}},"data":{\#(ring)}}}}"#
  }

  /// The identifier of a ring is that of another ring only where variables and order agree.
  @Test func identifiers() {
    let names = [["x"], ["y"], ["x", "y"], ["y", "x"], ["xy"], []]
    let identifiers = names.map { RingIdentifier(of: PolynomialRing($0)).description }
    #expect(Set(identifiers).count == names.count)
    #expect(
      RingIdentifier(of: PolynomialRing(["x", "y"], order: .lexicographic)).description
        == identifiers[2])
    // Computed with the modules hashlib and uuid of Python.
    #expect(identifiers[2] == "23717937-7bce-478f-81c1-12bdf814f223")
  }
}

/// What msolve makes of its input.
@Suite(.enabled("msolve is not available") { await PythonEnvironment.msolve != nil })
struct MsolveTests {
  /// Those whose Groebner bases over the rationals take no time.
  private static let samples =
    Sample.all.filter { $0.widths != Sample.shallow.widths } + [.manyGenerators]

  /// The Groebner basis of msolve generates the same ideal as the script for Singular does.
  @Test(
    .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"),
    arguments: samples)
  func idealIsThatOfSingular(sample: Sample) async throws {
    var count = 0
    let derivation = try await sample.derivation()
    for (report, name) in [(derivation as any Presentable, "J"), (try sample.constraints, "I")] {
      guard let basis = try await basis(of: report.text(.msolve)) else {
        // The zero ideal: msolve takes no system without an equation.
        #expect(report.text(.msolve).hasSuffix("\n0\n0\n"))
        continue
      }
      #expect(!basis.isEmpty)
      count += 1
      let script =
        report.text(.singular)
          + """
          ideal M = \(basis.joined(separator: ",\n  "));
          attrib(M, "isSB", 1);
          ideal left = reduce(\(name), M);
          ideal right = reduce(M, std(\(name)));
          print("equal: " + string(size(left) + size(right)));
          quit;

          """
      let folder = try TemporaryFolder()
      try folder.write(script, to: "script.sing")
      let run = try await ExternalProgram.singular.run(["-q", "script.sing"], in: folder)
      #expect(run.output.hasSuffix("equal: 0\n"), "\(run.output)")
    }
    // A variety in its linear span that is all of it has no equations; others have some.
    #expect((count > 0) == !derivation.derivation.ideal.generators.isEmpty)
  }

  /// The check can fail: an equation more is noticed.
  @Test(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func otherIdealsDiffer() async throws {
    let report = try await Sample.textbook.derivation()
    let wrong = report.text(.msolve).trimmingCharacters(in: .newlines) + ",\nm1_11\n"
    let basis = try #require(try await basis(of: wrong))
    let folder = try TemporaryFolder()
    try folder.write(
      report.text(.singular)
        + "ideal M = \(basis.joined(separator: ","));\nprint(size(reduce(M, std(J))) > 0);\nquit;\n",
      to: "script.sing")
    let run = try await ExternalProgram.singular.run(["-q", "script.sing"], in: folder)
    #expect(run.output.hasSuffix("\n1\n"), "\(run.output)")
  }

  /// The reduced Groebner basis; `nil` where msolve refuses its input.
  private func basis(of input: String) async throws -> [String]? {
    let program = try #require(await PythonEnvironment.msolve)
    let folder = try TemporaryFolder()
    try folder.write(input, to: "in.ms")
    let result = try await Turnstile.programs.pass {
      try await ProgramRun(
        of: program, ["-g", "2", "-f", folder.path("in.ms"), "-o", folder.path("out.ms")],
        in: folder
      ).result()
    }
    guard result.end == .exited(0) else { return nil }
    let text = try folder.text(of: "out.ms")
    #expect(text.contains("#field characteristic: 0\n"))
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined()
    return lines.dropLast().dropFirst().dropLast().split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }
}
