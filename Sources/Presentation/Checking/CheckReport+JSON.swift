import NetworkVarieties
import Varieties

extension CheckReport {
  /// The keys of a check.
  func object(version: String) -> JSONObject {
    variety.object(version: version)
      + [
        "satisfied": outcome.isSatisfied, "violations": outcome.violations.map(\.object),
        "tested": tested(outcome), "arithmetic": tolerance == nil ? "exact" : "floatingPoint",
        "tolerance": tolerance,
      ]
  }

  private func tested(_ outcome: CheckOutcome) -> JSONObject {
    [
      "relations": outcome.relationCount, "constraints": outcome.constraintCount,
      "generators": outcome.generatorCount, "maxDegree": maximumDegree,
      "status": outcome.isComplete ? "complete" : "partial",
      "limit": outcome.coverage.end.map(Wording.end),
      "leftOut": outcome.coverage.leftOutCount,
      "stoppedEnumerations": outcome.coverage.stoppedEnumerationCount,
      "generatorLimit": outcome.generatorLimit?.description,
    ]
  }
}

extension Violation {
  /// The keys of a violation.
  fileprivate var object: JSONObject {
    switch measure {
    case .exact(let value): subject.object + ["value": value.description]
    case .relative(let distance): subject.object + ["distance": distance]
    }
  }
}

extension Violation.Subject {
  fileprivate var object: JSONObject {
    switch self {
    case .relations(let block, let violated, let total, let row, let point):
      [
        "kind": "relations", "matrix": Wording.matrix(.relations(block: block)),
        "blocks": [block + 1], "violated": violated, "total": total, "output": row + 1,
        "point": point + 1,
      ]
    case .samePattern(let first, let second):
      ["kind": "samePattern", "blocks": [first + 1, second + 1]]
    case .rank(let matrix, let source, let bound, let minor):
      [
        "kind": "rank", "matrix": Wording.matrix(matrix), "source": Wording.source(source),
        "rankAtMost": bound, "rank": minor?.rank,
        "minorRows": minor.map { $0.rows.map { $0 + 1 } },
        "minorColumns": minor.map { $0.columns.map { $0 + 1 } },
      ]
    case .generator(let generator):
      [
        "kind": "generator", "degree": generator.degree,
        "polynomial": generator.polynomial.description,
      ]
    }
  }
}
