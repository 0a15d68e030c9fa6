import Networks

/// How many faces a complex has, dimension by dimension.
public struct FaceNumbers: Hashable, Sendable {
  /// The numbers of faces in the interior of the domain, vertices first.
  public let interior: [Int]
  /// The numbers of faces on the boundary of the domain.
  public let boundary: [Int]
  /// The alternating sum of the faces in the interior, and what it is for a complex that fills the domain.
  public let interiorSum: (found: Int, expected: Int)
  /// The same for all faces, those on the boundary included.
  public let closedSum: (found: Int, expected: Int)

  /// Whether both sums are what they should be.
  public var isConsistent: Bool {
    interiorSum.found == interiorSum.expected && closedSum.found == closedSum.expected
  }

  init(interior: [Int], boundary: [Int], of domain: GeneratedShape) {
    (self.interior, self.boundary) = (interior, boundary)
    let dimension = interior.count - 1
    func sign(_ number: Int) -> Int { number.isMultiple(of: 2) ? 1 : -1 }
    func alternating(_ numbers: [Int]) -> Int {
      numbers.enumerated().reduce(0) { $0 + sign($1.offset) * $1.element }
    }
    let inner = alternating(interior)
    interiorSum = (inner, sign(dimension))
    // An affine space, times a polyhedron with a vertex; bounded or not.
    let closed =
      domain.isBoundedModuloLines ? sign(domain.lineCount) : 0
    closedSum = (inner + alternating(boundary), closed)
  }

  /// Whether all numbers agree.
  public static func == (a: FaceNumbers, b: FaceNumbers) -> Bool {
    a.interior == b.interior && a.boundary == b.boundary && a.interiorSum == b.interiorSum
      && a.closedSum == b.closedSum
  }

  /// Feeds the numbers of faces.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(interior)
    hasher.combine(boundary)
  }
}

/// Collects the faces of all regions, each once.
///
/// A face is the set of all points of the closed domain at which the neurons have given signs and given inequalities of the
/// domain are equations.
struct FaceCount {
  /// A face, by what is positive and what is zero on it.
  struct Key: Hashable, Sendable {
    let positive: PackedPattern
    let zero: PackedPattern
    let sides: PackedPattern
  }

  private var known: Set<Key> = []
  private var interior: [Int]
  private var boundary: [Int]

  init(dimension: Int) {
    interior = Array(repeating: 0, count: dimension + 1)
    boundary = interior
  }

  /// Adds a face unless it is known.
  mutating func add(_ key: Key, dimension: Int) {
    guard known.insert(key).inserted else { return }
    if key.sides == PackedPattern() {
      interior[dimension] += 1
    } else {
      boundary[dimension] += 1
    }
  }

  /// The numbers of faces.
  func numbers(in domain: GeneratedShape) -> FaceNumbers {
    FaceNumbers(interior: interior, boundary: boundary, of: domain)
  }

  /// The key of a face of a region.
  static func key(
    of face: GeneratedShape.Face, in pattern: PackedPattern, vanishing: [Int], neuronCount: Int
  ) -> Key {
    var zero = PackedPattern()
    var sides = PackedPattern()
    for neuron in vanishing { zero.activate(neuron) }
    for source in face.zeros {
      switch source {
      case .neuron(let neuron): zero.activate(neuron)
      case .side(let side): sides.activate(side)
      case .infinity: break
      }
    }
    var positive = PackedPattern()
    for neuron in 0..<neuronCount where pattern.isActive(neuron) && !zero.isActive(neuron) {
      positive.activate(neuron)
    }
    return Key(positive: positive, zero: zero, sides: sides)
  }
}
