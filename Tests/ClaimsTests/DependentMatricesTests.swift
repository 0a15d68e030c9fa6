import Algorithms
import ExactAlgebra
import Presentation
import Testing
import Varieties

@testable import Certification
@testable import Claims
@testable import Laboratory

/// What the documentation says of three dependent matrices and in the two-block theorem, found
/// without either.
struct DependentMatricesTests {
  /// Two blocks by the numbers of neurons that are active in both, in the first and in the second.
  struct Pair: Hashable, CustomTestStringConvertible {
    let inputs: Int
    let outputs: Int
    let counts: [Int]

    var instance: PatternInstance {
      get throws {
        let (both, first, second) = (counts[0], counts[1], counts[2])
        let blocks = [[both, first, 0, 0], [both, 0, second, 0]].map { active in
          zip(active, [both, first, second, 0]).map { part, all in
            String(repeating: part > 0 ? "1" : "0", count: all)
          }.joined()
        }
        return try PatternInstance([inputs, both + first + second, outputs], blocks[0], blocks[1])
      }
    }

    /// The ranks of the two blocks and of their difference.
    var ranks: [Int] {
      counts.combinations(ofCount: 2).map { min($0[0] + $0[1], inputs, outputs) }
    }

    var codimension: Int {
      ranks.reduce(0) { $0 + (inputs - $1) * (outputs - $1) }
    }

    /// The dimensions of the ideal in the degrees up to one, from the Hilbert series of three
    /// determinantal rings and as many linear forms as a matrix has entries.
    func idealDimensions(upTo degree: Int) -> [Integer] {
      let entries = inputs * outputs
      let rings = ranks.map { rank in
        (0...degree).map { degree in
          partitions(of: degree, length: rank).reduce(Integer(0)) { sum, partition in
            sum + partition.dimension(n: inputs) * partition.dimension(n: outputs)
          }
        }
      }
      let forms = (0...degree).map { (($0 % 2 == 0) ? 1 : -1) * binomial(entries, $0) }
      let quotient = rings.reduce(forms) { product, ring in
        (0...degree).map { degree in
          (0...degree).reduce(Integer(0)) { $0 + product[$1] * ring[degree - $1] }
        }
      }
      return (1...degree).map { binomial(2 * entries - 1 + $0, $0) - quotient[$0] }
    }

    private func partitions(of size: Int, length: Int) -> [Partition] {
      func lists(_ size: Int, _ length: Int, largest: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        guard length > 0 else { return [] }
        return (1...min(size, largest)).flatMap { part in
          lists(size - part, length - 1, largest: part).map { [part] + $0 }
        }
      }
      return size == 0 ? [Partition([])] : lists(size, length, largest: size).map(Partition.init)
    }

    var testDescription: String { "\(inputs), \(outputs): \(counts)" }
  }

  /// The Hilbert function; three cubics and degree 27 are published for the first.
  @Test(arguments: [
    Pair(inputs: 3, outputs: 3, counts: [1, 1, 1]),
    Pair(inputs: 4, outputs: 3, counts: [1, 2, 1]),
    Pair(inputs: 4, outputs: 4, counts: [1, 1, 2]),
    Pair(inputs: 4, outputs: 4, counts: [2, 1, 1]),
    Pair(inputs: 4, outputs: 4, counts: [1, 2, 2]),
    Pair(inputs: 5, outputs: 4, counts: [2, 2, 1]),
    Pair(inputs: 5, outputs: 5, counts: [3, 1, 1]),
    Pair(inputs: 5, outputs: 5, counts: [2, 2, 2]),
  ])
  func hilbertFunction(_ pair: Pair) async throws {
    let finding = try await Conjecture61().finding(on: pair.instance, degree: 5)
    let degrees = try #require(finding.evidence.ideal?.degrees)
    #expect(degrees.count >= 5)
    #expect(degrees.map { Integer($0.dimension) } == pair.idealDimensions(upTo: degrees.count))
    #expect(degrees.contains { $0.dimension > 0 } && degrees.allSatisfy { $0.excess == 0 })
    guard case .confirmed(.complete(let ground)) = finding.verdict else {
      Issue.record("\(finding.verdict)")
      return
    }
    let matrices = zip(["M1", "M2", "M1 - M2"], pair.ranks)
      .filter { $0.1 < min(pair.inputs, pair.outputs) }.map(\.0)
    #expect(
      ground
        == (matrices.count == 3 ? .dependentMatrices(matrices) : .determinantalProduct(matrices)))
  }

  /// The codimension, where no input and no output exceeds the number of neurons.
  @Test func codimension() throws {
    var count = 0
    for inputs in 1...5 {
      for outputs in inputs...5 {
        for counts in product(0...inputs, product(0...inputs, 0...inputs)) {
          let pair = Pair(
            inputs: inputs, outputs: outputs, counts: [counts.0, counts.1.0, counts.1.1])
          // Both patterns are there, and are different.
          guard pair.counts.reduce(0, +) >= outputs, pair.counts.filter({ $0 > 0 }).count >= 2
          else { continue }
          let dimension = try pair.instance.variety.dimension(seed: 1)
          #expect(dimension.isProved)
          #expect(dimension.value == 2 * inputs * outputs - pair.codimension, "\(pair)")
          count += 1
        }
      }
    }
    #expect(count > 500)
  }

  /// Every instance of Conjecture 6.1 is settled without Groebner bases.
  @Test func conjectureIsSettled() async throws {
    var grounds: [String: Int] = [:]
    for instance in SignatureFamily(maximumWidth: 5, blocks: 2).instances {
      let finding = try await Conjecture61().finding(on: instance, degree: 1)
      #expect(finding.scope == "complete", "\(instance): \(finding.verdict)")
      grounds[VarietyFinding.words(for: finding.outcome), default: 0] += 1
    }
    #expect(
      grounds == [
        "complete: the whole space": 186, "complete: product of determinantal varieties": 243,
        "complete: three dependent matrices": 8,
        "complete: inherited from fewer inputs or outputs": 11,
      ])
  }

  /// Three dependent matrices come in where their ranks are large enough, and nowhere else.
  @Test(arguments: [
    ([3, 3, 3], ["110", "101"], 1), ([4, 3, 4], ["110", "101"], 0), ([3, 2, 3], ["11", "10"], 0),
    ([4, 4, 4], ["1110", "1101"], 1),
  ])
  func triples(widths: [Int], patterns: [String], expected: Int) throws {
    let variety = try PatternInstance(widths, patterns[0], patterns[1]).variety
    let constraints = variety.rankConstraints
    let matrices = Set(constraints.map(\.symbol))
    #expect(matrices.isSuperset(of: ["M1", "M2", "M1 - M2"]))
    let factors = DeterminantalFactor.all(
      among: constraints, coordinateCount: variety.ambientDimension)
    #expect(factors.count == constraints.count + expected)
    let triples = factors.filter { $0.constraints.count == 3 }
    #expect(triples.allSatisfy { $0.forms.count == 2 * widths[0] * widths[2] })
  }
}
