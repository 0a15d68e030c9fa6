import ExactAlgebra
import Realizability

/// The keys of a realization, in alphabetical order. Blocks, points, layers and neurons count
/// from 1.
struct RealizationFields: Encodable {
  let widths: [Int]
  let bias: Bool
  let blocks: [String]
  let status: String
  var network: NetworkFields?
  var proof: ProofFields?
  var starts: Int?
  var limit: String?
  let seed: UInt64
  let seconds: Double?
  let version: String

  init(_ report: RealizationReport, version: String) {
    widths = report.problem.architecture.widths
    bias = report.problem.architecture.hasBiases
    blocks = report.blockPatterns.map(\.description)
    seed = report.seed
    seconds = report.seconds
    self.version = version
    switch report.realization {
    case .realized(let network):
      status = "realized"
      self.network = NetworkFields(network)
    case .impossible(let proof):
      status = "impossible"
      self.proof = ProofFields(proof, of: report.problem)
    case .unknown(let effort):
      status = "unknown"
      starts = effort.starts
      limit = Wording.limit(effort)
    }
  }
}

/// A proof of impossibility, with all numbers that are needed to check it.
struct ProofFields: Encodable {
  struct Term: Encodable {
    let block: Int
    let point: Int
    let coordinates: [ExactFraction]
    let active: Bool
    let multiplier: ExactFraction

    init(_ term: NeuronObstruction.Term, of problem: RealizationProblem) {
      let site = problem.sites[term.site]
      block = site.block + 1
      point = site.index + 1
      coordinates = site.point.map(ExactFraction.init)
      active = term.isActive
      multiplier = ExactFraction(Rational(term.multiplier))
    }
  }

  struct ConeTerm: Encodable {
    let neuron: Int
    let block: Int
    let point: Int
    let active: Bool
    let multiplier: ExactFraction

    init(_ term: SignObstruction.ConeTerm, of problem: RealizationProblem) {
      let site = problem.sites[term.site]
      neuron = term.neuron + 1
      block = site.block + 1
      point = site.index + 1
      active = site.pattern.isActive(neuron: term.neuron, inLayer: 1)
      multiplier = ExactFraction(Rational(term.multiplier))
    }
  }

  struct Case: Encodable {
    let signs: [Int]
    let terms: [Term]
    let coneTerms: [ConeTerm]
  }

  let kind: String
  let layer: Int
  let neuron: Int
  let statement: String
  var terms: [Term]?
  var cases: [Case]?

  init(_ proof: ImpossibilityProof, of problem: RealizationProblem) {
    statement = Wording.statement(proof, hasBiases: problem.architecture.hasBiases)
    switch proof {
    case .neuron(let obstruction):
      kind = "neuron"
      layer = obstruction.layer
      neuron = obstruction.neuron + 1
      terms = obstruction.terms.map { Term($0, of: problem) }
    case .signs(let obstruction):
      kind = "signs"
      layer = 2
      neuron = obstruction.neuron + 1
      cases = obstruction.cases.map { part in
        Case(
          signs: part.signs, terms: part.terms.map { Term($0, of: problem) },
          coneTerms: part.coneTerms.map { ConeTerm($0, of: problem) })
      }
    }
  }
}
