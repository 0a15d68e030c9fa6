import ExactAlgebra
import Foundation
import Testing

/// The text of a JSON report: the same each time, and its polynomials can be read back.
@Suite struct JSONTextTests {
  @Test(arguments: Sample.all)
  func isDeterministic(sample: Sample) async throws {
    let first = try await sample.reports().map { $0.text(.json) }
    let second = try await sample.reports().map { $0.text(.json) }
    #expect(first.count == 3 && first == second)
    #expect(try await sample.derivation(threads: 3).text(.json) == first[2])
    #expect(first.allSatisfy { $0.hasSuffix("}\n") })
  }

  @Test(arguments: Sample.all + [.manyGenerators])
  func polynomialsAreReadBack(sample: Sample) async throws {
    let report = try await sample.derivation()
    let written = try JSONObject(await sample.derivation().text(.json)).objects("generators")
    #expect(Integer(written.count) == report.derivation.ideal.generators.count)
    for (object, generator) in zip(written, report.derivation.ideal.generators) {
      let text = try #require(object.text("polynomial"))
      let read = try Polynomial(parsing: text, in: report.variety.ring)
      #expect(read == generator.polynomial)
      #expect(object.integer("degree") == read.totalDegree)
    }
  }

  @Test func someSamplesHaveGenerators() async throws {
    let counts = try await [Sample.textbook, .deep, .manyGenerators, .twoDigits].asyncMap {
      try await $0.derivation().derivation.ideal.generators.count
    }
    #expect(counts[0] == 3 && counts[1] == 19 && counts[2] > 30 && counts[3] == 110)
  }

  @Test func highestWeightVectorsAreReadBack() async throws {
    let report = try await Sample.manyGenerators.derivation(.highestWeight)
    let written = try JSONObject(
      await Sample.manyGenerators.derivation(.highestWeight).text(.json)
    ).objects("generators")
    #expect(
      written.count == report.derivation.ideal.highestWeightGenerators.count && !written.isEmpty)
    var sum = 0
    for (object, vector) in zip(written, report.derivation.ideal.highestWeightGenerators) {
      let text = try #require(object.text("polynomial"))
      #expect(try Polynomial(parsing: text, in: report.variety.ring) == vector.polynomial)
      sum += try #require(object.integer("orbitDimension"))
    }
    // The representations are all of the generators.
    #expect(Integer(sum) == report.derivation.ideal.generators.count)
  }
}

extension Sequence {
  func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
