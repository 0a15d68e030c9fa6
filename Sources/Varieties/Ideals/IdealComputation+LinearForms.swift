import ExactAlgebra

extension IdealComputation {
  /// The same computation in fewer coordinates: those that the linear forms of the ideal leave.
  ///
  /// The ideal is computed in degree 1. Its highest weight vectors are relations between tensors
  /// of coordinates of one shape, in reduced echelon form; the leading tensor of each is
  /// expressed by the others. Where there are none, where the method is by weight spaces, or where
  /// a limit is reached, nothing changes.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func eliminatingLinearForms(
    options: GradedKernel.Options = .init()
  ) async throws -> IdealComputation {
    guard options.method == .highestWeights, let kernel, let action = kernel.action,
      let tensors = TensorCoordinates(action, coordinateCount: kernel.map.coordinateCount)
    else { return self }
    var quiet = options
    quiet.progress = nil
    quiet.degreeFinished = nil
    let linear = try await kernel.ideal(upToDegree: 1, options: quiet)
    guard linear.limit == nil, !linear.highestWeightGenerators.isEmpty else { return self }
    let relations = linear.highestWeightGenerators.map {
      TensorRelation($0.polynomial, in: tensors)
    }
    let eliminated = Set(relations.map(\.leading))
    let kept = tensors.labels.indices.filter { !eliminated.contains($0) }
      .flatMap { tensors.labels[$0].coordinates }.sorted()
    let rest = kept.isEmpty ? nil : kernel.selecting(kept)
    let forms =
      reduction?.substitution.images ?? kernel.map.coordinateRing.variables
    let families = relations.map { relation in
      let label = tensors.labels[relation.leading]
      return LinearReduction.Family(
        factors: label.factors, count: label.coordinates.count
      ) { index in
        relation.terms.reduce(forms[0].ring.zero) { sum, term in
          sum + term.coefficient * forms[tensors.labels[term.label].coordinates[index]]
        }
      }
    }
    var computation = IdealComputation(
      rest,
      in: LinearReduction(
        substitution: PolynomialMap(
          from: forms[0].ring, to: rest?.map.coordinateRing ?? PolynomialRing([]),
          images: kept.map { forms[$0] }),
        families: (reduction?.families ?? []) + families,
        status: (reduction?.status ?? .proved).joined(with: linear.status)),
      action: action)
    computation.eliminated = CoordinateElimination(
      relations, in: tensors, keeping: kept, of: kernel.map.coordinateCount)
    return computation
  }
}

/// Coordinates as linear forms in those that an elimination of linear forms keeps.
struct CoordinateElimination: Sendable {
  /// For each coordinate from before the form that it is.
  private let forms: [[Int: Rational]]
  /// The highest relation of each family that was used, in the coordinates from before.
  let relations: [[Rational]]

  fileprivate init(
    _ relations: [TensorRelation], in tensors: TensorCoordinates, keeping kept: [Int],
    of count: Int
  ) {
    var forms = [[Int: Rational]](repeating: [:], count: count)
    for (place, coordinate) in kept.enumerated() { forms[coordinate] = [place: 1] }
    for relation in relations {
      let leading = tensors.labels[relation.leading].coordinates
      let scale = -relation.terms[0].coefficient.inverse!
      for (index, coordinate) in leading.enumerated() {
        for term in relation.terms.dropFirst() {
          for (place, value) in forms[tensors.labels[term.label].coordinates[index]] {
            forms[coordinate][place, default: 0] += scale * term.coefficient * value
          }
        }
      }
    }
    self.forms = forms
    self.relations = relations.map { relation in
      var form = [Rational](repeating: 0, count: count)
      for term in relation.terms {
        form[tensors.labels[term.label].coordinates[0]] = term.coefficient
      }
      return form
    }
  }

  /// A rank condition in the coordinates that are kept.
  func applied(to condition: RankCondition) -> RankCondition {
    let entries = condition.entries.map { row in
      row.map { form in
        form.reduce(into: [Int: Rational]()) { sum, term in
          for (place, value) in forms[term.key] {
            sum[place, default: 0] += Rational(term.value) * value
          }
        }.filter { !$0.value.isZero }
      }
    }
    // One common factor does not change ranks.
    let denominator = entries.joined().flatMap(\.values).reduce(Integer(1)) {
      leastCommonMultiple($0, $1.denominator)
    }
    return RankCondition(
      entries: entries.map { row in
        row.map { form in form.mapValues { ($0 * Rational(denominator)).numerator } }
      },
      columnCount: condition.columnCount, rankAtMost: condition.rankAtMost)
  }
}

/// A linear relation between tensors of coordinates of one shape.
private struct TensorRelation {
  let terms: [(label: Int, coefficient: Rational)]

  /// The relation of which a linear form is the highest entry.
  init(_ form: Polynomial, in tensors: TensorCoordinates) {
    var labels: [Int: Int] = [:]
    for (index, label) in tensors.labels.enumerated() { labels[label.coordinates[0]] = index }
    terms = form.terms.map { term in
      guard term.variables.count == 1, let label = labels[term.variables[0]] else {
        preconditionFailure("a highest weight vector of degree 1 with a lower coordinate")
      }
      return (label, term.coefficient)
    }
  }

  var leading: Int { terms[0].label }
}
