public import Laboratory
import Presentation

extension VarietyFinding {
  /// What the finding comes to, the same for instances with the same result.
  public var outcome: Outcome {
    switch verdict {
    case .confirmed(.degrees(let degree)): Outcome("degrees", ["degree": .number(degree)])
    case .confirmed(.complete(let ground)): outcome(on: ground)
    case .refuted(.polynomial(_, let degree, let representation)):
      Outcome("beyond-minors", excess(degree, representation))
    case .refuted(.number(let value, let claimed)):
      Outcome("defect", ["defect": .number(claimed - value)])
    case .refuted(.equations(let count, let codimension)):
      Outcome(
        "too-few-equations", ["equations": .number(count), "codimension": .number(codimension)])
    case .notReached(.limit): Outcome("limit")
    case .notReached(.stopped(let stop)): Outcome(stop.code)
    case .notReached(.lowerBound(let value, let claimed)):
      Outcome("defect-not-proved", ["defect": .number(claimed - value)])
    case .notReached(.rankBelow): Outcome("rank-below-codimension")
    case .notReached(.uncovered(let degree, let representation)):
      Outcome("uncovered", excess(degree, representation))
    case .notReached(.unverified(let degree)):
      Outcome("unverified", ["degree": .number(degree)])
    case .notReached(.tooLarge): Outcome("too-large")
    }
  }

  private func excess(_ degree: Int, _ representation: String) -> [String: CodedValue] {
    let excess = evidence.ideal?.degrees.first { $0.degree == degree }?.excess ?? 0
    return [
      "degree": .number(degree), "excess": .number(excess),
      "representation": .text(representation),
    ]
  }

  private func outcome(on ground: VarietyVerdict.Ground) -> Outcome {
    switch ground {
    case .boundsMeet:
      Outcome(evidence.ideal == nil ? "dimension-attained" : "codimension-reached")
    case .determinantalProduct(let matrices):
      Outcome(matrices.isEmpty ? "whole-space" : "determinantal-product")
    case .dependentMatrices: Outcome("dependent-matrices")
    case .hypersurface: Outcome("hypersurface")
    case .inherited: Outcome("inherited")
    case .twoBlockTheorem: Outcome("two-block-theorem")
    case .certificate: Outcome("certificate")
    }
  }

  /// The words for an outcome, a few.
  static func words(for outcome: Outcome) -> String {
    func number(_ name: String) -> Int { outcome.values[name]?.number ?? 0 }
    let representation = outcome.values["representation"]?.text ?? ""
    return switch outcome.code {
    case "degrees": "degrees up to \(number("degree"))"
    case "dimension-attained": "defect 0"
    case "codimension-reached": "codimension reached"
    case "whole-space": "complete: the whole space"
    case "determinantal-product": "complete: product of determinantal varieties"
    case "dependent-matrices": "complete: three dependent matrices"
    case "hypersurface": "complete: hypersurface"
    case "inherited": "complete: inherited from fewer inputs or outputs"
    case "two-block-theorem": "complete: two-block theorem"
    case "certificate": "complete: Groebner bases"
    case "beyond-minors":
      "beyond in degree \(number("degree")): \(number("excess")) forming \(representation)"
    case "defect": "defect \(number("defect"))"
    case "too-few-equations":
      "\(counted(number("equations"), "equation")), codimension \(number("codimension"))"
    case "limit": "limit reached"
    case "defect-not-proved": "defect at most \(number("defect")), not proved"
    case "rank-below-codimension": "rank below the codimension at a random point"
    case "uncovered":
      "degree \(number("degree")): \(number("excess")) not covered, forming \(representation)"
    case "unverified": "degree \(number("degree")) verified by evaluation only"
    case "crash": "the process ended"
    case "too-large": "too large"
    default: outcome.code
    }
  }
}
