import ExactAlgebra
import Interchange
import Networks
import Properties
import Testing
import Verification

/// Properties made to fool sums in floating point; each has a counterexample with margin zero.
@Suite struct RoundingTrapTests {
  /// Thousands of conditions of which each loses less than a rounding unit in the coefficients and gains one in the
  /// constant: their sum is positive at a counterexample as floating point sees it.
  @Test func sumsOfManyForms() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0], [0, 1]], biases: [0, 0]),
      .init(weights: [[1, 0], [0, 3]], biases: [0, -1]),
    ])
    let p = Rational(2_366_076_716_621_319) / Rational(4_503_599_627_370_496)
    let small = Rational(exactly: 0x1p-53 * 0.99)!
    let (x, y) = (LinearExpression(variable: 0), LinearExpression(variable: 1))
    let (first, second) = (LinearExpression(variable: 2), LinearExpression(variable: 3))
    let gap = LinearExpression(p) - first
    var conditions = [
      LinearCondition((-1) * x, .atMost), LinearCondition(x - LinearExpression(p), .atMost),
      LinearCondition((-1) * y, .atMost),
      LinearCondition(y - LinearExpression(Rational(9, 10)), .atMost),
      LinearCondition(gap, .atMost), LinearCondition(Rational(1, 10_000) * second, .equal),
    ]
    for _ in 0..<4_093 { conditions.append(LinearCondition(small * gap, .atMost)) }
    let property = Property(
      inputCount: 2, outputCount: 2, counterexample: .all(conditions.map { .condition($0) }))
    let decision = try await PropertyDecision(of: property, for: network)
    #expect(
      decision.verdict == .violated(.init(input: [p, Rational(1, 3)], output: [p, 0])))
  }

  /// Weights so small that products with inputs vanish, and so large that what vanished counts after three layers.
  @Test func productsThatVanish() async throws {
    let text = """
      {"activation": "leaky-relu:0.99999999999999988897769753748434595763683319091796875",
      "layers": [{"weights": [["5.14269613311914301e-199", 0],
      ["-4419251672470065238633443872189845953516282548635633183409915813679085464107825464763233/2592970586352826335707022750328354372045276817766585945817606650494160740622765282094944613790818434431913659708102545021769966378415700357375724333940144039068214818714169789259926801605615764856338500976562500000000000000000000000000000000000000000000000000000000000000000000000000000",
      0], [0, 1]], "biases": [0, 0, 0]}, {"weights": [["5.48632772041285154e98", 0, 0], [0,
      "3.50652578809207527e98", 0], [0, 0, 1]], "biases": [0, 0, 0]}, {"weights":
      [["7.55003229318060594e98", 0, 0], [0, "4.48639865877467984e98", 0], [0, 0, 1]],
      "biases": [0, 0, 0]}, {"weights": [["7.46843862629113813e98", "5.93369462521639889e98",
      0], [0, 0, 3]], "biases": [0, -1]}]}
      """
    let network = try NetworkReading(bytes: Array(text.utf8), name: "net.json").network
    let property = try Property(
      vnnlib: Array(
        ("(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)"
          + "(declare-const Y_1 Real)(assert (>= X_0 1e-150))(assert (<= X_0 2e-150))"
          + "(assert (>= X_1 0))(assert (<= X_1 0.9))(assert (<= Y_0 0))(assert (= Y_1 0))").utf8),
      name: "p.vnnlib")
    let point = [Rational(3, 2) / Rational(10).power(150), Rational(1, 3)]
    #expect(property.isViolated(by: point, network.evaluate([point])[0].outputs))
    let decision = try await PropertyDecision(of: property, for: network)
    guard case .violated(let found) = decision.verdict else {
      Issue.record("no counterexample")
      return
    }
    #expect(property.isViolated(by: found.input, found.output))
  }
}
