import ExactAlgebra
import Varieties

/// Networks with some parameters fixed to 0 or 1, to which symmetries bring almost every network.
///
/// Symmetries are changes of basis of hidden layers, affine changes of inputs and of outputs, and
/// a common factor of all biases. The Jacobian matrix has the same rank at a general network of
/// the slice as at a general network. The proof is in the documentation of this module.
struct ParameterSlice {
  /// The value of each parameter that is fixed.
  private(set) var constants: [Int?]
  /// A random network of the slice.
  private(set) var point: [UInt]

  /// Fixes as many parameters to 0 as symmetries permit, then further ones to 1: first those of
  /// the first layer, then those of the last one.
  init(
    of map: PatternMap, over field: PrimeField, using generator: inout some RandomNumberGenerator,
    checking check: () throws -> Void
  ) rethrows {
    constants = [Int?](repeating: nil, count: map.parameterCount)
    point = field.randomElements(map.parameterCount, using: &generator)
    let depth = map.network.architecture.layerCount
    let outer = [1, depth].flatMap { layer in
      map.parameters.indices.filter { map.parameters[$0].layer == layer }
    }
    let inner = map.parameters.indices.filter { (2..<depth).contains(map.parameters[$0].layer) }
    let order = (depth == 1 ? Array(map.parameters.indices) : outer) + inner
    var fixed: [Int] = []
    for value in 0...1 {
      for parameter in order where constants[parameter] == nil {
        let before = point[parameter]
        point[parameter] = UInt(value)
        let isReached = try Self.motions(
          of: map, at: point, over: field, reachAll: fixed + [parameter], checking: check)
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
    of map: PatternMap, at values: [UInt], over field: PrimeField, reachAll fixed: [Int],
    checking check: () throws -> Void
  ) rethrows -> Bool {
    let mixings = try map.mixings(at: values, over: field, checking: check)
    let motions = mixings + map.outerMotions(at: values, over: field)
    guard motions.count >= fixed.count else { return false }
    var places = [Int?](repeating: nil, count: map.parameterCount)
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
