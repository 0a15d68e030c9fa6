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

/// `regions --volumes`.
@Suite struct RegionVolumeCommandTests {
  private static let network = ExampleTests.examples
    .appending(path: "parameters-and-inputs/network.json").path

  private func number(_ value: Any?) throws -> Rational {
    if let integer = value as? Int { return Rational(Integer(integer)) }
    return try Rational(parsing: #require(value as? String))
  }

  private func keys(_ arguments: [String]) async throws -> [String: Any] {
    let run = try await Command().run(
      ["regions"] + arguments + ["--volumes", "--format", "json", "--quiet"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func volumesAddUpToTheBox() async throws {
    let iris = ExampleTests.examples.appending(path: "iris/iris.onnx").path
    for (network, box, total) in [
      (Self.network, "-2:1/2,-1:3", 10), (iris, "0:8", 4096),
    ] {
      let keys = try await keys([network, "--box=\(box)"])
      let regions = try #require(keys["regions"] as? [[String: Any]])
      let volumes = try regions.map { try number($0["volume"]) }
      #expect(volumes.count > 2 && volumes.allSatisfy { $0 > 0 })
      #expect(volumes.reduce(0, +) == Rational(Integer(total)))
      #expect(try number(keys["volumeTotal"]) == Rational(Integer(total)))
    }
  }

  @Test func unboundedRegionsAreInfinite() async throws {
    let keys = try await keys([Self.network])
    let regions = try #require(keys["regions"] as? [[String: Any]])
    #expect(regions.contains { $0["bounded"] as? Bool == true })
    for region in regions {
      let isInfinite = region["volume"] as? String == "infinite"
      #expect(isInfinite != (region["bounded"] as? Bool))
    }
    #expect(keys["volumeTotal"] as? String == "infinite")
  }

  @Test func text() async throws {
    let run = try await Command().run(
      "regions", Self.network, "--volumes", "--list", "--box=-2:1/2,-1:3")
    #expect(run.isSuccess && run.output.contains("  volume  "))
    #expect(run.output.contains("10 in all, exactly"))
    #expect(run.output.split(separator: "\n").count { $0.contains("  volume ") } > 5)
  }

  @Test func theyNeedVertices() async throws {
    try await Command().run("regions", Self.network, "--volumes", "--method", "programs")
      .expectRefusal(code: 64, saying: ["--volumes", "vertices"])
  }
}
