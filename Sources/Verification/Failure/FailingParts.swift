import Enclosures
import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties
import Regions

/// The open convex parts of an activation region in which a formula holds, up to boundaries; no two of them have a
/// point in common.
struct FailingParts {
  /// What was measured of a region.
  struct Measured: Sendable {
    let pattern: ActivationPattern
    let probability: ReportedNumber
    let partCount: Int
    /// A point of a part, as an input.
    let input: [Rational]
  }

  private let region: ActivationRegion
  /// Each part by its inequalities and a point inside, in the coordinates of the region.
  private var parts: [(halfSpaces: [HalfSpace], point: [Rational])] = []

  init(of region: ActivationRegion, _ formula: Formula) throws {
    self.region = region
    let slice = region.slice
    let coordinates = VariableForms(
      origin: slice.origin, directions: slice.directions, outputs: region.outputMap)
    switch try SidedFormula(formula, in: coordinates).decided(by: region.side) {
    case .constant(false): break
    case .constant(true):
      parts = [(try region.facetsInTime().map(\.halfSpace), region.coordinates)]
    case let open:
      let inequalities = region.closure.map { (form: $0.form, label: -1) }
      if slice.dimension <= ActivationRegions.maximumVertexDimension {
        guard let cell = GeneratedCell(dimension: slice.dimension, inequalities) else {
          preconditionFailure("a region without points")
        }
        try cut(cell, by: open)
      } else {
        let cell = WitnessedCell(
          dimension: slice.dimension, inequalities, around: region.coordinates)
        try cut(cell, by: open)
      }
    }
  }

  /// Cuts a cell until the formula is decided on each part.
  private mutating func cut(_ cell: some PolyhedralCell, by formula: SidedFormula) throws {
    try Interruption.check()
    var cell = cell
    let formula = try formula.decided { form in
      try cell.side(of: 0, in: LinearForms([IntegerVector(direction: form)]))
    }
    switch formula {
    case .constant(false): return
    case .constant(true):
      parts.append(
        (try cell.facetsInTime().map { HalfSpace(form: $0.form) }, cell.interiorPoint))
    default:
      let forms = LinearForms([IntegerVector(direction: formula.firstForm!)])
      let (negative, positive) = try cell.cut(by: 0, in: forms, label: 0)
      try cut(negative, by: formula)
      try cut(positive, by: formula)
    }
  }

  /// The parts with their probability; `nil` where there are none, or they have none.
  ///
  /// - Throws: `GaussianMeasureError`, `UniformLawError`; also as `Interruption.check`.
  func measured(in chart: FailureChart, accuracy: Rational) throws -> Measured? {
    guard let first = parts.first else { return nil }
    var sum = ReportedNumber.exact(0)
    for part in parts {
      sum = sum + (try chart.probability(of: part.halfSpaces, accuracy: accuracy))
    }
    return Measured(
      pattern: region.pattern, probability: sum, partCount: parts.count,
      input: region.slice.point(first.point))
  }
}

/// A formula on a region, where variables are affine forms of coordinates: each condition says on which side of a
/// hyperplane a point lies, boundaries apart.
indirect enum SidedFormula {
  /// It holds everywhere, or nowhere.
  case constant(Bool)
  /// A form that is not constant, its constant last, is positive.
  case positive([Rational])
  case all([SidedFormula])
  case any([SidedFormula])

  init(_ formula: Formula, in coordinates: VariableForms) {
    switch formula {
    case .all(let parts): self = .all(parts.map { Self($0, in: coordinates) })
    case .any(let parts): self = .any(parts.map { Self($0, in: coordinates) })
    case .condition(let condition):
      let form = coordinates.form(of: condition.expression)
      if form.dropLast().allSatisfy(\.isZero) {
        // Here boundaries matter: a form that is zero everywhere is.
        let value = LinearCondition(LinearExpression(form[form.count - 1]), condition.relation)
        self = .constant(value.holds(for: []))
        return
      }
      switch condition.relation {
      case .less, .atMost: self = .positive(form.map { -$0 })
      case .equal: self = .constant(false)
      // In two parts, so that each has points inside at which it holds.
      case .notEqual: self = .any([.positive(form), .positive(form.map { -$0 })])
      }
    }
  }

  /// The formula with what is known of the sides of a cell.
  func decided(by side: ([Rational]) throws -> Side) rethrows -> SidedFormula {
    switch self {
    case .constant: return self
    case .positive(let form):
      switch try side(form) {
      case .positive: return .constant(true)
      case .negative, .neither: return .constant(false)
      case .both: return self
      }
    case .all(let parts):
      let (open, isFalse) = try Self.open(parts, until: false, by: side)
      return isFalse ? .constant(false) : open.isEmpty ? .constant(true) : .all(open)
    case .any(let parts):
      let (open, isTrue) = try Self.open(parts, until: true, by: side)
      return isTrue ? .constant(true) : open.isEmpty ? .constant(false) : .any(open)
    }
  }

  /// The parts that are still open; the search ends at one with the value that decides all.
  private static func open(
    _ parts: [SidedFormula], until decisive: Bool, by side: ([Rational]) throws -> Side
  ) rethrows -> (open: [SidedFormula], isDecided: Bool) {
    var open: [SidedFormula] = []
    for part in parts {
      let decided = try part.decided(by: side)
      guard case .constant(let holds) = decided else {
        open.append(decided)
        continue
      }
      if holds == decisive { return ([], true) }
    }
    return (open, false)
  }

  /// The form of the first condition that is there.
  var firstForm: [Rational]? {
    switch self {
    case .constant: nil
    case .positive(let form): form
    case .all(let parts), .any(let parts): parts.lazy.compactMap(\.firstForm).first
    }
  }
}
