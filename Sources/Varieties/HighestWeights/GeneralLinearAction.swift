public import ExactAlgebra

/// A product of general linear groups that acts on coordinates by standard representations.
///
/// Each factor arranges the coordinates in lines: `GL(n)` moves a coordinate along its line of
/// `n` coordinates, and leaves the coordinates outside of its lines alone. For the blocks of a
/// network one factor acts on the rows, another one on the columns.
public struct GeneralLinearAction: Hashable, Sendable {
  /// One general linear group.
  public struct Factor: Hashable, Sendable {
    /// The size `n` of the matrices.
    public let size: Int
    /// The lines, each with `n` coordinates.
    public let lines: [[Int]]
    /// For each coordinate its position on its line, from 0, or `nil` outside of all lines.
    public let positions: [Int?]

    /// The group that acts along the given lines.
    ///
    /// - Precondition: `size` is positive, and the lines are disjoint lists of `size` coordinates
    ///   below `coordinateCount`.
    public init(size: Int, lines: [[Int]], coordinateCount: Int) {
      precondition(size > 0 && lines.allSatisfy { $0.count == size }, "lines of a wrong length")
      var positions = [Int?](repeating: nil, count: coordinateCount)
      for line in lines {
        for (position, coordinate) in line.enumerated() {
          precondition(positions[coordinate] == nil, "lines that meet")
          positions[coordinate] = position
        }
      }
      self.size = size
      self.lines = lines
      self.positions = positions
    }

    /// For each coordinate where the raising operator `E(i, i+1)` sends it, `nil` for to zero.
    func raised(to position: Int) -> [Int?] {
      var images = [Int?](repeating: nil, count: positions.count)
      for line in lines { images[line[position + 1]] = line[position] }
      return images
    }

    /// For each coordinate where the lowering operator `E(i+1, i)` sends it, `nil` for to zero.
    func lowered(from position: Int) -> [Int?] {
      var images = [Int?](repeating: nil, count: positions.count)
      for line in lines { images[line[position]] = line[position + 1] }
      return images
    }
  }

  /// The factors of the product.
  public let factors: [Factor]

  /// The product of the given groups.
  public init(factors: [Factor]) { self.factors = factors }

  /// The weight of a monomial: for each factor how often each position occurs.
  func weight(of monomial: some Sequence<Int32>) -> [[Int]] {
    var weight = factors.map { [Int](repeating: 0, count: $0.size) }
    for coordinate in monomial {
      for (index, factor) in factors.enumerated() {
        if let position = factor.positions[Int(coordinate)] { weight[index][position] += 1 }
      }
    }
    return weight
  }

  /// The weightings that count how often a position of a factor occurs.
  var torusWeightings: [[Int]] {
    factors.flatMap { factor in
      (0..<factor.size).map { position in factor.positions.map { $0 == position ? 1 : 0 } }
    }
  }

  /// The raising operators of all factors, as maps of coordinates; `nil` for to zero.
  var raisingOperators: [[Int?]] {
    factors.flatMap { factor in (0..<factor.size - 1).map(factor.raised) }
  }
}

/// An irreducible representation of a product of general linear groups.
public struct IrreducibleRepresentation: Hashable, Sendable {
  /// The highest weight: one partition for each factor of the group, in their order.
  public let partitions: [Partition]
  /// The dimension over the rationals: the product of those of the factors.
  public let dimension: Integer

  /// The representation with the given highest weight.
  public init(_ partitions: [Partition], of action: GeneralLinearAction) {
    precondition(partitions.count == action.factors.count, "one partition for each factor")
    self.partitions = partitions
    dimension = zip(partitions, action.factors).reduce(Integer(1)) {
      $0 * $1.0.dimension(n: $1.1.size)
    }
  }
}

/// A polynomial representation as a sum of irreducible ones.
public struct RepresentationContent: Hashable, Sendable {
  /// The irreducible representations with their positive multiplicities, in descending
  /// lexicographic order of the highest weights.
  public let summands: [(representation: IrreducibleRepresentation, multiplicity: Int)]

  /// The dimension of the whole representation.
  public var dimension: Integer {
    summands.reduce(0) { $0 + Integer($1.multiplicity) * $1.representation.dimension }
  }

  /// Whether the same representations occur equally often.
  public static func == (a: RepresentationContent, b: RepresentationContent) -> Bool {
    a.summands.elementsEqual(b.summands, by: ==)
  }

  /// Feeds the number of the summands and the first one.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(summands.count)
    hasher.combine(summands.first?.representation)
  }

  /// The sum of irreducible representations with positive multiplicities.
  init(
    summands: [(representation: IrreducibleRepresentation, multiplicity: Int)]
  ) {
    self.summands = summands.sorted { a, b in
      b.representation.partitions.precede(a.representation.partitions)
    }
  }

  /// The sum with an irreducible representation, taken a positive number of times.
  func adding(_ representation: IrreducibleRepresentation, times count: Int = 1) -> Self {
    let present = summands.first { $0.representation == representation }?.multiplicity ?? 0
    let others = summands.filter { $0.representation != representation }
    return RepresentationContent(summands: others + [(representation, present + count)])
  }

  /// The decomposition of the representation with the given dimensions of weight spaces.
  ///
  /// - Precondition: the dimensions are those of a representation of the group.
  init(weightDimensions: [[[Int]]: Int], of action: GeneralLinearAction) {
    let dominant = weightDimensions.filter { weight, dimension in
      dimension > 0
        && weight.allSatisfy { part in zip(part, part.dropFirst()).allSatisfy(>=) }
    }
    let ordered = dominant.keys.sorted { a, b in
      let (x, y) = (a.flatMap { $0 }, b.flatMap { $0 })
      return y.lexicographicallyPrecedes(x)
    }
    var summands: [(representation: IrreducibleRepresentation, multiplicity: Int)] = []
    for weight in ordered {
      let explained = summands.reduce(0) { sum, summand in
        sum + summand.multiplicity
          * zip(summand.representation.partitions, weight).reduce(1) {
            $0 * $1.0.kostkaNumber(content: $1.1)
          }
      }
      let multiplicity = dominant[weight]! - explained
      precondition(multiplicity >= 0, "weight spaces of no representation")
      if multiplicity > 0 {
        let irreducible = IrreducibleRepresentation(weight.map { Partition($0) }, of: action)
        summands.append((irreducible, multiplicity))
      }
    }
    self.summands = summands
  }
}
