import Interchange
import LongWork
import Networks
import Presentation
import Properties

extension VerifyCommand {
  /// Checks a certificate and writes what was found.
  func checkCertificate(
    _ file: String, for property: Property, of reading: NetworkReading
  ) async throws {
    let proof: Certificate
    do {
      proof = try Certificate(file: file)
    } catch {
      throw Failure.data("\(error)")
    }
    let watch = Stopwatch()
    let outcome = try await outcome(of: proof, for: property, of: reading.network)
    try output.write(
      CertificateReport(
        outcome, of: GivenProperty(from: file), for: GivenProperty(from: given.property),
        seconds: output.timings ? watch.seconds : nil),
      on: reading)
    guard case .success = outcome else {
      throw Failure.negative("the certificate is refused")
    }
  }

  private func outcome(
    of proof: Certificate, for property: Property, of network: Network
  ) async throws -> Result<CertificateCheck, CertificateRefusal> {
    do {
      return .success(
        try await limit.run(reporting: output.diagnostics) {
          try CertificateCheck(
            of: proof, for: property, of: network, interruption: Interruption.check)
        })
    } catch let refusal as CertificateRefusal {
      if case .otherNetwork = refusal.reason { throw Failure.data("\(given.property): \(refusal)") }
      return .failure(refusal)
    }
  }
}
