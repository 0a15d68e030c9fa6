import Enclosures
import ExactAlgebra
import LatentGates
import Networks
import Testing

/// Models whose numbers others computed.
@Suite(.enabled(if: GateReference.isThere)) struct GateReferenceTests {
  private static func references() throws -> [GateReference] {
    let references = try GateReference.all(kind: "bayesian_gates")
    #expect(references.count == 10)
    return references
  }

  @Test func patternsAndEvidence() throws {
    for reference in try Self.references() {
      let posterior = try GatePosterior(
        of: reference.model(), at: reference.numbers("x"), given: reference.observation())
      try expect(
        posterior.logLikelihood, near: reference.value("log_p_y_given_x"), reference.name)
      let priors: [String: String] = try reference.value("prior")
      let posteriors: [String: String] = try reference.value("posterior")
      #expect(posterior.patterns.count == priors.count && priors.count >= 8)
      for pattern in posterior.patterns {
        let key = pattern.pattern.description.replacing("/", with: "|")
        let comment = "\(reference.name) \(key)"
        try expect(pattern.prior, near: #require(priors[key]), comment)
        try expect(pattern.posterior, near: #require(posteriors[key]), comment)
      }
    }
  }

  @Test func gradients() throws {
    for reference in try Self.references() {
      let posterior = try GatePosterior(
        of: reference.model(), at: reference.numbers("x"), given: reference.observation())
      let keys = try parameterKeys(of: reference.network())
      for (key, gradient) in [
        ("grad_log_p", posterior.gradient),
        ("incomplete_identity_prior_no_gate_term", posterior.incompleteGradient),
      ] {
        let published: [String: String] = try reference.value(key)
        #expect(published.count == keys.count && gradient.parameters.count == keys.count)
        for (name, number) in zip(keys, gradient.parameters) {
          try expect(
            number, near: #require(published[name]), "\(reference.name) \(key) \(name)",
            absolute: Rational(10).power(-18))
        }
      }
    }
  }

  @Test func bounds() throws {
    for reference in try Self.references() {
      let bound = try GateBound(
        of: reference.model(), at: reference.numbers("x"), given: reference.observation(),
        probabilities: reference.numbers("q"))
      try expect(
        bound.evidenceLowerBound, near: reference.value("elbo_at_q"), reference.name)
      try expect(bound.gap, near: reference.value("kl_q_posterior"), reference.name)
    }
  }

  /// The optimum is not smaller than the published one, and the same local optima are found.
  @Test func meanFields() throws {
    for reference in try Self.references() {
      let published: [String: Any] = try reference.value("best_mean_field")
      let field = try GateMeanField(
        of: reference.model(), at: reference.numbers("x"), given: reference.observation())
      let expected = try Rational(parsing: #require(published["elbo"] as? String))
      let bound = try #require(field.best.evidenceLowerBound.ball)
      #expect(bound.lower >= expected - Rational(10).power(-12), "\(reference.name)")
      #expect(bound.upper <= expected + Rational(10).power(-10), "\(reference.name)")
      let probabilities = try #require(published["q"] as? [String])
      for (own, other) in zip(field.best.probabilities, probabilities) {
        let difference = (own - (try Rational(parsing: other))).magnitude
        #expect(difference < Rational(1, 100_000), "\(reference.name)")
      }
      let optima = try #require(published["elbo_of_all"] as? [String]).compactMap(Double.init)
      #expect(field.localOptima.count == optima.count, "\(reference.name)")
      for (own, other) in zip(field.localOptima, optima) {
        #expect((own - other).magnitude < 1e-7, "\(reference.name)")
      }
    }
  }

  @Test func information() throws {
    var withClasses = 0
    for reference in try Self.references() {
      let information = try GateInformation(of: reference.model(), over: reference.sample())
      let name = reference.name
      try expect(information.entropy, near: reference.value("H_A"), name)
      try expect(information.conditionalEntropy, near: reference.value("H_A_given_X"), name)
      try expect(information.aboutInput, near: reference.value("I_A_X_nats"), name)
      try expect(information.aboutInput.inBits, near: reference.value("I_A_X_bits"), name)
      guard reference.has("I_A_Y_nats") else {
        #expect(information.aboutClass == nil && information.classes == nil)
        continue
      }
      withClasses += 1
      try expect(#require(information.aboutClass), near: reference.value("I_A_Y_nats"), name)
      let published: [String] = try reference.value("p_Y")
      let classes = try #require(information.classes)
      #expect(classes.count == published.count)
      for (own, other) in zip(classes, published) { try expect(own, near: other, name) }
    }
    #expect(withClasses == 2)
  }

  @Test func covariances() throws {
    for reference in try Self.references() {
      let covariance = try GateCovariance(of: reference.model(), over: reference.sample())
      #expect(covariance.sumsAgree, "\(reference.name)")
      for (key, matrix) in [
        ("cov_X", covariance.total.map { $0.map { .enclosed(Ball($0, precision: 128)) } }),
        ("cov_within", covariance.within), ("cov_between", covariance.between),
      ] {
        let published: [[String]] = try reference.value(key)
        #expect(published.count == 2 && matrix.count == 2)
        for (own, other) in zip(matrix.joined(), published.joined()) {
          try expect(own, near: other, "\(reference.name) \(key)")
        }
      }
    }
  }

  @Test func gradientCovariances() throws {
    let references = try Self.references().filter { $0.has("mean_gradient") }
    #expect(references.count == 8)
    for reference in references {
      let covariance = try GateGradientCovariance(
        of: reference.model(), over: reference.sample())
      #expect(covariance.sumsAgree, "\(reference.name)")
      let traces: [String: String] = try reference.value("per_pattern_gradient_covariance_trace")
      for (key, number) in [
        ("total", covariance.total), ("within", covariance.within),
        ("between", covariance.between),
      ] {
        try expect(number, near: #require(traces[key]), "\(reference.name) \(key)")
      }
      let mean: [String] = try reference.value("mean_gradient")
      #expect(mean.count == covariance.mean.parameters.count)
      for (own, other) in zip(covariance.mean.parameters, mean) {
        try expect(own, near: other, reference.name, absolute: Rational(10).power(-18))
      }
    }
  }

  @Test func hardLimits() throws {
    let references = try GateReference.all(kind: "bayesian_gates_hard_limit")
    #expect(references.count == 4)
    var ties = 0
    for reference in references {
      let (point, observation) = try (reference.numbers("x"), reference.observation())
      let hard = try HardGates(
        of: reference.model(temperature: 1), at: point, given: observation)
      try expect(hard.logLikelihood, near: reference.value("log_p_limit"), reference.name)
      #expect(try hard.outputs == reference.numbers("f"))
      var pattern = hard.pattern.description.split(separator: "/").map(Array.init)
      for tie in hard.ties { pattern[tie.layer - 1][tie.index] = "?" }
      ties += hard.ties.count
      #expect(try pattern.map { String($0) }.joined(separator: "|") == reference.value("pattern"))
      let values: [String: String] = try reference.value("log_p_at_tau")
      #expect(values.count == 4)
      for (temperature, value) in values {
        let posterior = try GatePosterior(
          of: reference.model(temperature: Rational(parsing: temperature)), at: point,
          given: observation)
        try expect(posterior.logLikelihood, near: value, "\(reference.name) \(temperature)")
      }
    }
    #expect(ties == 1)
  }
}
