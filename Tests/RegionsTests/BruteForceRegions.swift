import ExactAlgebra
import Networks
import Polyhedra
import Regions

/// The activation regions by trying all patterns, each by one feasibility problem.
///
/// A pattern is a region if the system of its neurons, those left out whose pre-activation is zero
/// everywhere, has a solution, and these neurons are inactive in it.
struct BruteForceRegions {
  let network: Network
  let domain: InputDomain

  var patterns: [ActivationPattern] {
    let widths = Array(network.architecture.hiddenWidths)
    let count = widths.reduce(0, +)
    return (0..<(1 << count)).compactMap { number in
      let bits = (0..<count).map { number >> (count - 1 - $0) & 1 == 1 }
      var start = 0
      let pattern = ActivationPattern(
        widths.map { width in
          defer { start += width }
          return Array(bits[start..<start + width])
        })
      return isRegion(pattern) ? pattern : nil
    }
  }

  func isRegion(_ pattern: ActivationPattern) -> Bool {
    guard let system = system(of: pattern) else { return false }
    return system.feasibility().point != nil
  }

  /// The inequalities of a pattern in the coordinates of the domain; `nil` where a neuron that is
  /// constantly zero would be active.
  func system(of pattern: ActivationPattern) -> InequalitySystem? {
    let dimension = domain.slice?.dimension ?? network.architecture.inputCount
    var system = InequalitySystem(
      dimension: dimension,
      domain.halfSpaces.map { HalfSpace(normal: $0.normal, offset: $0.offset) })
    var values = (0...dimension).map { column in
      guard let slice = domain.slice else {
        return (0..<dimension).map { Rational($0 == column ? 1 : 0) }
      }
      return column < dimension ? slice.directions[column] : slice.origin
    }
    for (layer, signs) in zip(network.layers, pattern.layers) {
      var next = Array(repeating: [Rational](), count: dimension + 1)
      for (neuron, weights) in layer.weights.enumerated() {
        var form = values.map { zip($0, weights).reduce(Rational(0)) { $0 + $1.0 * $1.1 } }
        form[dimension] += layer.biases?[neuron] ?? 0
        if form.allSatisfy(\.isZero) {
          guard !signs[neuron] else { return nil }
        } else {
          let sign: Rational = signs[neuron] ? 1 : -1
          system.append(
            HalfSpace(
              normal: form.dropLast().map { sign * $0 }, offset: sign * form[dimension]))
        }
        let slope = signs[neuron] ? 1 : network.activation.negativeSlope
        for column in 0...dimension { next[column].append(slope * form[column]) }
      }
      values = next
    }
    return system
  }
}
