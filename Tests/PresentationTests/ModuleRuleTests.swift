import Foundation
import Testing

/// The rule of the module, read from its sources: it writes values, and computes nothing.
@Suite struct ModuleRuleTests {
  private static let folder = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.appending(path: "Sources/Presentation")

  /// Modules of values, and none that starts programs, waits, or knows files or clocks.
  private static let allowedImports: Set = [
    "Algorithms", "Certification", "Enclosures", "ExactAlgebra", "Formulas", "GaussianMeasures",
    "Interchange", "InvariantFamilies", "LatentGates", "NetworkVarieties", "Networks", "Polyhedra",
    "PossibleOutputs", "Properties", "RandomNetworks", "Realizability", "RegionInformation",
    "Regions", "Tilings", "Varieties", "Verification",
  ]

  /// Where mathematics, long work, programs and clocks begin.
  private static let forbidden = [
    // Results of the library: they come as values.
    "Completeness(", "TangentSpace(", "CertifiedDerivation(", "Derivation(of", "ComputedIdeal(",
    "VarietyDimension(", "RankConstraintList(", "MembershipTest(", "RegionDetails(",
    "LinearRegions(", "FacetWalk(", "RegionLocator(", "ActivationRegions(", "ShallowPatterns(",
    "Certifier(", "RationalSubspace(", "PatternVariety(", "OutputVariety(",
    // Functions that compute.
    ".dimension(seed", ".dimensionInTime(", ".ideal(upTo", ".idealComputation", "jacobianRank(",
    ".membership(", ".check(", ".realization(", ".certify(", ".survey(", ".graph(",
    ".polygon", ".isFeasible", ".bounded(", ".restoring(", ".parametrization.",
    // Sums, and results that are swallowed.
    ".reduce(", "try? ",
    // Clocks, waiting, programs.
    "ContinuousClock", "SuspendingClock", "Date(", "Interruption", "ProcessInfo", "Process(",
    "Task.", "Task {", "await ", "Mutex", "ProgramRun",
  ]

  private static func sources() throws -> [(name: String, lines: [Substring])] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".swift") }.map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return (name, text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func imports() throws {
    let sources = try Self.sources()
    #expect(sources.count >= 50)
    for (name, lines) in sources {
      let modules = lines.filter { $0.hasPrefix("import ") || $0.hasPrefix("public import ") }
        .map { String($0.split(separator: " ").last ?? "") }
      // Tables of sweeps hand on what a store has coded.
      let isOfSweeps = name.hasPrefix("Sweeps/")
      for module in modules {
        let isAllowed =
          Self.allowedImports.contains(module)
          || isOfSweeps && ["Foundation", "Laboratory"].contains(module)
        #expect(isAllowed, "\(name) imports \(module)")
      }
    }
  }

  @Test func computesNothing() throws {
    let sources = try Self.sources()
    #expect(sources.count >= 50)
    for (name, lines) in sources {
      for (number, line) in lines.enumerated() {
        let code = line.trimmingCharacters(in: .whitespaces)
        guard !code.hasPrefix("//") else { continue }
        for word in Self.forbidden {
          #expect(!code.contains(word), "\(name):\(number + 1): \(word)")
        }
      }
    }
  }

  /// A result in text is for the moment of writing: reports hold values, not sentences.
  @Test func reportsHoldValues() throws {
    let reports = try Self.sources().filter { $0.name.hasSuffix("Report.swift") }
    #expect(reports.count >= 8)
    for (name, lines) in reports {
      for line in lines where line.contains("let ") || line.contains("var ") {
        let isStored = line.hasPrefix("  public ") && !line.hasSuffix("{")
        #expect(!isStored || !line.contains(": String"), "\(name): \(line)")
      }
    }
  }
}
