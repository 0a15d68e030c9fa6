import ExactAlgebra
import Foundation
import Programs
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Gates whose sums were computed by others, through the command.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
struct GatesReferenceTests {
  private static func entries(_ kind: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(file["entries"] as? [[String: Any]])
    return entries.filter { $0["kind"] as? String == kind }
  }

  private static func write(_ rows: [[String]], to name: String, in command: Command) throws {
    _ = try command.folder.write(
      rows.map { $0.joined(separator: ",") + "\n" }.joined(), to: name)
  }

  private static func writeNetwork(of entry: [String: Any], in command: Command) throws {
    let data = try JSONSerialization.data(withJSONObject: #require(entry["network"]))
    _ = try command.folder.write(Array(data), to: "net.json")
  }

  private static func expect(
    _ number: GatesOutput.Number?, _ text: String?, _ name: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let number = try #require(number, "\(name)", sourceLocation: location)
    let expected = try Rational(
      parsing: #require(text, "\(name)", sourceLocation: location))
    let error = (expected.magnitude + 1) * Rational(10).power(-17)
    #expect(
      number.contains(expected, within: error), "\(name): \(number), \(expected)",
      sourceLocation: location)
    #expect(
      try #require(number.width) < Rational(10).power(-15) * (expected.magnitude + 1),
      sourceLocation: location)
  }

  /// The options for what is observed at the point, which is written to files.
  private static func observed(
    _ entry: [String: Any], in command: Command
  ) throws -> [String] {
    try write([#require(entry["x"] as? [String])], to: "x.csv", in: command)
    if let label = entry["y"] as? Int {
      try write([["\(label)"]], to: "y.csv", in: command)
      return ["--labels", "y.csv"]
    }
    try write([#require(entry["y"] as? [String])], to: "y.csv", in: command)
    return [
      "--outputs", "y.csv", "--noise-variance", try #require(entry["sigma2"] as? String),
    ]
  }

  @Test func points() async throws {
    let entries = try Self.entries("bayesian_gates")
    #expect(entries.count >= 10)
    for entry in entries {
      let name = try #require(entry["name"] as? String)
      let command = try Command()
      try Self.writeNetwork(of: entry, in: command)
      let q = try #require(entry["q"] as? [String]).joined(separator: ",")
      let output = try await command.gates(
        [
          "net.json", "--points", "x.csv", "--temperature", try #require(entry["tau"] as? String),
          "--variational", q,
        ] + Self.observed(entry, in: command))
      let point = try #require(output.points.first)
      #expect(output.points.count == 1 && output.status == "complete", "\(name)")
      try Self.expect(point.logLikelihood, entry["log_p_y_given_x"] as? String, name)
      let priors = try #require(entry["prior"] as? [String: String])
      let posteriors = try #require(entry["posterior"] as? [String: String])
      #expect(point.patterns.count == priors.count && priors.count >= 8, "\(name)")
      for pattern in point.patterns {
        let key = pattern.pattern.replacing("/", with: "|")
        try Self.expect(pattern.prior, priors[key], "\(name) \(key)")
        try Self.expect(pattern.posterior, posteriors[key], "\(name) \(key)")
      }
      for (layers, key) in [
        (point.gradient, "grad_log_p"),
        (point.incompleteGradient, "incomplete_identity_prior_no_gate_term"),
      ] {
        let numbers = try #require(layers).byKey
        let published = try #require(entry[key] as? [String: String])
        #expect(numbers.count == published.count && numbers.count > 10, "\(name)")
        for (key, number) in numbers { try Self.expect(number, published[key], "\(name) \(key)") }
      }
      let bound = try #require(point.variational)
      try Self.expect(bound.evidenceLowerBound, entry["elbo_at_q"] as? String, name)
      try Self.expect(bound.gap, entry["kl_q_posterior"] as? String, name)
      #expect(point.evidenceLowerBound?.value == bound.evidenceLowerBound.value)
      let best = try #require(entry["best_mean_field"] as? [String: Any])
      let elbo = try Rational(parsing: #require(best["elbo"] as? String))
      let own = try #require(point.meanField?.evidenceLowerBound)
      #expect(own.contains(elbo, within: Rational(10).power(-10)), "\(name)")
    }
  }

  @Test func samples() async throws {
    for entry in try Self.entries("bayesian_gates") {
      let name = try #require(entry["name"] as? String)
      let command = try Command()
      try Self.writeNetwork(of: entry, in: command)
      try Self.write(#require(entry["X"] as? [[String]]), to: "x.csv", in: command)
      try Self.write(
        #require(entry["weights"] as? [String]).map { [$0] }, to: "w.csv", in: command)
      var options = ["--classes"]
      if let outputs = entry["Y"] as? [[String]] {
        try Self.write(outputs, to: "y.csv", in: command)
        let variance = try #require(entry["sigma2"] as? String)
        options = ["--outputs", "y.csv", "--noise-variance", variance]
      }
      let output = try await command.gates(
        [
          "net.json", "--points", "x.csv", "--weights", "w.csv", "--mean-field", "0",
          "--temperature", try #require(entry["tau"] as? String),
        ] + options)
      for (key, other) in [
        ("H(A)", "H_A"), ("H(A|X)", "H_A_given_X"), ("I(A;X)", "I_A_X_nats"),
      ] {
        try Self.expect(output.entropy(key), entry[other] as? String, name)
      }
      let covariance = try #require(output.covariance)
      #expect(covariance.sumsAgree)
      for (numbers, key) in [
        (covariance.total, "cov_X"), (covariance.within, "cov_within"),
        (covariance.between, "cov_between"),
      ] {
        let published = try #require(entry[key] as? [[String]]).joined()
        #expect(numbers.joined().count == published.count)
        for (number, text) in zip(numbers.joined(), published) {
          try Self.expect(number, text, "\(name) \(key)")
        }
      }
      #expect(
        covariance.total.joined().allSatisfy { $0.status == "exact" && $0.fraction != nil })
      if let published = entry["per_pattern_gradient_covariance_trace"] as? [String: String] {
        let traces = try #require(output.gradientCovariance)
        try Self.expect(traces.total, published["total"], name)
        try Self.expect(traces.within, published["within"], name)
        try Self.expect(traces.between, published["between"], name)
      } else {
        try Self.expect(output.entropy("I(A;Y)"), entry["I_A_Y_nats"] as? String, name)
        guard case .numbers(let classes)? = output.information?["classes"] else {
          Issue.record("\(name): no classes")
          continue
        }
        for (number, text) in zip(classes, try #require(entry["p_Y"] as? [String])) {
          try Self.expect(number, text, name)
        }
      }
    }
  }

  @Test func hardLimits() async throws {
    let entries = try Self.entries("bayesian_gates_hard_limit")
    #expect(entries.count >= 4)
    for entry in entries {
      let name = try #require(entry["name"] as? String)
      let command = try Command()
      try Self.writeNetwork(of: entry, in: command)
      let observed = try Self.observed(entry, in: command)
      let published = try #require(entry["log_p_at_tau"] as? [String: String])
      #expect(published.count >= 3)
      for (temperature, text) in published {
        let output = try await command.gates(
          ["net.json", "--points", "x.csv", "--temperature", temperature] + observed)
        try Self.expect(output.points.first?.logLikelihood, text, "\(name) \(temperature)")
        let limit = try #require(output.points.first?.hardLimit)
        try Self.expect(limit.logLikelihood, entry["log_p_limit"] as? String, name)
        let pattern = try #require(entry["pattern"] as? String)
        #expect(
          limit.pattern == pattern.replacing("|", with: "/").replacing("?", with: "0"), "\(name)")
        #expect(limit.ties.count == pattern.count { $0 == "?" }, "\(name)")
      }
    }
  }
}
