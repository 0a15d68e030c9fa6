import ExactAlgebra
public import Laboratory
import Networks
import Presentation

/// Shallow networks with biases and one output whose weights are drawn: so many for each number of
/// inputs and of hidden neurons.
public struct RandomShallowNetworks: SizedFamily {
  /// The largest number of inputs.
  public let maximumInputs: Int
  /// The largest number of hidden neurons.
  public let maximumHidden: Int
  /// The number of networks of each architecture.
  public let networks: Int

  /// The networks of a size; three of each architecture, unless it says how many.
  public init(_ size: FamilySize) {
    maximumInputs = size.maximumWidth
    maximumHidden = size.maximumHidden ?? size.maximumWidth
    networks = size.networks ?? 3
  }

  public static var remark: String { "shallow networks with biases and random weights" }
  public static var options: Set<FamilyOption> { [.maximumHidden, .networks] }
  public static func objection(to size: FamilySize) -> String? { nil }

  public var instances: AnySequence<RandomShallowNetwork> {
    AnySequence(
      (1...maximumInputs).lazy.flatMap { [self] inputs in
        (1...maximumHidden).lazy.flatMap { hidden in
          (1...networks).lazy.map {
            RandomShallowNetwork(inputs: inputs, hidden: hidden, number: $0)
          }
        }
      })
  }

  /// `at most 3 inputs, at most 3 hidden neurons, 2 networks each`.
  public var description: String {
    "at most \(counted(maximumInputs, "input")), "
      + "at most \(counted(maximumHidden, "hidden neuron")), \(counted(networks, "network")) each"
  }
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
