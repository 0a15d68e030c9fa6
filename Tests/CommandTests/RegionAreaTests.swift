import ExactAlgebra
import Foundation
import Testing

/// `regions --areas`.
@Suite struct RegionAreaTests {
  private static let network = ExampleTests.examples
    .appending(path: "parameters-and-inputs/network.json").path

  private func keys(_ options: String...) async throws -> [String: Any] {
    let run = try await Command().run(
      ["regions", Self.network, "--areas", "--format", "json", "--quiet"] + options)
    #expect(run.isSuccess, "\(run.diagnostics)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func number(_ value: Any?) throws -> Rational {
    if let integer = value as? Int { return Rational(integer) }
    return try Rational(parsing: #require(value as? String))
  }

  @Test func areasAddUpToTheBox() async throws {
    let keys = try await keys("--box=-2:1/2,-1:3")
    let regions = try #require(keys["regions"] as? [[String: Any]])
    let areas = try regions.map { try number($0["area"]) }
    #expect(areas.count > 5 && areas.allSatisfy { $0 > 0 })
    #expect(areas.reduce(0, +) == 10)
    #expect(try number(keys["area"]) == 10)
  }

  @Test func unboundedRegionsHaveNone() async throws {
    let keys = try await keys()
    let regions = try #require(keys["regions"] as? [[String: Any]])
    #expect(regions.contains { $0["area"] != nil } && regions.contains { $0["area"] == nil })
    #expect(regions.allSatisfy { ($0["area"] != nil) == ($0["bounded"] as? Bool) })
  }

  @Test func theyNeedThePlaneAndVertices() async throws {
    let iris = ExampleTests.examples.appending(path: "iris/iris.onnx").path
    try await Command().run("regions", iris, "--areas")
      .expectRefusal(code: 65, saying: ["--areas", "dimension 4, expected 2"])
    try await Command().run("regions", Self.network, "--areas", "--method", "walk")
      .expectRefusal(code: 64, saying: ["--areas", "vertices"])
  }
}
