import ExactAlgebra
public import Laboratory
import Networks
import Regions

/// A shallow network with biases whose weights are in general position has as many activation
/// regions as Zaslavsky's formula says.
///
/// The regions are the pieces into which as many hyperplanes as there are hidden neurons cut the
/// input space. They are counted exactly, for weights and biases drawn from a seed.
public struct ShallowRegionCount: BuiltInClaim {
  public typealias Family = RandomShallowNetworks

  /// The claim.
  public init() {}

  public let name = "shallow-region-count"
  public let source =
    "Zaslavsky, Facing up to arrangements, Memoirs AMS 154, 1975; Montufar, Pascanu, Cho and "
    + "Bengio, On the number of linear regions of deep neural networks, NIPS 2014"
  public let statement = #"""
    A shallow ReLU network with $n$ inputs, $m$ hidden neurons and biases, whose weights are drawn
    from a continuous distribution, has $\sum_{j=0}^{n}\binom mj$ activation regions.
    """#

  public func finding(
    on instance: RandomShallowNetwork, settings: ClaimSettings
  ) async throws -> Finding {
    var options = ActivationRegions.Options()
    options.timeLimit = settings.timeLimit
    let regions = try await ActivationRegions(of: instance.network(seed: settings.seed))
      .count(options: options)
    let expected = (0...instance.inputs).reduce(Integer(0)) { $0 + binomial(instance.hidden, $1) }
    let (found, claimed) = (regions.count, Int(exactly: expected) ?? .max)
    let evidence = Evidence(
      seed: settings.seed, values: ["regions": .number(found), "claimed": .number(claimed)])
    guard regions.isComplete else {
      return Finding(.notReached, Outcome("limit"), evidence: evidence)
    }
    return found == claimed
      ? Finding(.confirmed, Outcome("count-attained"), evidence: evidence)
      : Finding(
        .refuted, Outcome("other-count", ["difference": .number(found - claimed)]),
        evidence: evidence)
  }
}

/// So many networks for each number of inputs and of hidden neurons up to a width.
public struct RandomShallowNetworks: SizedFamily {
  /// The size: the largest width, and the number of networks for each architecture.
  public let size: FamilySize

  /// The networks of a size.
  public init(_ size: FamilySize) { self.size = size }

  public static var remark: String { "networks with random weights" }
  public static var hasDegrees: Bool { false }

  public static func objection(to size: FamilySize) -> String? {
    size.hiddenLayers == 1...1 && size.blocks == 2...2 && size.maximumHidden == nil
      ? nil
      : "is about shallow networks with weights, so without --depth, --blocks and --max-hidden"
  }

  public var instances: AnySequence<RandomShallowNetwork> {
    AnySequence(
      (1...size.maximumWidth).lazy.flatMap { [size] inputs in
        (1...size.maximumWidth).lazy.flatMap { hidden in
          (1...(size.networks ?? 3)).lazy.map {
            RandomShallowNetwork(inputs: inputs, hidden: hidden, number: $0)
          }
        }
      })
  }

  /// `width 3, 3 networks each`.
  public var description: String { "\(size.widthText), \(size.networks ?? 3) networks each" }

  /// Reads a size.
  public init(from decoder: any Decoder) throws { self.init(try FamilySize(from: decoder)) }
  /// Writes the size.
  public func encode(to encoder: any Encoder) throws { try size.encode(to: encoder) }
}

/// A network with one output whose weights are drawn from the seed of the sweep.
public struct RandomShallowNetwork: SweepInstance {
  /// The number of inputs.
  public let inputs: Int
  /// The number of hidden neurons.
  public let hidden: Int
  /// Tells apart networks of the same architecture, from 1.
  public let number: Int

  public var part: [Int] { [inputs] }
  public static var partNouns: [String] { ["input"] }
  /// `2,3,1 number 1`.
  public var description: String { "\(inputs),\(hidden),1 number \(number)" }
  public static var keyForm: String { "a network such as '2,3,1 number 1'" }

  /// The network; weights and biases are numbers from -1 to 1 with 30 binary digits.
  func network(seed: UInt64) throws -> Network {
    let stream = UInt64((inputs * 4096 + hidden) * 65536 + number)
    var generator = SeededGenerator(seed: seed, stream: stream)
    func vector(_ count: Int) -> [Rational] {
      (0..<count).map { _ in
        Rational(
          Integer(Int.random(in: -(1 << 30)...(1 << 30), using: &generator)), Integer(1 << 30))
      }
    }
    return try Network(layers: [
      .init(weights: (0..<hidden).map { _ in vector(inputs) }, biases: vector(hidden)),
      .init(weights: [vector(hidden)]),
    ])
  }
}
