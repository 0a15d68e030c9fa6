public import ExactAlgebra

/// A proof that a neuron of the second hidden layer cannot have its signs on the points, by cases
/// on the signs of its weights.
///
/// In the case of signs `e_i` let `e_i v_i >= 0` for the weights `v_i` of the neuron, where
/// `e_i = 0` leaves the sign open. Let `s_p` be the signs of the neuron and `t_ip` those of
/// neuron `i` of the first layer, and `x_p` the points, with a last coordinate 1 where there are
/// biases. There are `m_p >= 0`, not all zero, and `n_ip >= 0` with
///
///     sum over p where i is active of m_p s_p x_p + e_i sum over p of n_ip t_ip x_p = 0
///
/// for each `i`, and with biases `sum m_p s_p = 0`. So `sum m_p s_p z_p` is
/// `-sum |v_i| n_ip |y_ip| <= 0` for the pre-activations `y_ip` of the first layer and `z_p` of
/// the neuron, and not all `s_p z_p` are positive. The cases exhaust all signs.
public struct SignObstruction: Hashable, Sendable {
  /// A multiplier `n_ip`.
  public struct ConeTerm: Hashable, Sendable {
    /// The neuron `i` of the first layer, from 0.
    public let neuron: Int
    /// The number of the point in `RealizationProblem.sites`.
    public let site: Int
    /// `n_ip`, a positive integer.
    public let multiplier: Integer

    /// A multiplier.
    public init(neuron: Int, site: Int, multiplier: Integer) {
      self.neuron = neuron
      self.site = site
      self.multiplier = multiplier
    }
  }

  /// One case.
  public struct Case: Hashable, Sendable {
    /// `e_i` for each neuron of the first layer: 1, -1, or 0 where the sign is open.
    public let signs: [Int]
    /// The multipliers `m_p`.
    public let terms: [NeuronObstruction.Term]
    /// The multipliers `n_ip`.
    public let coneTerms: [ConeTerm]

    /// A case.
    public init(signs: [Int], terms: [NeuronObstruction.Term], coneTerms: [ConeTerm]) {
      self.signs = signs
      self.terms = terms
      self.coneTerms = coneTerms
    }
  }

  /// The number of the neuron in the second hidden layer, from 0.
  public let neuron: Int
  /// The cases.
  public let cases: [Case]

  /// The obstruction with the given parts.
  public init(neuron: Int, cases: [Case]) {
    self.neuron = neuron
    self.cases = cases
  }

  /// Whether all cases are contradictions and exhaust all signs; exact.
  public func refutes(_ problem: RealizationProblem) -> Bool {
    guard problem.hiddenLayerCount >= 2,
      (0..<problem.architecture.widths[2]).contains(neuron),
      cases.allSatisfy({ $0.signs.count == problem.architecture.widths[1] })
    else { return false }
    return Self.exhaust(cases.map { $0.signs[...] })
      && cases.allSatisfy { isContradiction($0, in: problem) }
  }

  /// Whether every vector of signs 1 and -1 agrees with one of the given ones, where 0 agrees
  /// with both.
  private static func exhaust(_ signs: [ArraySlice<Int>]) -> Bool {
    guard let length = signs.first?.count else { return false }
    if length == 0 || signs.contains(where: { $0.allSatisfy { $0 == 0 } }) { return true }
    // Where no case distinguishes the first sign, one half stands for both.
    let halves = signs.contains { $0.first != 0 } ? [1, -1] : [1]
    return halves.allSatisfy { half in
      exhaust(signs.filter { $0.first == 0 || $0.first == half }.map { $0.dropFirst() })
    }
  }

  private func isContradiction(_ part: Case, in problem: RealizationProblem) -> Bool {
    let (sites, points) = (problem.sites, problem.affinePoints)
    guard !part.terms.isEmpty, Set(part.terms.map(\.site)).count == part.terms.count else {
      return false
    }
    for term in part.terms {
      guard sites.indices.contains(term.site), term.multiplier.signum() > 0,
        sites[term.site].pattern.isActive(neuron: neuron, inLayer: 2) == term.isActive
      else { return false }
    }
    for term in part.coneTerms {
      guard sites.indices.contains(term.site), term.multiplier.signum() > 0,
        part.signs.indices.contains(term.neuron), part.signs[term.neuron] != 0
      else { return false }
    }
    func signed(_ multiplier: Integer, _ isPositive: Bool) -> Rational {
      Rational(isPositive ? multiplier : -multiplier)
    }
    if problem.architecture.hasBiases {
      let sum = part.terms.reduce(Rational(0)) { $0 + signed($1.multiplier, $1.isActive) }
      guard sum.isZero else { return false }
    }
    return part.signs.indices.allSatisfy { first in
      let isActive = problem.activity(ofNeuron: first, inLayer: 1)
      let cone = part.coneTerms.filter { $0.neuron == first }
      return points[0].indices.allSatisfy { coordinate in
        var sum: Rational = 0
        for term in part.terms where isActive[term.site] {
          sum += signed(term.multiplier, term.isActive) * points[term.site][coordinate]
        }
        for term in cone {
          let sign = isActive[term.site] == (part.signs[first] > 0)
          sum += signed(term.multiplier, sign) * points[term.site][coordinate]
        }
        return sum.isZero
      }
    }
  }
}
