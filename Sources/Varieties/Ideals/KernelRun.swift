/// The state of a computation of a graded kernel between two degrees.
protocol KernelRun: Sendable {
  /// What has been found so far.
  var ideal: GradedIdeal { get }

  /// Why a degree is not treated: it would need too much memory, or is beyond what is supported.
  ///
  /// - Throws: `CancellationError`, `Interruption.TimeIsOver`, `Interruption.IsRequested`.
  mutating func limit(forDegree degree: Int) throws -> KernelLimit?

  /// Treats the degree that follows the last one.
  ///
  /// - Throws: `KernelError`, `CancellationError`, `Interruption.TimeIsOver`, `Interruption.IsRequested`.
  mutating func treat(degree: Int) async throws
}

extension [GradedIdeal.Piece] {
  /// What is known of the next degree: a space that is not zero rests on the generators of all
  /// lower degrees too.
  func status(joining own: [ProofStatus], isZero: Bool) -> ProofStatus {
    let joined = own.reduce(ProofStatus.proved) { $0.joined(with: $1) }
    return isZero ? joined : reduce(joined) { $0.joined(with: $1.status) }
  }
}
