import NetworkVarieties

extension VarietyFinding {
  /// How far a confirmation goes: `complete`, or `degrees up to 5`; empty for other verdicts.
  public var scope: String {
    switch verdict {
    case .confirmed(.degrees(let degree)): "degrees up to \(degree)"
    case .confirmed(.complete): "complete"
    case .refuted, .notReached: ""
    }
  }

  /// What the verdict rests on, on one line.
  public var explanation: String {
    switch verdict {
    case .confirmed(.degrees(let degree)):
      "in the degrees up to \(degree) every minimal generator is a combination of minors and "
        + "multiples of lower ones"
    case .confirmed(.complete(let ground)): Self.explanation(ground)
    case .refuted(.polynomial(let polynomial, let degree, let representation)):
      "in degree \(degree) there are generators beyond the minors, forming \(representation); "
        + "one of them: \(polynomial)"
    case .refuted(.number(let value, let claimed)): "\(value) in place of \(claimed)"
    case .refuted(.equations(let count, let codimension)):
      "the number of minimal generators, \(count), is at least the codimension of their zero set; "
        + "that of the variety is \(codimension)"
    case .notReached(let reason): Self.explanation(reason)
    }
  }

  private static func explanation(_ ground: VarietyVerdict.Ground) -> String {
    switch ground {
    case .boundsMeet: "a rank modulo a prime meets a proved upper bound"
    case .determinantalProduct(let matrices):
      matrices.isEmpty
        ? "the variety is the whole space"
        : "the variety is a product of determinantal varieties: \(matrices.joined(separator: ", "))"
    case .dependentMatrices(let matrices):
      "the variety is all matrices of these ranks, three of them dependent: "
        + matrices.joined(separator: ", ")
    case .hypersurface: "a hypersurface, whose equation is a minor"
    case .inherited(let inputs, let outputs, let ground):
      "with \(inputs) inputs and \(outputs) outputs, \(explanation(ground)); what has more inputs "
        + "or outputs than hidden neurons inherits that"
    case .twoBlockTheorem: "the theorem on two blocks that differ in one hidden layer"
    case .certificate(let method, let program, let prime):
      "the generators are complete by \(method), \(program)"
        + (prime.map { " modulo \($0)" } ?? "")
    }
  }

  private static func explanation(_ reason: VarietyVerdict.NotReached) -> String {
    switch reason {
    case .limit(let stored): stored.limit.description
    case .stopped(let stop) where stop.code == "crash":
      "the process that worked on it: \(stop.words)"
    case .stopped(let stop): stop.words
    case .tooLarge(let size): size.words
    case .lowerBound(let value, let claimed):
      "at least \(value) in place of \(claimed); no upper bound below that was found"
    case .rankBelow(let value, let claimed):
      "the rank at a random point is \(value) in place of \(claimed), which is no proof"
    case .uncovered(let degree, let representation):
      "in degree \(degree) the minors that were tried leave \(representation)"
    case .unverified(let degree):
      "polynomials of degree \(degree) were too large to expand and were verified by evaluation "
        + "only"
    }
  }
}

extension VarietyEvidence {
  /// The numbers, on one line.
  public var summary: String {
    var parts: [String] = []
    if let dimension {
      parts.append(
        "dimension \(dimension.upperBound == nil ? ">= " : "")\(dimension.value)"
          + (dimension.claimed.map { " claimed \($0)" } ?? "") + " of \(dimension.ambient)"
          + (dimension.upperBound.map { " by \($0)" } ?? ""))
    }
    guard let ideal else { return parts.joined(separator: "; ") }
    if !ideal.conditions.isEmpty {
      parts.append(
        ideal.conditions.map { "rank \($0.matrix) <= \($0.rankAtMost)" }.joined(separator: ", "))
    }
    parts += ideal.degrees.filter { $0.dimension > 0 }.map { degree in
      "degree \(degree.degree): \(degree.dimension), \(degree.generators) new"
        + (degree.excess > 0 ? ", \(degree.excess) beyond \(degree.representation)" : "")
    }
    if let rank = ideal.jacobianRank { parts.append("Jacobian rank \(rank)") }
    return parts.joined(separator: "; ")
  }
}
