public import Enclosures
public import ExactAlgebra
import GaussianMeasures
import Polyhedra
import RandomNetworks

extension LineLaw {
  /// A point with a probability of its own.
  public struct Atom: Sendable {
    /// The point.
    public let point: [Rational]
    /// Its probability, which may be tiny and is not zero.
    public let probability: ReportedNumber
  }

  /// A part of the path that moves, with the probability of the parameters that belong to it; atoms of the
  /// parameter do not count here.
  public struct Stretch: Sendable {
    /// Where the parameter begins; `nil` for minus infinity.
    public let lower: Rational?
    /// Where the parameter ends; `nil` for infinity.
    public let upper: Rational?
    /// The path there.
    public let piece: AffinePath.Piece
    /// The probability.
    public let probability: ReportedNumber
  }

  /// What is known of a law on a path.
  public struct Description: Sendable {
    /// The atoms, sorted by point.
    public let atoms: [Atom]
    /// The parts that move, in the order of the parameter.
    public let stretches: [Stretch]
    /// The mean of each coordinate.
    public let mean: [ReportedNumber]
    /// The covariance matrix.
    public let covariance: [[ReportedNumber]]
  }

  /// Atoms, moving parts, mean and covariance.
  ///
  /// Under Gaussian laws the precision is raised until probabilities have 64 binary digits, means that many
  /// relative to their deviation, and variances 64 too, or until a limit is reached, where balls stay wide.
  ///
  /// - Throws: `GaussianMeasureError`, `UniformLawError`; also as `Interruption.check`.
  public func description() throws -> Description {
    var bits = Self.wantedBits + 16
    while true {
      let parts = try parts(bits: bits)
      let (mean, covariance) = moments(of: parts)
      let isAccurate = covariance.indices.allSatisfy {
        covariance[$0][$0].hasBits(Self.wantedBits)
      }
      if isAccurate || bits >= Self.largestBits {
        return Description(
          atoms: atoms(of: parts), stretches: stretches(of: parts), mean: mean,
          covariance: covariance)
      }
      bits *= 2
    }
  }

  private static let wantedBits = 64
  private static let largestBits = 2_000

  /// The parameters that belong to one piece of the path, under one part of the law: those that have a density,
  /// or one that is an atom.
  private struct Part {
    let lower: Rational?
    let upper: Rational?
    let piece: AffinePath.Piece
    let isAtom: Bool
    let mass: ReportedNumber
    let mean: ReportedNumber
    let variance: ReportedNumber
  }

  private func parts(bits: Int) throws -> [Part] {
    let split = input.splitByAtoms
    var parts: [Part] = []
    var lower: Rational?
    for piece in path.pieces {
      for (weight, law) in split.continuous {
        var sides: [HalfSpace] = []
        if let lower { sides.append(HalfSpace(normal: [1], offset: -lower)) }
        if let upper = piece.upper { sides.append(HalfSpace(normal: [-1], offset: upper)) }
        let moments = try law.conditionalMoments(
          of: sides, accuracy: Rational(1, 2).power(bits))
        guard let moments else { continue }
        parts.append(
          Part(
            lower: lower, upper: piece.upper, piece: piece, isAtom: false,
            mass: .exact(weight) * moments.mass, mean: moments.mean[0],
            variance: moments.covariance[0][0]))
      }
      lower = piece.upper
    }
    for (point, weight) in split.atoms {
      let piece = path.pieces.first { $0.upper.map { point <= $0 } ?? true }!
      parts.append(
        Part(
          lower: point, upper: point, piece: piece, isAtom: true, mass: .exact(weight),
          mean: .exact(point), variance: .exact(0)))
    }
    return parts
  }

  private func atoms(of parts: [Part]) -> [Atom] {
    var masses: [[Rational]: ReportedNumber] = [:]
    for part in parts where part.isAtom || part.piece.isConstant {
      let point = part.piece(part.isAtom ? part.lower! : 0)
      masses[point] = masses[point].map { $0 + part.mass } ?? part.mass
    }
    return masses.map { Atom(point: $0.key, probability: $0.value) }
      .sorted { $0.point.lexicographicallyPrecedes($1.point) }
  }

  private func stretches(of parts: [Part]) -> [Stretch] {
    var stretches: [Stretch] = []
    for part in parts where !part.isAtom && !part.piece.isConstant {
      if let last = stretches.last, last.lower == part.lower, last.upper == part.upper {
        stretches[stretches.count - 1] = Stretch(
          lower: last.lower, upper: last.upper, piece: last.piece,
          probability: last.probability + part.mass)
      } else {
        stretches.append(
          Stretch(
            lower: part.lower, upper: part.upper, piece: part.piece, probability: part.mass))
      }
    }
    return stretches
  }

  /// Mean and covariance, by sums around a point near the most probable part: there little cancels.
  private func moments(of parts: [Part]) -> ([ReportedNumber], [[ReportedNumber]]) {
    let heaviest = parts.max { $0.mass.approximation < $1.mass.approximation }!
    let middle = Rational(exactly: heaviest.mean.approximation) ?? 0
    let center = heaviest.piece(heaviest.piece.isConstant ? 0 : middle)
    let axes = center.indices
    var first = axes.map { _ in ReportedNumber.exact(0) }
    var second = axes.map { _ in first }
    for part in parts {
      let shifts = axes.map { axis in
        .exact(part.piece.slope[axis]) * part.mean
          + .exact(part.piece.offset[axis] - center[axis])
      }
      for row in axes {
        first[row] = first[row] + part.mass * shifts[row]
        for column in axes where column <= row {
          let slopes = part.piece.slope[row] * part.piece.slope[column]
          let product = .exact(slopes) * part.variance + shifts[row] * shifts[column]
          second[row][column] = second[row][column] + part.mass * product
        }
      }
    }
    let covariance = axes.map { row in
      axes.map { column in
        second[max(row, column)][min(row, column)] - first[row] * first[column]
      }
    }
    return (axes.map { .exact(center[$0]) + first[$0] }, covariance)
  }
}

extension ReportedNumber {
  /// Whether it is exact or has so many binary digits.
  fileprivate func hasBits(_ bits: Int) -> Bool {
    switch self {
    case .exact: true
    case .enclosed(let ball): ball.isZero || ball.accurateBits >= bits
    case .confident, .estimated: false
    }
  }
}

extension InputLaw {
  /// The parts of a law on the line that have a density, with their weights, and its atoms.
  fileprivate var splitByAtoms:
    (
      continuous: [(weight: Rational, law: InputLaw)],
      atoms: [(point: Rational, weight: Rational)]
    )
  {
    switch self {
    case .uniform: return ([(1, self)], [])
    case .points(let law):
      let atoms = zip(law.points, law.weights).filter { !$1.isZero }
      return ([], atoms.map { ($0[0], $1) })
    case .gaussian(let mixture):
      let parts = mixture.parts.filter { !$0.weight.isZero }
      return (
        parts.filter { !$0.law.isSingular }
          .map { ($0.weight, .gaussian(GaussianMixture($0.law))) },
        parts.filter(\.law.isSingular).map { ($0.law.mean[0], $0.weight) }
      )
    }
  }
}
