public import Enclosures
import ExactAlgebra
public import Networks

/// How the geometry of the input differs between patterns: the covariance of the input, given the pattern, and the
/// spaces of its largest eigenvalues.
///
///     let stability = try GateStability(of: model, over: sample, rank: 1)
///     stability.patterns[0].angles       // between the leading spaces of the pattern and of the whole
///
/// Eigenvalues and principal angles are enclosed where covariances are. A space of largest eigenvalues is
/// determined where they are proved to be larger than the next one; there are no angles elsewhere.
public struct GateStability: Sendable {
  /// A covariance matrix with its spectrum.
  public struct Geometry: Sendable {
    /// The covariance.
    public let covariance: [[ReportedNumber]]
    /// Its eigenvalues, largest first.
    public let eigenvalues: [ReportedNumber]
    let space: LeadingSpace?

    /// Whether the space of the `rank` largest eigenvalues is proved to be determined.
    public var isDetermined: Bool { space != nil }
  }

  /// A pattern with the geometry of the input there.
  public struct Pattern: Sendable {
    /// The pattern.
    public let pattern: ActivationPattern
    /// Its probability.
    public let mass: ReportedNumber
    /// The mean of the input, given the pattern.
    public let mean: [ReportedNumber]
    /// The covariance of the input, given the pattern.
    public let geometry: Geometry
    /// The principal angles between its leading space and that of the whole, in radians, smallest first; `nil`
    /// where one of them is not determined.
    public let angles: [ReportedNumber]?
  }

  /// The dimension of the spaces.
  public let rank: Int
  /// The covariance of the input.
  public let total: Geometry
  /// The most probable patterns, largest first.
  public let patterns: [Pattern]
  /// The probability of these patterns.
  public let listedMass: ReportedNumber
  /// The number of all patterns over which means are taken.
  public let patternCount: Int
  /// `E_A Cov(X | A)`.
  public let meanCovariance: [[ReportedNumber]]
  /// `Var_A` of each entry of `Cov(X | A)`.
  public let covarianceVariance: [[ReportedNumber]]
  /// The largest principal angle between the leading spaces of each two listed patterns, in radians; `nil` where one
  /// of them is not determined. One row for each pattern, with the patterns before it.
  public let largestAngles: [[ReportedNumber?]]
  /// The mean of the largest angle between the leading space of a pattern and that of the whole, with the
  /// probabilities of the listed patterns where it is determined as weights; `nil` where there are none.
  public let meanLargestAngle: ReportedNumber?
  /// The probability of the patterns over which that mean is taken.
  public let determinedMass: ReportedNumber

  /// Digits of eigenvalues and angles.
  static let precision = 128

  /// The input, given one pattern.
  struct Part {
    let pattern: ActivationPattern
    let mass: ReportedNumber
    let mean: [ReportedNumber]
    let covariance: [[ReportedNumber]]
  }

  /// The stability of parts of which all are given.
  init(of parts: [Part], total: [[ReportedNumber]], rank: Int, listing maximumPatterns: Int) {
    self.rank = rank
    patternCount = parts.count
    let total = Geometry(of: total, rank: rank)
    self.total = total
    let size = total.covariance.indices
    func mean(_ value: (Part) -> ReportedNumber) -> ReportedNumber {
      parts.reduce(.exact(0)) { $0 + $1.mass * value($1) }
    }
    let centre = size.map { row in size.map { column in mean { $0.covariance[row][column] } } }
    meanCovariance = centre
    covarianceVariance = size.map { row in
      size.map { column in
        mean {
          let distance = $0.covariance[row][column] - centre[row][column]
          return distance.squared()
        }
      }
    }
    let order = parts.indices.sorted { a, b in
      let (first, second) = (parts[a].mass.midpoint, parts[b].mass.midpoint)
      return first == second ? parts[a].pattern < parts[b].pattern : first > second
    }
    patterns = order.prefix(maximumPatterns).map { Pattern(parts[$0], total, rank) }
    let listed = patterns
    listedMass = listed.reduce(.exact(0)) { $0 + $1.mass }
    largestAngles = listed.indices.map { row in
      listed[..<row].map { listed[row].geometry.angles(to: $0.geometry)?.last }
    }
    let determined = listed.filter { $0.angles != nil }
    determinedMass = determined.reduce(.exact(0)) { $0 + $1.mass }
    meanLargestAngle =
      determined.isEmpty
      ? nil
      : determined.reduce(.exact(0)) { $0 + $1.mass * $1.angles![rank - 1] } / determinedMass
  }
}

extension GateStability.Pattern {
  fileprivate init(
    _ part: GateStability.Part, _ total: GateStability.Geometry, _ rank: Int
  ) {
    let geometry = GateStability.Geometry(of: part.covariance, rank: rank)
    pattern = part.pattern
    mass = part.mass
    mean = part.mean
    self.geometry = geometry
    angles = geometry.angles(to: total)
  }
}

extension GateStability.Geometry {
  fileprivate init(of covariance: [[ReportedNumber]], rank: Int) {
    self.covariance = covariance
    let worth = Worth(of: covariance.joined())
    let precision = GateStability.precision
    let balls = covariance.indices.map { row in
      covariance.indices.map { column in
        // One ball for both halves of the matrix.
        covariance[max(row, column)][min(row, column)].reach(precision: precision)
      }
    }
    guard let spectrum = SymmetricSpectrum(of: balls, precision: precision) else {
      eigenvalues = covariance.map { _ in worth.number(.everything(precision: precision)) }
      space = nil
      return
    }
    eigenvalues = spectrum.values.map(worth.number)
    space = LeadingSpace(of: spectrum, rank: rank)
  }

  /// The principal angles to the leading space of another covariance.
  fileprivate func angles(to other: Self) -> [ReportedNumber]? {
    guard let space, let otherSpace = other.space else { return nil }
    let worth = Worth(of: (covariance + other.covariance).joined())
    return space.angles(to: otherSpace, precision: GateStability.precision).map(worth.number)
  }
}

/// What a number that follows from some others is worth: as much as the weakest of them.
private enum Worth {
  case enclosed
  /// All of the intervals hold together.
  case confident(Rational)
  case estimated

  init(of numbers: some Sequence<ReportedNumber>) {
    self = .enclosed
    for number in numbers {
      switch number {
      case .exact, .enclosed: continue
      case .confident(_, let level):
        if case .confident(let other) = self {
          self = .confident(min(level, other))
        } else {
          self = .confident(level)
        }
      case .estimated:
        self = .estimated
        return
      }
    }
  }

  func number(_ ball: Ball) -> ReportedNumber {
    switch self {
    case .enclosed: .enclosed(ball)
    case .confident(let level): .confident(ball, level: level)
    case .estimated:
      .estimated(
        value: (ball.lowerDouble + ball.upperDouble) / 2,
        standardError: (ball.upperDouble - ball.lowerDouble) / 2)
    }
  }
}

extension ReportedNumber {
  /// Its ball; for estimates the numbers within a standard error.
  fileprivate func reach(precision: Int) -> Ball {
    switch self {
    case .exact(let number): Ball(number, precision: precision)
    case .enclosed(let ball), .confident(let ball, _): ball
    case .estimated(let value, let error):
      value.isFinite && error.isFinite
        ? Ball(value, radius: error, precision: precision) : .everything(precision: precision)
    }
  }

  /// Its square, never negative.
  fileprivate func squared() -> ReportedNumber {
    switch self {
    case .exact(let number): .exact(number * number)
    case .enclosed(let ball): .enclosed(ball.squared())
    case .confident(let ball, let level): .confident(ball.squared(), level: level)
    case .estimated: self * self
    }
  }
}
