import Laboratory
import Networks

@testable import Claims

extension PatternInstance {
  /// An instance that stands for itself.
  init(_ widths: [Int], _ patterns: String..., bias: Bool = false) throws {
    self.init(
      architecture: try Architecture(widths: widths, hasBiases: bias),
      patterns: try patterns.map { try ActivationPattern(parsing: $0) }, orbitSize: 1)
  }
}

extension VarietyClaim {
  /// The finding on an instance.
  func finding(on instance: PatternInstance, degree: Int) async throws -> VarietyFinding {
    try await varietyFinding(on: instance, settings: ClaimSettings(maximumDegree: degree))
  }
}

extension VarietyFinding {
  /// For each degree from 1 what is beyond the minors.
  var excess: [Int]? { evidence.ideal?.degrees.map(\.excess) }
}
