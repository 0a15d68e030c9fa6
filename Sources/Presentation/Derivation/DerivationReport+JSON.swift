import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

extension DerivationReport {
  func writeMembers(
    by writer: inout JSONObjectWriter, version: String, to body: (String) throws -> Void
  ) rethrows {
    let lists: JSONObject = ["degrees": degrees, "generators": generators]
    try writer.add(summary(version: version) + lists, to: body)
  }

  /// All keys but those of degrees and generators.
  func summary(version: String) -> JSONObject {
    var object = derivation.dimension.object(version: version)
    object["maxDegree"] = derivation.ideal.maximumDegree
    object["certificate"] = certificate
    object["codimensionReached"] = derivation.isCodimensionReached
    object["completeness"] = derivation.completeness.object(
      statement: Wording.statement(derivation))
    if let hilbert = derivation.hilbert {
      object = object + hilbert.members(by: Wording.code(derivation.completeness))
    }
    object["tangentSpace"] = derivation.tangentSpace?.object
    object["unwritten"] = unwritten
    object["limit"] = derivation.ideal.limit?.description
    object["seconds"] = seconds
    return object
  }

  private var degrees: [JSONObject] {
    let ideal = derivation.ideal
    let origins = Dictionary(grouping: ideal.originCounts, by: \.degree)
    return ideal.pieces.map { piece in
      var object = piece.object
      object["sources"] = origins[piece.degree].map { counts in
        counts.compactMap { count -> JSONObject? in
          count.origin.map {
            $0.object(among: derivation.comparedConstraints) + ["count": count.count]
          }
        }
      }
      return object
    }
  }

  private var generators: [JSONObject] {
    let constraints = derivation.comparedConstraints
    return switch selection {
    case .none: []
    case .all: derivation.ideal.generators.written.map { $0.object(among: constraints) }
    case .highestWeight, .families:
      derivation.ideal.highestWeightGenerators.map { $0.object(among: constraints) }
    }
  }

  /// Generators without polynomials; `nil` where there are none.
  private var unwritten: JSONObject? {
    let generators = derivation.ideal.unwritten
    guard !generators.isEmpty else { return nil }
    return [
      "statement": Wording.unwritten(derivation).joined(separator: " "),
      "generators": generators.map { $0.object(among: derivation.comparedConstraints) },
    ]
  }

  private var certificate: JSONObject {
    let ideal = derivation.ideal
    var object: JSONObject = [
      "statement": Wording.certificate(ideal) + " " + Wording.codimension(derivation),
      "method": ideal.isByTheorem ? "theorem" : ideal.method.rawValue,
      "degrees": Wording.status(ideal.status),
      "codimension": derivation.dimension.codimension,
      "generatorJacobianRank": derivation.generatorRank?.rank, "primes": ideal.primes,
    ]
    object["seed"] = ideal.seed
    object["completeness"] = derivation.certification?.object
    return object
  }
}

extension GradedIdeal.Piece {
  /// The keys of a degree.
  var object: JSONObject {
    var object: JSONObject = [
      "degree": degree, "dimension": dimension, "minimalGenerators": minimalGeneratorCount,
      "status": Wording.status(status),
      "representation": representation.map { Wording.representation($0) },
    ]
    if case .probable(let bound) = status { object["errorBound"] = bound }
    return object
  }
}

extension GeneratorOrigin {
  /// Where generators come from: `new`, `points`, or the code and the matrix of a constraint.
  fileprivate func object(among constraints: [RankConstraint]) -> JSONObject {
    switch self {
    case .new: ["code": "new"]
    case .relation: ["code": Wording.code(.points)]
    case .condition(let index):
      [
        "code": Wording.code(constraints[index].source),
        "constraint": Wording.matrix(constraints[index].matrix),
        "minorSize": constraints[index].condition.minorSize,
      ]
    }
  }
}

extension MinimalGenerators.Written {
  /// The keys of a generator.
  func object(among constraints: [RankConstraint]) -> JSONObject {
    [
      "degree": degree, "polynomial": text,
      "source": origin?.object(among: constraints),
    ]
  }
}

extension UnwrittenGenerators {
  /// The keys of generators without polynomials.
  fileprivate func object(among constraints: [RankConstraint]) -> JSONObject {
    [
      "degree": degree, "weight": representation.partitions.map(\.parts),
      "orbitDimension": representation.dimension, "multiplicity": multiplicity, "count": count,
      "terms": termCount, "source": origin.object(among: constraints),
    ]
  }
}

extension HighestWeightGenerator {
  /// The keys of a highest weight vector.
  func object(among constraints: [RankConstraint]) -> JSONObject {
    [
      "degree": degree, "polynomial": polynomial.description,
      "weight": representation.partitions.map(\.parts),
      "orbitDimension": representation.dimension, "status": Wording.status(status),
      "source": origin?.object(among: constraints),
    ]
  }
}
