import Enclosures
import ExactAlgebra

extension MeasureReport {
  /// The report for people.
  func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "The probability that a random point lies in one polyhedron, that is, satisfies all of its "
        + "inequalities at once.")
    lines += TextLayout.wrapped("Law: \(law)")
    lines += TextLayout.wrapped("Polyhedron: \(polyhedron)")
    if let dimension = measure.integralDimension {
      lines.append("Dimension of the integral: \(dimension)")
    }
    lines += ["", "Probability  \(measure.probability.text)"]
    lines += measure.probability.worth.flatMap { TextLayout.wrapped($0, indent: "  ") }
    lines += accuracyLines + momentLines
    if let seed = measure.seed { lines += ["", "Seed \(seed)"] } else { lines.append("") }
    lines += ["reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var accuracyLines: [String] {
    guard !measure.isAccurate else { return [] }
    let wanted = measure.accuracy.decimal(digits: 3, rounding: .up)
    guard let error = measure.probability.relativeError else {
      return ["  relative accuracy \(wanted) was not reached"]
    }
    return [
      "  relative accuracy \(wanted) was not reached: the error is up to "
        + error.decimal(digits: 2, rounding: .up)
    ]
  }

  private var momentLines: [String] {
    guard hasMoments else { return [] }
    guard let conditional = measure.conditional else {
      return ["", "The probability is zero: there is no law in the polyhedron, and no moments."]
    }
    return ["", "Mean of the law in the polyhedron"]
      + conditional.mean.enumerated().map { "  x_\($0 + 1)  \($1.text)" }
      + ["", "Covariance"]
      + conditional.covariance.enumerated().flatMap { row, entries in
        entries.enumerated().filter { $0.offset >= row }.map { column, entry in
          "  x_\(row + 1), x_\(column + 1)  \(entry.text)"
        }
      }
  }
}
