import Enclosures
import ExactAlgebra
import GaussianMeasures
import Polyhedra
import RandomNetworks

extension InvarianceWitness {
  /// The layer `x -> ReLU(x)`.
  private static func rectifier(dimension: Int) -> LayerMap {
    return .relu(
      weights: RationalMatrix.identity(dimension).rows,
      biases: Array(repeating: 0, count: dimension))
  }

  private static func cube(_ dimension: Int) -> [ClosedRange<Rational>] {
    Array(repeating: -1...1, count: dimension)
  }

  /// A half of the uniform law on a cube is put on one hyperplane by ReLU.
  static func uniformHyperplane(dimension: Int) throws -> Self {
    let box = cube(dimension)
    let law = try UniformLaw(box: box.map { ($0.lowerBound, $0.upperBound) })
    return try hyperplane(of: .uniform(law), on: box)
  }

  /// The same of a standard normal law, or of one that is truncated to a cube.
  static func gaussianHyperplane(dimension: Int, truncated: Bool = false) throws -> Self {
    try hyperplane(
      of: .standardNormal(dimension: dimension), on: truncated ? cube(dimension) : nil)
  }

  private static func hyperplane(
    of member: InputLaw, on box: [ClosedRange<Rational>]?
  ) throws -> Self {
    let unit = (0..<member.dimension).map { Rational($0 == 0 ? 1 : 0) }
    let inactive = HalfSpace(normal: unit.map { -$0 })
    // Coordinates are independent, so the first side of the box is the condition.
    let side =
      box.map {
        [
          HalfSpace(normal: unit, offset: -$0[0].lowerBound),
          HalfSpace(normal: inactive.normal, offset: $0[0].upperBound),
        ]
      } ?? []
    let probability = try member.probability(of: side + [inactive])
    let condition = try member.probability(of: side)
    return Self(
      member: member, box: box, parameters: nil,
      layer: rectifier(dimension: member.dimension),
      property: .hyperplane(coordinate: 0, value: 0, probability: probability / condition))
  }

  /// ReLU leaves a standard normal coordinate a half-line, and there more values than parts.
  static func halfLine(dimension: Int, parts: Int) throws -> Self {
    let member = InputLaw.standardNormal(dimension: dimension)
    let unit = (0..<dimension).map { Rational($0 == 0 ? 1 : 0) }
    let intervals = try (0...parts).map { number in
      let (lower, upper) = (
        Rational(number) / Rational(parts + 1), Rational(number + 1) / Rational(parts + 1)
      )
      let inside = [
        HalfSpace(normal: unit, offset: -lower), HalfSpace(normal: unit.map { -$0 }, offset: upper),
      ]
      return Interval(
        lower: lower, upper: upper, probability: try member.probability(of: inside))
    }
    return Self(
      member: member, box: nil, parameters: nil, layer: rectifier(dimension: dimension),
      property: .halfLine(coordinate: 0, value: 0, intervals: intervals))
  }

  /// A random member of a generated family and a random layer whose image is proved to be no member; `nil` if none
  /// was found.
  static func noParameters(
    for family: GeneratedFamily, seed: UInt64, draws: Int
  ) async throws -> Self? {
    var generator = SeededGenerator(seed: seed)
    let dimension = family.dimension
    for _ in 0..<draws {
      let parameters = (0..<family.ring.variableCount).map { _ in
        Rational(Int.random(in: -6...6, using: &generator))
          / Rational(Int.random(in: 1...3, using: &generator))
      }
      func number() -> Rational { Rational(Int.random(in: -3...3, using: &generator)) }
      let weights = (0..<dimension).map { _ in (0..<dimension).map { _ in number() } }
      let biases = (0..<dimension).map { _ in number() }
      guard let member = family.member(at: parameters) else { continue }
      let layer = LayerMap.relu(weights: weights, biases: biases)
      let image = try await member.image(under: layer)
      guard let proof = try NonMembership(of: image, in: family) else { continue }
      return Self(
        member: .points(EmpiricalLaw(member)), box: nil, parameters: parameters,
        layer: layer, property: .noParameters(image: image, proof))
    }
    return nil
  }
}
