public import Enclosures
public import ExactAlgebra
public import Networks

extension NetworkLaw {
  /// The probability of the patterns that are listed.
  public var mass: ReportedNumber {
    survey?.mass ?? patterns.reduce(.exact(0)) { $0 + $1.probability }
  }

  /// A bound for the probability of the patterns that are not listed; zero, exactly, where all are.
  public var remainingMass: ReportedNumber {
    isComplete ? .exact(0) : (.exact(1) - mass).clampedToProbabilities
  }

  /// An affine map that the network is with positive probability.
  public struct AffineMap: Sendable {
    /// A row for each output: the coefficients of the inputs, and the constant last.
    public let map: [[Rational]]
    /// The probability that the network is this map at the input.
    public let probability: ReportedNumber
    /// The patterns on which it is, most probable first.
    public let patterns: [ActivationPattern]
  }

  /// The affine maps, most probable first; patterns with one map, in the coordinates of the inputs and by
  /// the exact weights, are put together.
  public var affineMaps: [AffineMap] {
    var places: [[[Rational]]: Int] = [:]
    var groups: [(map: [[Rational]], patterns: [Pattern])] = []
    for pattern in patterns {
      let map = network.outputMap(on: pattern.pattern)
      if let place = places[map] {
        groups[place].patterns.append(pattern)
      } else {
        places[map] = groups.count
        groups.append((map, [pattern]))
      }
    }
    let maps = groups.map { group in
      AffineMap(
        map: group.map, probability: probability(ofOneOf: group.patterns),
        patterns: group.patterns.map(\.pattern))
    }
    return maps.sortedBySize(\.probability) { $0.patterns[0] < $1.patterns[0] }
  }

  /// The law of the pattern of the first hidden layers.
  public struct Layer: Sendable {
    /// How many hidden layers, from the first on.
    public let layerCount: Int
    /// The patterns of these layers with their probabilities, in lexicographic order.
    public let patterns: [(pattern: ActivationPattern, probability: ReportedNumber)]

    /// The entropy that a survey estimates.
    let estimate: ReportedNumber?

    /// The entropy, in nats; estimated for all patterns in a survey.
    public var entropy: ReportedNumber {
      estimate ?? .entropy(of: patterns.map(\.probability))
    }
  }

  /// The laws of the patterns of the first layer, the first two, and so on.
  public var layers: [Layer] {
    (0..<network.architecture.hiddenWidths.count).map { index in
      var places: [ActivationPattern: Int] = [:]
      var groups: [(prefix: ActivationPattern, patterns: [Pattern])] = []
      for pattern in patterns {
        let prefix = ActivationPattern(Array(pattern.pattern.layers.prefix(index + 1)))
        if let place = places[prefix] {
          groups[place].patterns.append(pattern)
        } else {
          places[prefix] = groups.count
          groups.append((prefix, [pattern]))
        }
      }
      let entries = groups.map { group in
        (pattern: group.prefix, probability: probability(ofOneOf: group.patterns))
      }
      return Layer(
        layerCount: index + 1, patterns: entries.sorted { $0.pattern < $1.pattern },
        estimate: survey?.entropies[index])
    }
  }

  /// The entropy of the pattern, in nats; of the patterns that are listed where these are not all. In a
  /// survey an estimate of that of all.
  public var entropy: ReportedNumber {
    survey?.entropies.last ?? .entropy(of: patterns.map(\.probability))
  }
}

extension Array {
  /// The largest first, equal ones in a given order.
  func sortedBySize(
    _ number: (Element) -> ReportedNumber, _ isBefore: (Element, Element) -> Bool
  ) -> [Element] {
    let sizes: [(size: Rational, element: Element)] = map { (number($0).midpoint, $0) }
    return sizes.sorted { a, b in
      a.size == b.size ? isBefore(a.element, b.element) : a.size > b.size
    }.map(\.element)
  }
}

extension ReportedNumber {
  /// `- sum p log p`, in nats; terms with `p = 0` are zero.
  package static func entropy(of probabilities: [ReportedNumber]) -> ReportedNumber {
    probabilities.reduce(.exact(0)) { sum, probability in
      if case .exact(let number) = probability, number.isZero { return sum }
      return sum - probability * probability.logarithm()
    }
  }

  /// A number from 0 to this one, which is not negative.
  var orLess: ReportedNumber {
    func widened(_ ball: Ball) -> Ball { ball.union(Ball(0, precision: ball.precision)) }
    return switch self {
    case .exact(let number): number.isZero ? self : .enclosed(widened(ball!))
    case .enclosed(let ball): .enclosed(widened(ball))
    case .confident(let ball, let level): .confident(widened(ball), level: level)
    case .estimated: self
    }
  }

  /// The points between 0 and 1.
  package var clampedToProbabilities: ReportedNumber {
    func clamped(_ ball: Ball) -> Ball {
      ball.intersection(Ball(from: 0, to: 1, precision: ball.precision)) ?? ball
    }
    return switch self {
    case .exact, .estimated: self
    case .enclosed(let ball): .enclosed(clamped(ball))
    case .confident(let ball, let level): .confident(clamped(ball), level: level)
    }
  }
}
