public import NetworkVarieties

extension Certifier {
  /// Asks Singular whether the generators of a derivation generate the whole ideal, as long as
  /// `Interruption` allows.
  ///
  /// - Returns: the answer; `nil` where there is nothing to ask, since the linear relations leave no
  ///   coordinates or a theorem gave the ideal.
  /// - Throws: as `certify(_:of:timeLimit:seed:)`.
  public func certify(_ derivation: Derivation) async throws -> CertificationOutcome? {
    guard let computation = derivation.computed.computation, let kernel = computation.kernel else {
      return nil
    }
    return try await certify(
      derivation.computed.reduced.generators.map(\.polynomial), of: kernel.map,
      seed: derivation.ideal.seed
    ).mapMissing(computation.restoring)
  }
}
