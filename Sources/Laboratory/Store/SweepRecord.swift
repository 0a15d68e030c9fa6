/// A finding as it is kept in a store.
public struct SweepRecord: Hashable, Sendable {
  /// The instance with its place in the order of the sweep.
  public let instance: NumberedInstance
  /// What was found.
  public let finding: Finding
  /// The version of the program that found it.
  public let version: String
  /// The seconds that it took.
  public let seconds: Double

  /// Records a finding.
  public init(instance: NumberedInstance, finding: Finding, version: String, seconds: Double) {
    self.instance = instance
    self.finding = finding
    self.version = version
    self.seconds = seconds
  }
}
