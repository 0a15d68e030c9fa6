import ExactAlgebra
import LongWork
import Polyhedra
import RandomNetworks
import Regions

/// The derivatives of all moments of the image of a uniform law, up to an order, by all weights.
///
/// The moment of `a` is the mean of `f^a`. On a region `R`, where `f(x) = A x + c`, the derivative of `f_j` by
/// the weight from neuron `s` of a layer to neuron `r` of the next is `B_jr h_s(x)`, with the output `h_s` of
/// the former, which is an affine form there, and the derivative `B_jr` of `f_j` by the pre-activation of
/// `r`. So the derivative of the moment is the sum over `R` and `j` of the integral of
/// `a_j f^(a - e_j) B_jr h_s` over `R`, divided by the volume of the domain. Boundaries of regions move with
/// the weights, but `f` is continuous, so they contribute nothing.
struct MomentDerivatives<Numbers: GrowthArithmetic>: Sendable {
  private let numbers: Numbers
  private let integrals: SimplexIntegrals<Numbers>
  private let layers: [[[Numbers.Element]]]
  private let start: [[Numbers.Element]]

  /// `nil` where a number has no image.
  init?(of layers: SquareLayers, upTo order: Int, in numbers: Numbers) {
    let dimension = layers.dimension
    let monomials = MonomialTable(variableCount: dimension, order: order)
    var forms: [[[Numbers.Element]]] = []
    for layer in layers.layers {
      guard let rows = numbers.elements(layer.affineForms) else { return nil }
      forms.append(rows)
    }
    guard let integrals = SimplexIntegrals(monomials, in: numbers),
      let one = numbers.element(1),
      monomials.exponents.allSatisfy({ $0.allSatisfy { numbers.element(Rational($0)) != nil } })
    else { return nil }
    start = (0..<dimension).map { row in
      (0...dimension).map { $0 == row ? one : numbers.zero }
    }
    (self.numbers, self.integrals, self.layers) = (numbers, integrals, forms)
  }

  /// The number of moments.
  var momentCount: Int { integrals.monomials.count - 1 }

  /// The exponents of the moments.
  var exponents: ArraySlice<[Int]> { integrals.monomials.exponents.dropFirst() }

  /// The derivatives, times the volume of the domain: for each parameter (layer by layer, neuron by neuron,
  /// weights and then the bias) a row with an entry for each moment. `nil` where a number has no image, or
  /// where a pre-activation vanishes on a region, so that moments may have no derivative.
  ///
  /// - Throws: as `ActivationRegions.forEach` and `Interruption.check`.
  func matrix(
    of layers: SquareLayers, under law: UniformLaw, threads: Int
  ) async throws -> [[Numbers.Element]]? {
    let regions = try ActivationRegions(
      of: layers.network, in: law.domain, method: .vertices, keepsCoordinates: true)
    var options = ActivationRegions.Options()
    options.threads = threads
    var sums: [[Numbers.Element]]? = Array(
      repeating: Array(repeating: numbers.zero, count: momentCount),
      count: layers.parameterCount)
    try await regions.forEach(options: options) { region in
      try part(of: region)
    } body: { part in
      guard let part else {
        sums = nil
        return false
      }
      for row in part.indices {
        for column in part[row].indices {
          sums![row][column] = numbers.add(sums![row][column], part[row][column])
        }
      }
      try Interruption.check()
      return true
    }
    return sums
  }

  /// What one region contributes.
  private func part(of region: ActivationRegion) throws -> [[Numbers.Element]]? {
    let forms = PatternForms(of: layers, from: start, on: region.pattern.layers, in: numbers)
    guard !forms.hasDeadForm, let simplices = region.simplices() else { return nil }
    var sums = [Numbers.Element](repeating: numbers.zero, count: integrals.monomials.count)
    for simplex in simplices {
      try Interruption.check()
      guard integrals.add(simplex, to: &sums) else { return nil }
    }
    let powers = firstMoments(of: forms.outputs[layers.count], against: sums)
    return forms.outputs.dropLast().indices.flatMap { layer in
      rows(
        by: forms.sensitivities[layer], inputs: forms.outputs[layer], powers: powers)
    }
  }

  /// For each monomial `f^a` of a lower degree than the order, the integrals of its products with all
  /// coordinates, and its own.
  private func firstMoments(
    of outputs: [[Numbers.Element]], against integrals: [Numbers.Element]
  ) -> [[Numbers.Element]] {
    let monomials = self.integrals.monomials
    let dimension = monomials.variableCount
    var powers: [[Numbers.Element]] = []
    powers.reserveCapacity(monomials.lowerCount)
    for number in 0..<monomials.lowerCount {
      guard let factor = monomials.quotients[number].first else {
        var one = [Numbers.Element](repeating: numbers.zero, count: monomials.lowerCount)
        one[0] = numbers.element(1)!
        powers.append(one)
        continue
      }
      powers.append(product(of: powers[factor.quotient], with: outputs[factor.variable]))
    }
    return powers.map { power in
      (0...dimension).map { variable in
        variable == dimension
          ? numbers.innerProduct(power, integrals)
          : numbers.innerProduct(
            power, monomials.products[variable].lazy.map { integrals[$0] })
      }
    }
  }

  /// A polynomial whose degree is lower than the order by 2 at least, times an affine form.
  private func product(
    of polynomial: [Numbers.Element], with form: [Numbers.Element]
  ) -> [Numbers.Element] {
    let monomials = integrals.monomials
    var product = polynomial.map { numbers.multiply(form[monomials.variableCount], $0) }
    for number in polynomial.indices
    where monomials.degrees[number] < monomials.order - 1 && !numbers.isZero(polynomial[number]) {
      for variable in 0..<monomials.variableCount {
        let target = monomials.products[variable][number]
        product[target] = numbers.add(
          product[target], numbers.multiply(form[variable], polynomial[number]))
      }
    }
    return product
  }

  /// The rows of one layer.
  private func rows(
    by sensitivity: [[Numbers.Element]], inputs: [[Numbers.Element]],
    powers: [[Numbers.Element]]
  ) -> [[Numbers.Element]] {
    let monomials = integrals.monomials
    let dimension = monomials.variableCount
    // The integral of each monomial times each input, and alone.
    let weighted = (0...dimension).map { input in
      powers.map { power in
        input == dimension ? power[dimension] : numbers.innerProduct(power, inputs[input])
      }
    }
    return (0..<dimension).flatMap { neuron in
      (0...dimension).map { input in
        (1..<monomials.count).map { moment in
          monomials.quotients[moment].reduce(numbers.zero) { sum, factor in
            let slope = sensitivity[factor.variable][neuron]
            guard !numbers.isZero(slope) else { return sum }
            let exponent = numbers.element(Rational(factor.exponent))!
            return numbers.add(
              sum,
              numbers.multiply(
                numbers.multiply(exponent, slope), weighted[input][factor.quotient]))
          }
        }
      }
    }
  }
}
