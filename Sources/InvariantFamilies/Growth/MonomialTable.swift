/// The monomials in `d` variables up to an order, sorted by degree.
struct MonomialTable: Sendable {
  /// The number of variables.
  let variableCount: Int
  /// The largest degree.
  let order: Int
  /// The exponents of each monomial; the first one is 1.
  let exponents: [[Int]]
  /// The degree of each monomial.
  let degrees: [Int]
  /// For each variable and each monomial of a lower degree than `order` the number of their product.
  let products: [[Int]]
  /// For each monomial the variables that it contains, each with the number of the quotient.
  let quotients: [[(variable: Int, exponent: Int, quotient: Int)]]
  /// The number of monomials of a lower degree than `order`.
  let lowerCount: Int

  /// - Precondition: both are at least 1.
  init(variableCount: Int, order: Int) {
    var levels: [[[Int]]] = [[Array(repeating: 0, count: variableCount)]]
    for _ in 0..<order {
      // The last variable that occurs is the one that was multiplied last, so that each comes once.
      levels.append(
        levels[levels.count - 1].flatMap { exponents in
          ((exponents.lastIndex { $0 > 0 } ?? 0)..<variableCount).map { variable in
            var product = exponents
            product[variable] += 1
            return product
          }
        })
    }
    let exponents = levels.flatMap(\.self)
    let numbers = Dictionary(
      uniqueKeysWithValues: exponents.enumerated().map { ($0.element, $0.offset) })
    let lowerCount = exponents.count - levels[order].count
    products = (0..<variableCount).map { variable in
      exponents[..<lowerCount].map { exponents in
        var product = exponents
        product[variable] += 1
        return numbers[product]!
      }
    }
    quotients = exponents.map { exponents in
      exponents.indices.filter { exponents[$0] > 0 }.map { variable in
        var quotient = exponents
        quotient[variable] -= 1
        return (variable, exponents[variable], numbers[quotient]!)
      }
    }
    degrees = exponents.map { $0.reduce(0, +) }
    (self.variableCount, self.order, self.exponents) = (variableCount, order, exponents)
    self.lowerCount = lowerCount
  }

  /// The number of monomials.
  var count: Int { exponents.count }

  /// The least order with at least so many monomials beside 1.
  static func leastOrder(variableCount: Int, count: Int) -> Int {
    var (order, monomials) = (0, 1)
    // binomial(order + d, d)
    while monomials - 1 < count {
      order += 1
      monomials = monomials * (order + variableCount) / order
    }
    return max(order, 1)
  }
}
