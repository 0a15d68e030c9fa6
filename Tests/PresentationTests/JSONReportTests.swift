import Foundation
import Testing

/// The keys of the three reports, which programs rely on: none may be renamed or change its kind.
@Suite struct JSONReportTests {
  private typealias Kinds = [String: JSONObject.Kind]

  private static let varietyKeys: Kinds = [
    "widths": .list, "bias": .truth, "blocks": .list, "variety": .text,
  ]
  private static let dimensionKeys: Kinds = varietyKeys.merging([
    "parameterCount": .integer, "liveParameterCount": .integer, "liveHiddenNeurons": .integer,
    "ambientDimension": .integer, "dimension": .integer, "dimensionStatus": .text,
    "expectedDimension": .integer, "defect": .integer, "evidence": .object,
  ]) { $1 }
  private static let derivationKeys: Kinds = dimensionKeys.merging([
    "maxDegree": .integer, "degrees": .list, "generators": .list, "certificate": .object,
    "codimensionReached": .truth,
  ]) { $1 }

  private func expect(_ object: JSONObject, has keys: Kinds) {
    #expect(keys.count >= 2)
    for (key, kind) in keys { #expect(object.kinds[key] == kind, "\(key)") }
  }

  private func expectVariety(_ object: JSONObject, of sample: Sample) {
    #expect(object.values["widths"] as? [Int] == sample.widths)
    #expect(object.truth("bias") == sample.hasBiases)
    let distinct = sample.patterns.enumerated().filter {
      sample.patterns.firstIndex(of: $0.element) == $0.offset
    }
    #expect(object.values["blocks"] as? [String] == distinct.map(\.element))
    #expect(object.text("variety") == (sample.points.isEmpty ? "pattern" : "output"))
    #expect((object.values["pointsOfBlock"] == nil) == sample.points.isEmpty)
  }

  @Test(arguments: Sample.all)
  func keys(of sample: Sample) async throws {
    let constraints = try JSONObject(sample.constraints.text(.json))
    expect(constraints, has: Self.varietyKeys.merging(["constraints": .list]) { $1 })
    let dimension = try JSONObject(sample.dimension.text(.json))
    expect(dimension, has: Self.dimensionKeys)
    expect(try dimension.object("evidence"), has: ["primes": .list, "seed": .integer])
    let derivation = try JSONObject(await sample.derivation().text(.json))
    expect(derivation, has: Self.derivationKeys)
    #expect(try derivation.objects("degrees").count == sample.degree)
    for object in [constraints, dimension, derivation] { expectVariety(object, of: sample) }
  }

  @Test func constraints() throws {
    let report = try JSONObject(Sample.shallow.constraints.text(.json))
    let constraints = try report.objects("constraints")
    #expect(
      constraints.map { $0.text("matrix") } == [
        "M1", "M2", "M3", "M1 - M2", "M1 - M3", "M2 - M3",
      ])
    for constraint in constraints {
      expect(
        constraint,
        has: [
          "matrix": .text, "rows": .integer, "columns": .integer, "rankAtMost": .integer,
          "minorSize": .integer, "minorCount": .integer, "source": .text,
        ])
      #expect(constraint.integer("rows") == 3 && constraint.integer("columns") == 3)
      #expect(constraint.integer("rankAtMost") == 2 && constraint.integer("minorSize") == 3)
      #expect(constraint.integer("minorCount") == 1)
    }
  }

  /// Counts beyond a machine word are exact as text, not rounded as numbers.
  @Test func largeMinorCount() throws {
    let pattern = String(repeating: "1", count: 50)
    let sample = Sample(widths: [100, 50, 100], patterns: [pattern])
    let constraint = try #require(
      try JSONObject(sample.constraints.text(.json)).objects("constraints").first)
    let count = try #require(constraint.text("minorCount"))
    // The square of the number of ways to choose 51 of 100.
    #expect(count.count == 58 && count.allSatisfy(\.isNumber))
  }

  @Test func dimension() throws {
    let report = try JSONObject(Sample.shallow.dimension.text(.json))
    let expected = [
      "parameterCount": 24, "liveParameterCount": 24, "liveHiddenNeurons": 4,
      "ambientDimension": 27, "dimension": 20, "expectedDimension": 20, "defect": 0,
    ]
    for (key, value) in expected { #expect(report.integer(key) == value, "\(key)") }
    #expect(report.text("dimensionStatus") == "proved")
    let evidence = try report.object("evidence")
    #expect((evidence.values["primes"] as? [Int])?.isEmpty == false)
    #expect(evidence.integer("seed") == 1)
  }

  @Test func derivation() async throws {
    let report = try JSONObject(await Sample.shallow.derivation().text(.json))
    #expect(report.integer("dimension") == 20 && report.integer("maxDegree") == 3)
    let degrees = try report.objects("degrees")
    #expect(degrees.map { $0.integer("degree") } == [1, 2, 3])
    #expect(degrees.map { $0.integer("dimension") } == [0, 0, 6])
    #expect(degrees.map { $0.integer("minimalGenerators") } == [0, 0, 6])
    #expect(degrees.allSatisfy { $0.text("status") == "proved" })
    #expect(try report.objects("generators").count == 6)
    // Six cubics do not cut out codimension seven.
    #expect(report.truth("codimensionReached") == false)
    let textbook = try JSONObject(await Sample.textbook.derivation().text(.json))
    #expect(textbook.truth("codimensionReached") == true)
  }

  @Test func selectionOfGenerators() async throws {
    let none = try JSONObject(await Sample.textbook.derivation(.none).text(.json))
    #expect(try none.objects("generators").isEmpty)
    let all = try JSONObject(await Sample.textbook.derivation(.all).text(.json))
    let generators = try all.objects("generators")
    #expect(generators.count == 3)
    for generator in generators {
      expect(generator, has: ["degree": .integer, "polynomial": .text])
      #expect(generator.kinds["weight"] == nil && generator.kinds["orbitDimension"] == nil)
    }
    let highest = try JSONObject(await Sample.textbook.derivation(.highestWeight).text(.json))
    let vectors = try highest.objects("generators")
    #expect(vectors.count == 3)
    for vector in vectors {
      expect(
        vector,
        has: [
          "degree": .integer, "polynomial": .text, "weight": .list, "orbitDimension": .integer,
        ])
      #expect(vector.values["weight"] as? [[Int]] == [[1, 1, 1], [1, 1, 1]])
    }
  }
}
