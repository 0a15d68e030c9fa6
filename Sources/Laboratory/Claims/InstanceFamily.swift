import Foundation

/// What a claim is tested on: instances in a fixed order, as many as its size says.
///
/// The coded form is kept with every sweep, and `description` names the family in titles.
public protocol InstanceFamily: Hashable, Sendable, Codable, CustomStringConvertible {
  /// A member, or a representative of several.
  associatedtype Instance: SweepInstance
  /// The instances, made while they are gone through.
  associatedtype Instances: Sequence<Instance>

  /// The instances, the same in every process.
  var instances: Instances { get }
}

extension InstanceFamily {
  /// The instances with numbers from 0.
  var numberedInstances: AnySequence<NumberedInstance> {
    AnySequence(
      instances.lazy.enumerated().lazy.map {
        NumberedInstance(number: $0.offset, instance: $0.element)
      })
  }

  /// Reads an instance.
  ///
  /// - Throws: `DecodingError`.
  func instance(from code: Data) throws -> any SweepInstance {
    try JSONDecoder().decode(Instance.self, from: code)
  }

  /// The columns of a table of instances.
  package var columns: InstanceColumns { Instance.columns }
  /// What the numbers of `SweepInstance.part` count.
  public var partNouns: [String] { Instance.partNouns }
  /// The key that a user's text means, or `nil`; see `SweepInstance`.
  public func key(parsing text: String) -> String? { Instance.key(parsing: text) }
  /// How instances are named, in words with an example.
  public var keyForm: String { Instance.keyForm }
}
