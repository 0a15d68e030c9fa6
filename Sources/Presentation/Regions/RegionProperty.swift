import ExactAlgebra
import Polyhedra
import Regions

/// Regions, or what is outside of them, as a property in VNN-LIB: the inputs that are meant.
///
/// The closures of the regions; or the points of the domain that are in none of the regions, which are open. So all
/// conditions are `<=` and `>=`. Coefficients are integers, and not negative: a term with a negative one stands on the
/// other side. Bounds of one input that are decimal numbers are written as such, and all numbers have a decimal point.
///
/// Source: the commands of VNN-LIB 1.0, which are those of SMT-LIB 2: https://www.vnnlib.org.
struct RegionProperty: Sendable {
  /// The most decimals of a bound.
  private static let mostDecimals = 40

  private let isComplement: Bool

  init(of report: RegionReport) { isComplement = report.isComplement }

  /// The conditions of a region, one on each line: of its closure, all of which hold there; or of the points of the
  /// domain that are not in it, at which one of them holds.
  ///
  /// - Precondition: the inequalities of the region are known.
  func text(of entry: RegionEntry) -> String {
    guard let facets = entry.details?.facets else {
      preconditionFailure("a region without its inequalities")
    }
    guard isComplement else { return Self.lines(facets.map(\.halfSpace)) }
    let inner = facets.filter { if case .neuron = $0.source { true } else { false } }
    return Self.lines(inner.map(\.halfSpace.complement))
  }

  /// The file for regions with such conditions.
  func file(of report: RegionReport, _ regions: [String], version: String) -> String {
    let title = RegionText(report, version: version).title
    let what = isComplement ? "The inputs outside of" : "The closures of"
    let comments =
      [
        "\(what) \(regions.count) of the \(title.prefix(1).lowercased() + title.dropFirst()).",
        "Written by reluvar \(version).",
      ] + (report.reading?.lines ?? [])
    let architecture = report.network.architecture
    let variables =
      (0..<architecture.inputCount).map { "X_\($0)" }
      + (0..<architecture.outputCount).map { "Y_\($0)" }
    let lines =
      comments.map { "; \($0)" } + variables.map { "(declare-const \($0) Real)" }
      + (isComplement ? complement(of: regions, in: report.inequalities) : union(of: regions))
      .map { "(assert \($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The points in one of the regions.
  private func union(of regions: [String]) -> [String] {
    let parts = regions.map { $0.split(separator: "\n").map(String.init) }
    guard !parts.contains([]) else { return [Self.always] }
    if parts.count == 1 { return parts[0] }
    let all = parts.map { $0.count == 1 ? $0[0] : "(and \($0.joined(separator: " ")))" }
    return ["(or\n  \(all.joined(separator: "\n  ")))"]
  }

  /// The points of the domain in none of the regions.
  private func complement(of regions: [String], in domain: [HalfSpace]) -> [String] {
    let parts = regions.map { $0.split(separator: "\n").map(String.init) }
    let inside = domain.filter { !$0.normal.allSatisfy(\.isZero) }.map(Self.condition)
    guard !parts.contains([]) else { return inside + Self.never }
    return inside
      + parts.map { $0.count == 1 ? $0[0] : "(or\n  \($0.joined(separator: "\n  ")))" }
  }

  /// What holds everywhere, and what holds nowhere.
  private static let always = "(or (<= X_0 0.0) (>= X_0 0.0))"
  private static let never = ["(<= X_0 0.0)", "(>= X_0 1.0)"]

  private static func lines(_ halfSpaces: [HalfSpace]) -> String {
    halfSpaces.map(condition).joined(separator: "\n")
  }

  /// `normal . x + offset >= 0`.
  private static func condition(_ halfSpace: HalfSpace) -> String {
    let entries = halfSpace.form.entries
    let (normal, offset) = (entries.dropLast(), entries[entries.count - 1])
    let places = normal.indices.filter { !normal[$0].isZero }
    if places.count == 1, let bound = bound(halfSpace, on: places[0]) { return bound }
    let below = sum(places.filter { normal[$0].signum() < 0 }, normal, offset.signum() < 0, offset)
    let above = sum(places.filter { normal[$0].signum() > 0 }, normal, offset.signum() > 0, offset)
    return "(<= \(below) \(above))"
  }

  /// `(>= X_0 -0.5)`; `nil` where the bound is no decimal number.
  private static func bound(_ halfSpace: HalfSpace, on input: Int) -> String? {
    let coefficient = halfSpace.normal[input]
    let value = -halfSpace.offset / coefficient
    guard let text = decimal(value) else { return nil }
    return "(\(coefficient.signum() > 0 ? ">=" : "<=") X_\(input) \(text))"
  }

  /// The number with all of its decimals; `nil` where they do not end, or are very many.
  private static func decimal(_ value: Rational) -> String? {
    var denominator = value.denominator
    var digits = 0
    while denominator != 1, digits < mostDecimals {
      let scaled = Rational(10) / Rational(denominator)
      denominator = scaled.denominator
      digits += 1
    }
    return denominator == 1 ? value.decimal(digits: max(1, digits)) : nil
  }

  /// The sum of terms with the sizes of their coefficients, and of a constant.
  private static func sum(
    _ places: [Int], _ normal: ArraySlice<Integer>, _ hasConstant: Bool, _ constant: Integer
  ) -> String {
    var terms = places.map { place in
      let size = normal[place].magnitude
      return size == 1 ? "X_\(place)" : "(* \(number(size)) X_\(place))"
    }
    if hasConstant { terms.append(number(constant.magnitude)) }
    switch terms.count {
    case 0: return "0.0"
    case 1: return terms[0]
    default: return "(+ \(terms.joined(separator: " ")))"
    }
  }

  /// An integer, written as a real number: readers with types do not compare reals with integers.
  private static func number(_ value: Integer) -> String { "\(value).0" }
}
