import ExactAlgebra
import Testing

@testable import Varieties

/// The pairing `f(d/dx) g`, against derivatives taken one by one.
@Suite struct ApolarPairingTests {
  private static let field = PrimeField(prime: (1 << 61) - 1)

  private func index(
    of weight: [[Int]], in sample: LabelledTensors, keys: MonomialKeys
  ) throws -> MonomialIndex {
    let monomials = TensorMonomials(
      degree: sample.degree, weight: weight, in: try sample.tensors)
    return try #require(MonomialIndex(monomials.monomials, degree: sample.degree, keys: keys))
  }

  private func randomCoefficients(
    _ count: Int, using generator: inout SeededGenerator
  ) -> [Int: Int] {
    var coefficients: [Int: Int] = [:]
    for position in 0..<count where Bool.random(using: &generator) {
      coefficients[position] = Int.random(in: -9...9, using: &generator)
    }
    return coefficients.filter { $0.value != 0 }
  }

  private func pairing(
    _ f: [Int: Int], _ g: [Int: Int], _ index: MonomialIndex, _ keys: MonomialKeys
  ) -> UInt {
    let pairing = ApolarPairing(with: [f], in: index, keys: keys)
    var row: [UInt] = [0]
    row.withUnsafeMutableBufferPointer {
      pairing.add(
        positions: g.keys, coefficients: g.values.map(Self.field.residue(of:)),
        over: Self.field, to: $0)
    }
    return row[0]
  }

  @Test(arguments: LabelledTensors.all.filter { !$0.sizes.isEmpty })
  func derivatives(in sample: LabelledTensors) throws {
    let keys = MonomialKeys(coordinateCount: sample.coordinateCount)
    var generator = SeededGenerator(seed: 3)
    var values: [UInt] = []
    for weight in sample.weights.shuffled(using: &generator).prefix(12) {
      let index = try index(of: weight, in: sample, keys: keys)
      let vectors = (0..<3).map { _ in randomCoefficients(index.count, using: &generator) }
      let other = randomCoefficients(index.count, using: &generator)
      let pairing = ApolarPairing(with: vectors, in: index, keys: keys)
      var row = [UInt](repeating: 0, count: vectors.count)
      row.withUnsafeMutableBufferPointer {
        pairing.add(
          positions: other.keys, coefficients: other.values.map(Self.field.residue(of:)),
          over: Self.field, to: $0)
      }
      let g = sample.polynomial(other, in: index)
      let expected = vectors.map { vector in
        let constant = sample.polynomial(vector, in: index).applied(asOperatorTo: g)
        return constant.terms.first?.coefficient.numerator.residue(in: Self.field) ?? 0
      }
      #expect(row == expected)
      values += expected
    }
    #expect(values.contains { $0 != 0 })
  }

  /// A generator times a monomial, exactly.
  @Test func multiples() throws {
    let sample = LabelledTensors([2, 2], [[0, 1], [0, 1]], degree: 4)
    let (ring, keys) = (sample.ring, MonomialKeys(coordinateCount: 8))
    let index = try index(of: [[2, 2], [2, 2]], in: sample, keys: keys)
    var generator = SeededGenerator(seed: 9)
    let vectors = (0..<5).map { _ in randomCoefficients(index.count, using: &generator) }
    let pairing = ApolarPairing(with: vectors, in: index, keys: keys)
    // Weight (1,1) x (1,1), times monomials of the same weight.
    let large = Integer(10).power(30)
    let minor = try Polynomial(parsing: "\(large)*x0*x3 - 7*x1*x6 + 5*x4*x7", in: ring)
    let entry = KnownGenerators.Entry(minor, keys: keys, field: Self.field)
    var isNotZero = false
    for monomial in [[0, 3], [1, 2], [4, 7], [0, 7]] as [[Int32]] {
      let multiple = KnownGenerators.Multiple(generator: entry, monomial: monomial[...])
      let product = minor * ring.variable(Int(monomial[0])) * ring.variable(Int(monomial[1]))
      let expected = vectors.map {
        sample.polynomial($0, in: index).applied(asOperatorTo: product)
      }
      let values = pairing.values(of: multiple)
      #expect(values.map { ring.constant(Rational($0)) } == expected)
      isNotZero = isNotZero || values.contains { !$0.isZero }
    }
    #expect(isNotZero)
  }

  /// `<E(i, i+1) f, g> = <f, E(i+1, i) g>`.
  @Test(arguments: LabelledTensors.all.filter { !$0.sizes.isEmpty })
  func raisingAndLoweringAreAdjoint(in sample: LabelledTensors) throws {
    let keys = MonomialKeys(coordinateCount: sample.coordinateCount)
    let action = sample.action
    var generator = SeededGenerator(seed: 4)
    let weights = sample.weights
    var values: [UInt] = []
    for (factor, size) in sample.sizes.enumerated() {
      for position in 0..<size - 1 {
        for weight in weights.shuffled(using: &generator).prefix(6) {
          var above = weight
          above[factor][position] += 1
          above[factor][position + 1] -= 1
          guard weights.contains(above) else { continue }
          let low = try index(of: weight, in: sample, keys: keys)
          let high = try index(of: above, in: sample, keys: keys)
          let f = randomCoefficients(low.count, using: &generator)
          let g = randomCoefficients(high.count, using: &generator)
          let raised = sample.polynomial(f, in: low)
            .applyingDerivation(action.factors[factor].raised(to: position))
          let lowered = sample.polynomial(g, in: high)
            .applyingDerivation(action.factors[factor].lowered(from: position))
          let left = pairing(try coefficients(of: raised, in: high, keys), g, high, keys)
          let right = pairing(f, try coefficients(of: lowered, in: low, keys), low, keys)
          #expect(left == right)
          values.append(left)
        }
      }
    }
    #expect(values.contains { $0 != 0 } || sample.sizes.allSatisfy { $0 == 1 })
  }

  private func coefficients(
    of polynomial: Polynomial, in index: MonomialIndex, _ keys: MonomialKeys
  ) throws -> [Int: Int] {
    try Dictionary(
      uniqueKeysWithValues: polynomial.terms.map { term in
        let key = keys.key(of: term.variables.map { Int32($0) })
        return (
          index.position(ofKey: key), try #require(Int(exactly: term.coefficient.numerator))
        )
      })
  }
}
