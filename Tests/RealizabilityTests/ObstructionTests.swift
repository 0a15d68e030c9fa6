import ExactAlgebra
import Networks
import Realizability
import Testing

/// `refutes` accepts proofs and nothing else.
@Suite struct ObstructionTests {
  private static func problems(
    _ family: RandomRealization, count: Int, seed: UInt64
  ) throws -> [(problem: RealizationProblem, proof: ImpossibilityProof)] {
    var generator = SeededGenerator(seed: seed)
    var found: [(RealizationProblem, ImpossibilityProof)] = []
    var options = RealizationProblem.Options()
    options.starts = 0
    for _ in 0..<100 where found.count < count {
      let problem = try family.plantedInFirstLayer(using: &generator)
      if let proof = try problem.realization(options: options).proof {
        found.append((problem, proof))
      }
    }
    return found
  }

  @Test(arguments: [
    RandomRealization(widths: [2, 2, 2, 1], hasBiases: true, pointCount: 9),
    RandomRealization(widths: [2, 3, 2, 1], hasBiases: false, pointCount: 8),
    RandomRealization(widths: [2, 2, 2, 2, 1], hasBiases: true, pointCount: 9),
  ])
  func changedProofsAreRefused(family: RandomRealization) throws {
    let problems = try Self.problems(family, count: 8, seed: 41)
    try #require(problems.count == 8)
    for (problem, proof) in problems {
      #expect(proof.refutes(problem))
      let changed = changes(of: proof)
      #expect(changed.count >= 4)
      for change in changed { #expect(!change.refutes(problem), "\(change)") }
    }
  }

  /// The sums of a proof over every single path, not over sets of points.
  @Test func sumsOverPathsAreZero() throws {
    let family = RandomRealization(widths: [2, 2, 2, 2, 1], hasBiases: true, pointCount: 9)
    var checked = 0
    for (problem, proof) in try Self.problems(family, count: 12, seed: 44) {
      guard case .neuron(let obstruction) = proof, obstruction.layer > 1 else { continue }
      checked += 1
      for start in 1...obstruction.layer {
        for path in paths(through: start..<obstruction.layer, of: problem.architecture) {
          let active = obstruction.terms.filter { term in
            zip(start..<obstruction.layer, path).allSatisfy { layer, neuron in
              problem.sites[term.site].pattern.isActive(neuron: neuron, inLayer: layer)
            }
          }
          func sum(_ value: ([Rational]) -> Rational) -> Rational {
            active.reduce(0) { sum, term in
              let multiplier = Rational(term.isActive ? term.multiplier : -term.multiplier)
              return sum + multiplier * value(problem.sites[term.site].point)
            }
          }
          #expect(sum { _ in 1 }.isZero)
          if start == 1 { for index in 0..<2 { #expect(sum { $0[index] }.isZero) } }
        }
      }
    }
    #expect(checked >= 2)
  }

  private func paths(through layers: Range<Int>, of architecture: Architecture) -> [[Int]] {
    layers.reduce([[]]) { paths, layer in
      paths.flatMap { path in (0..<architecture.widths[layer]).map { path + [$0] } }
    }
  }

  /// A proof holds for its problem and for no problem that has a network.
  @Test func realizedProblemsAreNotRefuted() throws {
    let family = RandomRealization(widths: [2, 2, 2, 1], hasBiases: true, pointCount: 6)
    let proofs = try Self.problems(family, count: 15, seed: 42).map(\.proof)
    try #require(proofs.count == 15)
    var generator = SeededGenerator(seed: 43)
    for _ in 0..<20 {
      let problem = try family.planted(using: &generator)
      for proof in proofs { #expect(!proof.refutes(problem)) }
    }
  }

  private func changes(of proof: ImpossibilityProof) -> [ImpossibilityProof] {
    switch proof {
    case .neuron(let obstruction):
      return changes(of: obstruction.terms).map {
        .neuron(.init(layer: obstruction.layer, neuron: obstruction.neuron, terms: $0))
      } + [.neuron(.init(layer: 7, neuron: obstruction.neuron, terms: obstruction.terms))]
    case .signs(let obstruction):
      let cases = obstruction.cases
      let part = cases[0]
      let changedTerms = changes(of: part.terms).map {
        SignObstruction.Case(signs: part.signs, terms: $0, coneTerms: part.coneTerms)
      }
      let otherSigns = SignObstruction.Case(
        signs: part.signs.map { _ in 0 }, terms: part.terms, coneTerms: part.coneTerms)
      return (changedTerms + [otherSigns]).map {
        .signs(.init(neuron: obstruction.neuron, cases: [$0] + cases.dropFirst()))
      } + [
        .signs(.init(neuron: obstruction.neuron, cases: Array(cases.dropFirst()))),
        .signs(.init(neuron: obstruction.neuron, cases: [])),
        .signs(.init(neuron: 99, cases: cases)),
      ]
    }
  }

  /// A multiplier more, a term less, another sign, no term.
  private func changes(of terms: [NeuronObstruction.Term]) -> [[NeuronObstruction.Term]] {
    let first = terms[0]
    func replaced(_ multiplier: Integer, isActive: Bool) -> [NeuronObstruction.Term] {
      let term = NeuronObstruction.Term(
        site: first.site, isActive: isActive, multiplier: multiplier)
      return [term] + terms.dropFirst()
    }
    let dropped = Array(terms.dropFirst())
    // A point at which all is zero may have any multiplier.
    let larger = terms.count == 1 ? [] : [replaced(first.multiplier + 1, isActive: first.isActive)]
    return larger + [
      dropped, replaced(-first.multiplier, isActive: first.isActive),
      replaced(first.multiplier, isActive: !first.isActive), [], terms + [first],
    ]
  }
}
