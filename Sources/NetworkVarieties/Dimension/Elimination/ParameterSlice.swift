import ExactAlgebra
import Varieties

/// Networks with some parameters fixed to 0 or 1, to which symmetries bring almost every network.
///
/// Symmetries are changes of basis of hidden layers, affine changes of outputs and, where no points
/// are given, of inputs, and a common factor of all biases. The Jacobian matrix has the same rank
/// at a general network of the slice as at a general network. The proof is in the documentation of
/// this module.
struct ParameterSlice {
  /// The value of each parameter that is fixed.
  private(set) var constants: [Int?]
  /// A random network of the slice.
  private(set) var point: [UInt]

  /// Fixes as many parameters to 0 as symmetries permit, then further ones to 1: first those of
  /// the first layer, then those of the last one. In idle directions the image does not move.
  init(
    of family: some EliminatedParametrization,
    with idle: [[(parameter: Int, value: UInt)]] = [], over field: PrimeField,
    using generator: inout some RandomNumberGenerator, checking check: () throws -> Void
  ) rethrows {
    let map = family.patternMap
    constants = [Int?](repeating: nil, count: map.parameterCount)
    point = field.randomElements(map.parameterCount, using: &generator)
    let depth = map.network.architecture.layerCount
    let layers = depth == 1 ? [1] : [1, depth] + Array(1..<depth).dropFirst()
    let order = layers.flatMap { layer in
      map.parameters.indices.filter { map.parameters[$0].layer == layer }
    }
    var fixed: [Int] = []
    for value in 0...1 {
      for parameter in order where constants[parameter] == nil {
        let before = point[parameter]
        point[parameter] = UInt(value)
        let isReached = try Self.motions(
          of: family, with: idle, at: point, over: field, reachAll: fixed + [parameter],
          checking: check)
        if isReached {
          constants[parameter] = value
          fixed.append(parameter)
        } else {
          point[parameter] = before
        }
      }
    }
  }

  /// Whether symmetries move the given parameters independently of each other.
  private static func motions(
    of family: some EliminatedParametrization, with idle: [[(parameter: Int, value: UInt)]],
    at values: [UInt], over field: PrimeField, reachAll fixed: [Int],
    checking check: () throws -> Void
  ) rethrows -> Bool {
    let mixings = try family.patternMap.mixings(at: values, over: field, checking: check)
    let motions = mixings + family.outerMotions(at: values, over: field) + idle
    guard motions.count >= fixed.count else { return false }
    var places = [Int?](repeating: nil, count: family.parameterCount)
    for (place, parameter) in fixed.enumerated() { places[parameter] = place }
    let matrix = ModularMatrix(
      rows: motions.count, columns: fixed.count, over: field
    ) { row, entries in
      for (parameter, value) in motions[row] {
        guard let place = places[parameter] else { continue }
        entries[place] = field.add(entries[place], value)
      }
    }
    return matrix.rank == fixed.count
  }
}
