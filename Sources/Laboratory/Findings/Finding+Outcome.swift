import Presentation

extension Finding {
  /// The verdict in a few words, the same for instances with the same result.
  public var outcome: String {
    switch verdict {
    case .confirmed(.degrees(let degree)): "degrees up to \(degree)"
    case .confirmed(.complete(let ground)): Self.outcome(ground, evidence)
    case .refuted(.polynomial(_, let degree, let representation)):
      "beyond in degree \(degree): \(excess(inDegree: degree)) forming \(representation)"
    case .refuted(.number(let value, let claimed)): "defect \(claimed - value)"
    case .refuted(.equations(let count, let codimension)):
      "\(counted(count, "equation")), codimension \(codimension)"
    case .notReached(.limit): "limit reached"
    case .notReached(.lowerBound(let value, let claimed)):
      "defect at most \(claimed - value), not proved"
    case .notReached(.rankBelow): "rank below the codimension at a random point"
    case .notReached(.uncovered(let degree, let representation)):
      "degree \(degree): \(excess(inDegree: degree)) not covered, forming \(representation)"
    case .notReached(.unverified(let degree)): "degree \(degree) verified by evaluation only"
    case .notReached(.crash): "the process ended"
    case .notReached(.tooLarge): "too large"
    }
  }

  private func excess(inDegree degree: Int) -> Int {
    evidence.ideal?.degrees.first { $0.degree == degree }?.excess ?? 0
  }

  private static func outcome(_ ground: Verdict.Ground, _ evidence: Evidence) -> String {
    switch ground {
    case .boundsMeet: evidence.ideal == nil ? "defect 0" : "codimension reached"
    case .determinantalProduct(let matrices):
      matrices.isEmpty
        ? "complete: the whole space" : "complete: product of determinantal varieties"
    case .dependentMatrices: "complete: three dependent matrices"
    case .hypersurface: "complete: hypersurface"
    case .inherited: "complete: inherited from fewer inputs or outputs"
    case .certificate: "complete: Groebner bases"
    }
  }
}
