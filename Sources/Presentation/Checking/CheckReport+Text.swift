import NetworkVarieties
import Varieties

extension CheckReport {
  /// The report for people.
  var lines: [String] {
    [
      Wording.title(variety), "",
      outcome.isSatisfied ? "The values satisfy all that was tested." : "Violated:",
    ] + outcome.violations.flatMap { TextLayout.wrapped(text(of: $0), indent: "  ") }
      + ["", tested] + TextLayout.wrapped(untested).filter { !$0.isEmpty }
  }

  private var tested: String {
    let numbers = [
      counted(outcome.relationCount, "linear relation"),
      counted(outcome.constraintCount, "rank constraint"),
      maximumDegree.map {
        counted(outcome.generatorCount, "generator") + " up to degree \($0)"
      },
    ].compactMap { $0 }.joined(separator: ", ")
    let arithmetic =
      tolerance.map { "in floating point, relative tolerance \($0)" } ?? "exactly"
    return "Tested \(arithmetic): \(numbers)."
  }

  /// What was not tested, in sentences.
  private var untested: String {
    (Wording.coverage(outcome.coverage, done: "tested")
      + (outcome.generatorLimit.map {
        ["Generators of higher degree were not tested: \($0)."]
      } ?? [])).joined(separator: " ")
  }

  private func text(of violation: Violation) -> String {
    switch (violation.subject, violation.measure) {
    case (.relations(let block, let violated, let total, let row, let point), let measure):
      let place = "output \(row + 1) on point \(point + 1)"
      return switch measure {
      case .exact(let value):
        "Y\(block + 1): \(violated) of \(total) linear relations fail, most of all \(place), "
          + "by \(value)"
      case .relative(let distance):
        "Y\(block + 1): linear relations fail, most of all \(place); relative distance \(distance)"
      }
    case (.samePattern(let first, let second), let measure):
      return "blocks \(first + 1) and \(second + 1) have the same pattern and different matrices"
        + Self.amount(measure, "an entry differs by")
    case (.rank(let matrix, let source, let bound, let minor), let measure):
      let rank = minor.map { "rank \($0.rank)" } ?? "the rank"
      let name = "\(Wording.matrix(matrix)): \(rank) exceeds \(bound) (\(Wording.source(source)))"
      return name
        + Self.amount(
          measure,
          "the minor of rows \(minor.map { Self.list($0.rows) } ?? "") and columns "
            + "\(minor.map { Self.list($0.columns) } ?? "") is")
    case (.generator(let generator), let measure):
      return "generator of degree \(generator.degree)" + Self.amount(measure, "its value is")
        + ": \(generator.polynomial)"
    }
  }

  private static func amount(_ measure: Violation.Measure, _ words: String) -> String {
    switch measure {
    case .exact(let value): "; \(words) \(value)"
    case .relative(let distance): "; relative distance \(distance)"
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map { "\($0 + 1)" }.joined(separator: ",")
  }
}
