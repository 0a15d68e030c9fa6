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

  /// Polytopes by inequalities whose volumes programs have given wrongly; the network is constant.
  @Test(arguments: [
    (3, "2,0,1,1\n2,2,3,1\n-2,2,-1,1\n-2,-2,1,3\n0,-1,0,1\n0,0,-1,1\n", Rational(8, 3)),
    (3, "1,0,0,1/4\n-1,0,0,1/4\n0,1,0,1/4\n0,-1,0,1/4\n0,0,1,1/4\n0,0,-1,1/4\n", Rational(1, 8)),
    (
      6,
      """
      -1,-1,-1,1,1,1,1
      -1,-1,0,1,0,0,1
      -1,0,-1,0,1,0,1
      0,-1,-1,0,0,1,1
      0,0,0,0,0,1,0
      0,0,0,0,1,0,0
      0,0,0,1,0,0,0
      0,0,1,0,-1,0,0
      0,0,1,0,0,-1,0
      0,0,1,1,-1,-1,0
      0,1,0,-1,0,0,0
      0,1,0,-1,1,-1,0
      0,1,0,0,0,-1,0
      1,0,0,-1,-1,1,0
      1,0,0,-1,0,0,0
      1,0,0,0,-1,0,0

      """, Rational(1, 180)
    ),
  ])
  func volumesThatWerePublishedWrongly(
    dimension: Int, inequalities: String, volume: Rational
  ) async throws {
    let command = try Command()
    let weights = Array(repeating: "1", count: dimension).joined(separator: ", ")
    // One neuron that is active on all of the polytope.
    let network = """
      {"widths": [\(dimension), 1, 1], "layers": [{"weights": [[\(weights)]], "biases": [100]},
        {"weights": [[1]], "biases": [0]}]}
      """
    _ = try command.folder.write(network, to: "net.json")
    _ = try command.folder.write(inequalities, to: "polytope.csv")
    let run = try await command.run(
      "regions", "net.json", "--polytope", "polytope.csv", "--volumes", "--format", "json")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(value as? [String: Any])
    #expect(keys["count"] as? Int == 1)
    #expect(try number(keys["volumeTotal"]) == volume)
  }

  /// Tables of facets, neighbours and volumes: every region is counted once in each.
  @Test func statistics() async throws {
    let run = try await Command().run(
      "regions", Self.network, "--statistics", "--box=-2:1/2,-1:3", "--format", "json")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(value as? [String: Any])
    let count = try #require(keys["count"] as? Int)
    let tables = try #require(keys["statistics"] as? [String: Any])
    for table in ["facets", "neighbours"] {
      let counts = try #require(tables[table] as? [String: Int])
      #expect(counts.values.reduce(0, +) == count && count > 5)
    }
    let volumes = try #require(tables["volumes"] as? [String: Any])
    #expect(volumes["count"] as? Int == count && volumes["unboundedCount"] as? Int == 0)
    let bins = try #require(volumes["histogram"] as? [[String: Any]])
    #expect(bins.count > 1 && bins.compactMap { $0["count"] as? Int }.reduce(0, +) == count)
    #expect(try number(volumes["mean"]) == Rational(10, Integer(count)))
    let (least, most) = (try number(volumes["smallest"]), try number(volumes["largest"]))
    #expect(try number(bins[0]["from"]) <= least && most < number(bins[bins.count - 1]["below"]))

    let text = try await Command().run("regions", Self.network, "--statistics")
    #expect(text.isSuccess && text.output.contains("  neighbours  regions"))
    #expect(text.output.contains("unbounded, of infinite volume") && text.output.contains("####"))
    try await Command().run("regions", Self.network, "--statistics", "--method", "walk")
      .expectRefusal(code: 64, saying: ["--statistics"])
  }

  @Test func theyNeedVertices() async throws {
    try await Command().run("regions", Self.network, "--volumes", "--method", "programs")
      .expectRefusal(code: 64, saying: ["--volumes", "vertices"])
  }
}
