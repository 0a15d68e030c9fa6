import Laboratory
import Networks

extension Instance {
  /// An instance that stands for itself.
  init(_ widths: [Int], _ patterns: String..., bias: Bool = false) throws {
    self.init(
      architecture: try Architecture(widths: widths, hasBiases: bias),
      patterns: try patterns.map { try ActivationPattern(parsing: $0) }, orbitSize: 1)
  }
}

extension Claim {
  /// The finding on an instance.
  func finding(on instance: Instance, degree: Int) async throws -> Finding {
    try await finding(on: instance, settings: ClaimSettings(maximumDegree: degree))
  }
}

extension Finding {
  /// For each degree from 1 what is beyond the minors.
  var excess: [Int]? { evidence.ideal?.degrees.map(\.excess) }
}
