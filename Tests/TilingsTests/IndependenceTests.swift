import Foundation
import Testing

/// The rule of the module, read from its sources: it shares nothing with the searches for regions.
@Suite struct IndependenceTests {
  private static let folder = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.appending(path: "Sources/Tilings")

  private static let allowedImports: Set = ["ExactAlgebra", "LongWork", "Networks", "Polyhedra"]

  /// The cells of `Polyhedra`, and what finds their vertices, volumes and facets.
  private static let forbidden = [
    "GeneratedCell", "WitnessedCell", "BoxedCell", "PolyhedralCell", "CellFacet", "CellRay",
    "RayTable", "LinearForms", "FaceVolumes", "FaceMoments", "PolytopeFaces", "ExactMoments",
    "BoxProgram", "irredundantRows", "RegionTree", "FacetWalk", "ActivationRegions",
  ]

  @Test func sharesNothing() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path).sorted()
      .filter { $0.hasSuffix(".swift") }
    #expect(names.count >= 15)
    for name in names {
      let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") {
        if line.hasPrefix("import ") || line.hasPrefix("public import ") {
          let module = String(line.split(separator: " ").last ?? "")
          #expect(Self.allowedImports.contains(module), "\(name) imports \(module)")
        }
        for word in Self.forbidden where line.contains(word) {
          Issue.record("\(name): \(word)")
        }
      }
    }
  }
}
