public import ExactAlgebra

/// A mixture of Gaussian laws on one space: a part is drawn by its weight, then a point by its law.
///
///     let coin = try GaussianMixture([
///       .init(weight: Rational(1, 2), law: left), .init(weight: Rational(1, 2), law: right),
///     ])
///
/// A Gaussian law is the mixture of one part.
public struct GaussianMixture: Hashable, Sendable {
  /// One of the laws.
  public struct Part: Hashable, Sendable {
    /// The probability with which it is drawn.
    public let weight: Rational
    /// The law of the points drawn from it.
    public let law: GaussianLaw
    /// What it is called, such as a class of data.
    public let label: String?

    /// A part of a mixture.
    public init(weight: Rational, law: GaussianLaw, label: String? = nil) {
      self.weight = weight
      self.law = law
      self.label = label
    }
  }

  /// The parts, at least one; their weights are not negative and have the sum 1.
  public let parts: [Part]

  /// The mixture of some parts.
  ///
  /// - Throws: `GaussianMixtureError`.
  public init(_ parts: [Part]) throws(GaussianMixtureError) {
    do {
      try WeightError.check(parts.map(\.weight))
    } catch { throw .weights(error) }
    for (number, part) in parts.enumerated() where part.law.dimension != parts[0].law.dimension {
      throw .dimension(
        part.law.dimension, part: number, expected: parts[0].law.dimension)
    }
    self.parts = parts
  }

  /// The mixture of one law.
  public init(_ law: GaussianLaw) { parts = [Part(weight: 1, law: law)] }

  /// The dimension of the space.
  public var dimension: Int { parts[0].law.dimension }

  /// The mean, exactly.
  public var mean: [Rational] {
    (0..<dimension).map { axis in
      parts.reduce(0) { $0 + $1.weight * $1.law.mean[axis] }
    }
  }

  /// The covariance matrix, exactly: the mean of those of the parts and the covariance of their means.
  public var covariance: [[Rational]] {
    let mean = mean
    var sum = Array(
      repeating: Array(repeating: Rational(0), count: dimension), count: dimension)
    for part in parts where !part.weight.isZero {
      let covariance = part.law.covariance
      let shift = zip(part.law.mean, mean).map { $0 - $1 }
      for row in 0..<dimension {
        for column in 0..<dimension {
          sum[row][column] +=
            part.weight * (covariance[row][column] + shift[row] * shift[column])
        }
      }
    }
    return sum
  }
}

/// Why laws are not the parts of a mixture. Parts count from 0.
public enum GaussianMixtureError: Error, Hashable, CustomStringConvertible {
  /// The weights are not those of a mixture.
  case weights(WeightError)
  /// A part on another space than the first one.
  case dimension(Int, part: Int, expected: Int)

  /// One line for the user; parts count from 1 there.
  public var description: String {
    switch self {
    case .weights(let error): error.description
    case .dimension(let dimension, let part, let expected):
      "part \(part + 1) has dimension \(dimension), expected \(expected) as in the first part"
    }
  }
}
