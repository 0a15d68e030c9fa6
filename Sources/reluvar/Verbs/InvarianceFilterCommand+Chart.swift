import Drawing
import Enclosures
import ExactAlgebra
import InvariantFamilies
import Networks
import RandomNetworks

extension InvarianceFilterCommand {
  /// As many outputs are drawn.
  private static let shownOutputs = 4
  /// Values of a curve.
  private static let pointCount = 240
  /// Digits of a picture.
  private static let accuracy = Rational(10).power(-6)
  /// The same for what is sampled.
  private static let samplingAccuracy = 1e-2

  /// The laws of the first outputs beside their Gaussian substitutes, and the errors over the layers.
  func figure(
    of comparison: FilterComparison, on network: Network, under input: InputLaw,
    _ options: NetworkLaw.Options
  ) async throws -> FilterFigure {
    var coarse = options
    coarse.aim(atRelativeError: Self.accuracy)
    coarse.samplingAccuracy = Self.samplingAccuracy
    coarse.surveyAccuracy = Self.samplingAccuracy
    let law = try await NetworkLaw(of: network, under: input, options: coarse)
    let stage = comparison.stages[comparison.stages.count - 1]
    var outputs: [FilterFigure.Output] = []
    for output in 0..<min(network.architecture.outputCount, Self.shownOutputs) {
      outputs.append(try await panel(of: output, law, stage))
    }
    let kinds = [
      ErrorKind(name: "mean", error: \.relativeMeanError),
      ErrorKind(name: "covariance", error: \.relativeCovarianceError),
    ]
    // An even number of panels.
    let groups = outputs.count % 2 == 0 ? kinds.map { [$0] } : [kinds]
    return FilterFigure(
      outputs: outputs, errors: groups.compactMap { Self.errors(of: comparison, $0) })
  }

  private func panel(
    of output: Int, _ law: NetworkLaw, _ stage: FilterComparison.Stage
  ) async throws -> FilterFigure.Output {
    let substitutes = AssumedDensityFilter.Form.allCases.map { form in
      let moments = stage.filtered(form).moments
      return FilterFigure.Substitute(
        name: form.rawValue, mean: moments.mean[output].approximation,
        deviation: max(moments.variances[output].approximation, 0).squareRoot())
    }
    let atoms = law.atoms(of: output).map {
      LawFigure.Atom(
        value: Double(approximating: $0.value), probability: $0.probability.approximation)
    }
    var reach = substitutes.map { ($0.mean, 3.2 * $0.deviation) }
    if let exact = stage.exact ?? law.outputMoments.map(LayerMoments.init) {
      let deviation = max(exact.variances[output].approximation, 0).squareRoot()
      // A filter may be far too wide.
      reach = reach.map { ($0.0, min($0.1, 8 * deviation)) }
      reach.append((exact.mean[output].approximation, 4 * deviation))
    }
    let (least, greatest) = (
      reach.map { $0.0 - $0.1 }.min() ?? 0, reach.map { $0.0 + $0.1 }.max() ?? 0
    )
    return FilterFigure.Output(
      name: "f_\(output + 1)",
      density: try await curve(of: output, law, from: least, to: greatest),
      atoms: atoms.filter { (least...greatest).contains($0.value) }, substitutes: substitutes)
  }

  private func curve(
    of output: Int, _ law: NetworkLaw, from least: Double, to greatest: Double
  ) async throws -> [LawFigure.Point] {
    guard least < greatest, let start = Rational(exactly: least),
      let end = Rational(exactly: greatest)
    else { return [] }
    let values = (0...Self.pointCount).map {
      start + (end - start) * Rational($0) / Rational(Self.pointCount)
    }
    return try await law.densityCurve(of: output, at: values).map {
      LawFigure.Point(
        value: Double(approximating: $0.value), density: $0.density.approximation)
    }
  }

  /// A relative error of a layer.
  private struct ErrorKind {
    let name: String
    let error: (FilteredMoments) -> ReportedNumber?
  }

  /// Some kinds of error over the layers where they are known; `nil` where they are known for none.
  private static func errors(
    of comparison: FilterComparison, _ kinds: [ErrorKind]
  ) -> FilterFigure.Errors? {
    let lines = kinds.flatMap { kind in
      AssumedDensityFilter.Form.allCases.map { form in
        (
          name: kinds.count > 1 ? "\(kind.name), \(form.rawValue)" : form.rawValue,
          errors: comparison.stages.map { kind.error($0.filtered(form)) }
        )
      }
    }
    let known = comparison.stages.indices.filter { place in
      lines.allSatisfy { $0.errors[place] != nil }
    }
    guard !known.isEmpty else { return nil }
    return FilterFigure.Errors(
      kinds.count > 1 ? "Errors" : "Error of the \(kinds[0].name)", layers: known.map { $0 + 1 },
      lines: lines.map { line in
        .init(line.name, known.compactMap { line.errors[$0]?.approximation })
      })
  }
}
