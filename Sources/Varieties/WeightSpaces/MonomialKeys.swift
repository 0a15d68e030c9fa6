import ExactAlgebra

/// Numbers for monomials that add up: the number of a product is the sum of the numbers.
///
/// The numbers are random, so two monomials may collide; `MonomialIndex` checks that those of
/// one weight space do not.
struct MonomialKeys: Sendable {
  private let keys: [UInt64]

  init(coordinateCount: Int) {
    var generator = SeededGenerator(seed: 0x6D6F_6E6F_6D69_616C)
    keys = (0..<coordinateCount).map { _ in generator.next() }
  }

  func key(of monomial: some Sequence<Int32>) -> UInt64 {
    monomial.reduce(0) { $0 &+ keys[Int($1)] }
  }
}

/// The monomials of one weight space with their positions.
struct MonomialIndex: Sendable {
  let degree: Int
  /// Sorted lists of coordinates, `degree` entries each, one after the other.
  let monomials: [Int32]
  private let positions: [UInt64: Int32]

  /// The index, or `nil` where two monomials have one key.
  init?(_ monomials: [Int32], degree: Int, keys: MonomialKeys) {
    precondition(degree > 0, "monomials of degree zero have no index")
    self.degree = degree
    self.monomials = monomials
    let count = monomials.count / degree
    var positions: [UInt64: Int32] = Dictionary(minimumCapacity: count)
    for index in 0..<count {
      let key = keys.key(of: monomials[index * degree..<(index + 1) * degree])
      guard positions.updateValue(Int32(index), forKey: key) == nil else { return nil }
    }
    self.positions = positions
  }

  var count: Int { monomials.count / degree }

  subscript(index: Int) -> ArraySlice<Int32> {
    monomials[index * degree..<(index + 1) * degree]
  }

  /// The position of a monomial of this weight space by its key.
  func position(ofKey key: UInt64) -> Int { Int(positions[key]!) }

  /// The matrix of the values of all monomials (columns) at points (rows).
  func evaluationMatrix(
    at points: some RandomAccessCollection<[UInt]>, over field: PrimeField
  ) -> ModularMatrix {
    let points = Array(points)
    return ModularMatrix(rows: points.count, columns: count, over: field) { row, values in
      evaluate(at: points[row], over: field, into: values)
    }
  }

  /// The values of all monomials at one point.
  func evaluate(
    at point: [UInt], over field: PrimeField, into values: UnsafeMutableBufferPointer<UInt>
  ) {
    point.withUnsafeBufferPointer { point in
      monomials.withUnsafeBufferPointer { monomials in
        var place = 0
        for index in 0..<count {
          var product = point[Int(monomials[place])]
          for offset in 1..<degree {
            product = field.multiply(product, point[Int(monomials[place + offset])])
          }
          values[index] = product
          place += degree
        }
      }
    }
  }
}
