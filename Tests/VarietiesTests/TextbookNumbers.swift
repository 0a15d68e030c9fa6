import ExactAlgebra

/// Numbers by formulas that the library does not use.
enum TextbookNumbers {
  /// The partitions of a number with at most `parts` parts, none above `largest`.
  static func partitions(of number: Int, parts: Int, largest: Int? = nil) -> [[Int]] {
    guard number > 0 else { return [[]] }
    guard parts > 0 else { return [] }
    return stride(from: min(number, largest ?? number), through: 1, by: -1).flatMap { first in
      partitions(of: number - first, parts: parts - 1, largest: first).map { [first] + $0 }
    }
  }

  /// The product of the hook lengths of a partition.
  static func hookProduct(_ partition: [Int]) -> Int {
    var product = 1
    for (row, part) in partition.enumerated() {
      for column in 0..<part {
        let below = partition[(row + 1)...].filter { $0 > column }.count
        product *= part - column + below
      }
    }
    return product
  }

  /// The dimension of an irreducible representation of `GL(n)`: the hook content formula.
  static func hookContentDimension(_ partition: [Int], n: Int) -> Int {
    var contents = 1
    for (row, part) in partition.enumerated() {
      for column in 0..<part { contents *= n + column - row }
    }
    return contents / hookProduct(partition)
  }

  /// The number of standard tableaux: the hook length formula.
  static func standardTableaux(_ partition: [Int]) -> Int {
    factorial(partition.reduce(0, +)) / hookProduct(partition)
  }

  static func factorial(_ n: Int) -> Int { n < 2 ? 1 : (2...n).reduce(1, *) }

  /// The binomial coefficient of small numbers.
  static func choose(_ n: Int, _ k: Int) -> Int {
    k < 0 || k > n ? 0 : (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }

  /// The ascending lists of numbers below `count`: the monomials of a degree.
  static func multisets(of count: Int, size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return (0..<count).flatMap { first in
      multisets(of: count - first, size: size - 1).map { [first] + $0.map { $0 + first } }
    }
  }

  /// The number of monomials of a degree.
  static func monomials(variables: Int, degree: Int) -> Int {
    choose(variables + degree - 1, degree)
  }

  /// The Hilbert function of matrices of bounded rank, by Cauchy's formula.
  static func determinantalHilbertFunction(
    _ rows: Int, _ columns: Int, rank: Int, degree: Int
  ) -> Int {
    partitions(of: degree, parts: rank).reduce(0) { sum, partition in
      sum + hookContentDimension(partition, n: rows)
        * hookContentDimension(partition, n: columns)
    }
  }
}
