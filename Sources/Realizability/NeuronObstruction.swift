public import ExactAlgebra
import LongWork
import Polyhedra

/// A proof that a hidden neuron cannot have its signs on the points, whatever the weights and
/// biases of all layers are.
///
/// Let `s_p = 1` where the neuron is to be active at the point `p`, and `-1` elsewhere. There are
/// positive integers `m_p` for some points such that `sum m_p s_p x_p = 0`, and with biases also
/// `sum m_p s_p = 0`, where the sums are over all points for the first hidden layer, and for
/// deeper ones over those points at which a path is active, for each path of neurons through
/// the layers before. So `sum m_p s_p z_p = 0` for the pre-activations `z_p`, and not all
/// `s_p z_p` are positive. Source: Gordan 1873.
public struct NeuronObstruction: Hashable, Sendable {
  /// A point with its multiplier.
  public struct Term: Hashable, Sendable {
    /// The number of the point in `RealizationProblem.sites`.
    public let site: Int
    /// Whether the neuron is to be active there.
    public let isActive: Bool
    /// `m_p`, a positive integer.
    public let multiplier: Integer

    /// A point with its multiplier.
    public init(site: Int, isActive: Bool, multiplier: Integer) {
      self.site = site
      self.isActive = isActive
      self.multiplier = multiplier
    }
  }

  /// The number `1 ..< L` of the hidden layer.
  public let layer: Int
  /// The number of the neuron in its layer, from 0.
  public let neuron: Int
  /// The points with multipliers.
  public let terms: [Term]

  /// The obstruction with the given parts.
  public init(layer: Int, neuron: Int, terms: [Term]) {
    self.layer = layer
    self.neuron = neuron
    self.terms = terms
  }

  /// Whether the sums are zero as they should be; exact.
  public func refutes(_ problem: RealizationProblem) -> Bool {
    let sites = problem.sites
    guard (1...max(problem.hiddenLayerCount, 1)).contains(layer), problem.hiddenLayerCount > 0,
      (0..<problem.architecture.widths[layer]).contains(neuron), !terms.isEmpty,
      Set(terms.map(\.site)).count == terms.count,
      let sums = PathSums(of: problem, beforeLayer: layer)
    else { return false }
    for term in terms {
      guard sites.indices.contains(term.site), term.multiplier.signum() > 0,
        sites[term.site].pattern.isActive(neuron: neuron, inLayer: layer) == term.isActive
      else { return false }
    }
    let rows = sums.rows(at: sites.map(\.point))
    return rows[0].indices.allSatisfy { column in
      terms.reduce(Rational(0)) {
        $0 + Rational($1.isActive ? $1.multiplier : -$1.multiplier) * rows[$1.site][column]
      }.isZero
    }
  }
}

extension RealizationProblem {
  /// The first neuron, layer by layer, whose signs contradict each other, if one is found; the
  /// first layer is decided, the others need not be.
  ///
  /// - Throws: as `Interruption.check`.
  func neuronObstruction() throws -> NeuronObstruction? {
    for layer in 1..<max(architecture.layerCount, 1) {
      guard let sums = PathSums(of: self, beforeLayer: layer) else { return nil }
      let rows = independentColumns(of: sums.rows(at: sites.map(\.point)))
      // Independent rows: there are weights for all signs.
      if rows[0].count == rows.count { continue }
      for neuron in 0..<architecture.widths[layer] {
        try Interruption.check()
        let activity = activity(ofNeuron: neuron, inLayer: layer)
        let system = InequalitySystem(signs: activity, of: rows)
        let answer = layer == 1 ? try system.feasibilityInTime() : system.feasibilityByProposal()
        guard let certificate = answer?.certificate else { continue }
        let terms = certificate.terms.map {
          NeuronObstruction.Term(
            site: $0.row, isActive: activity[$0.row], multiplier: $0.multiplier)
        }
        return NeuronObstruction(layer: layer, neuron: neuron, terms: terms)
      }
    }
    return nil
  }

  /// Columns that span the same space, so that the same signs are possible.
  private func independentColumns(of rows: [[Rational]]) -> [[Rational]] {
    guard hiddenLayerCount > 0, !rows[0].isEmpty else { return rows }
    let pivots = RationalMatrix(rows).reducedEchelonForm.pivotColumns
    return rows.map { row in pivots.map { row[$0] } }
  }
}

extension InequalitySystem {
  /// The weights `w` with `w . r > 0` for the rows where a neuron is active, `w . r < 0` for the
  /// others; homogeneous.
  init(signs: [Bool], of rows: [[Rational]]) {
    self.init(
      dimension: rows[0].count,
      zip(signs, rows).map { isActive, row in
        HalfSpace(normal: isActive ? row : row.map { -$0 })
      })
  }
}
