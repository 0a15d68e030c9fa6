import Enclosures
import ExactAlgebra
public import InvariantFamilies
import Varieties

/// How the dimension of the set of reachable laws grows with the depth, ready to be written.
public struct GrowthReport: Sendable {
  /// The growth.
  public let growth: LawGrowth
  /// The law at the start.
  public let start: GivenLaw
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on growth.
  public init(_ growth: LawGrowth, from start: GivenLaw, seconds: Double? = nil) {
    (self.growth, self.start, self.seconds) = (growth, start, seconds)
  }
}

extension GrowthReport: Presentable {
  /// Text, JSON and CSV.
  public static var formats: [OutputFormat] { [.text, .json, .csv] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, table: { table }, to: body)
  }

  // MARK: text

  private func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "Laws that layers x -> ReLU(W x + b) of R^\(growth.laws.spaceDimension) make of \(start), by "
        + "the number of layers.")
    if !growth.isComplete {
      lines.append(
        "The time was over after \(counted(growth.steps.count, "depth")) of "
          + "\(growth.depths.count).")
    }
    lines += [""]
    lines += TextLayout.table(
      header: ["depth", "parameters", "dimension", "upper bound", "bound by", "status"],
      rows: growth.steps.map { step in
        [
          "\(step.depth)", "\(step.parameterCount)", "\(step.dimension.value)",
          "\(step.upperBound)", words(for: step.bound),
          step.dimension.isProved ? "proved" : "lower bound",
        ]
      }, leftAligned: [4, 5])
    if let comparison = growth.comparison {
      lines += [""] + TextLayout.wrapped(statement(on: comparison))
    }
    lines += [""]
    if let evidence = growth.steps.first?.dimension.evidence {
      lines += TextLayout.wrapped(
        "Each dimension is the rank of the derivative of \(functionals) by all weights, at random "
          + "rational weights, modulo the prime \(evidence.prime): a proved lower bound. "
          + "Seed \(growth.seed), at most \(counted(growth.draws, "draw")) at each depth.")
    }
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var functionals: String {
    switch growth.laws.start {
    case .uniform: "moments"
    case .points: "the places of atoms"
    }
  }

  private func words(for bound: DimensionBound) -> String {
    switch bound {
    case .ambientSpace: "coordinates of atoms"
    case .parameterSymmetry: "parameters minus scalings"
    case .normalForm: "clamps"
    case .linearRelations, .rankConstraints, .exactElimination, .equations: Wording.bound(bound)
    }
  }

  private func statement(on comparison: LawGrowth.Comparison) -> String {
    let name = comparison.family.kind.rawValue
    let size = comparison.family.size.map { ", with \(counted($0, "point"))," } ?? ""
    let family =
      "The family \(name)\(size) has \(counted(comparison.parameterCount, "parameter"))"
    guard let depth = growth.firstDepthBeyond, let verdict = growth.verdict else {
      return "\(family). No dimension above exceeds that, so nothing follows."
    }
    let beyond = "\(family), and the dimension at depth \(depth) is larger"
    return switch verdict {
    case .notInvariant:
      "\(beyond). A family that depends on so many numbers in a locally Lipschitz way, as this one "
        + "does, cannot contain all laws that are reached from its member at the start: it is not "
        + "invariant."
    case .notLocallyLipschitz:
      "\(beyond). The family contains all laws that are reached, so they do not depend on so few "
        + "numbers in a locally Lipschitz way."
    }
  }

  // MARK: JSON and CSV

  private func object(version: String) -> JSONObject {
    [
      "start": start.object, "spaceDimension": growth.laws.spaceDimension,
      "depths": growth.steps.map { object(of: $0) },
      "family": growth.comparison?.family.kind.rawValue,
      "familySize": growth.comparison?.family.size,
      "familyParameters": growth.comparison?.parameterCount,
      "firstDepthBeyond": growth.firstDepthBeyond?.json ?? JSON.literal("null"),
      "verdict": growth.verdict?.rawValue.json ?? JSON.literal("null"),
      "seed": growth.seed, "draws": growth.draws,
      "status": growth.isComplete ? "complete" : "limitReached", "seconds": seconds,
      "version": version,
    ]
  }

  private func object(of step: GrowthStep) -> JSONObject {
    let evidence = step.dimension.evidence
    return [
      "depth": step.depth, "parameters": step.parameterCount,
      "dimension": step.dimension.value,
      "dimensionStatus": step.dimension.isProved ? "proved" : "lowerBound",
      "upperBound": step.upperBound, "boundBy": step.bound.rawValue,
      "functionals": evidence.columnCount,
      "evidence": [
        "prime": evidence.prime, "seed": evidence.seed, "draw": step.draw, "rank": evidence.rank,
        "rows": evidence.rowCount, "columns": evidence.columnCount,
      ] as JSONObject,
    ]
  }

  private var table: [[String]] {
    let titles = [
      "depth", "parameters", "dimension", "status", "upper_bound", "bound_by", "functionals",
      "draw",
    ]
    return [titles]
      + growth.steps.map { step in
        [
          "\(step.depth)", "\(step.parameterCount)", "\(step.dimension.value)",
          step.dimension.isProved ? "proved" : "lowerBound", "\(step.upperBound)",
          step.bound.rawValue, "\(step.dimension.evidence.columnCount)", "\(step.draw)",
        ]
      }
  }
}
