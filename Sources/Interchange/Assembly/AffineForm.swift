import ExactAlgebra
import Networks

/// Affine functions, one for each row, of the inputs of a network and of the neurons that come
/// before.
///
/// Inputs and neurons come in groups: 0 are the inputs, the others are those of an activation that
/// is applied to all rows of a form at once.
struct AffineForm {
  /// The matrix by which a group enters; its columns are the members of the group.
  enum Factor {
    case identity
    case matrix([[Rational]])
  }

  /// The most products of matrices that lead to one form.
  private static let maximumProductCount = 64

  /// The groups that the form depends on.
  private(set) var factors: [Int: Factor]
  /// One number for each row; `nil` where nothing is added.
  private(set) var constants: [Rational]?
  /// The number of rows; `nil` for inputs whose number is not known.
  private(set) var width: Int?
  /// What the file calls the layer that the form belongs to.
  var name: String?
  private var productCount = 0

  /// The members of a group themselves.
  init(group: Int, width: Int?) {
    factors = [group: .identity]
    self.width = width
  }

  /// Constant functions.
  init(constants: [Rational]) {
    factors = [:]
    self.constants = constants
    width = constants.count
  }

  /// The group whose members the rows are, if that is all.
  var group: Int? {
    guard factors.count == 1, constants == nil, let (group, factor) = factors.first,
      case .identity = factor
    else { return nil }
    return group
  }

  /// Says how many rows there are, where this was not known.
  mutating func setWidth(_ count: Int) { width = width ?? count }

  /// The number of rows.
  ///
  /// - Throws: `DataError` where it is not known, or too large.
  func knownWidth() throws(DataError) -> Int {
    guard let width else {
      throw DataError("the number of inputs is not known, expected it in the shape of the input")
    }
    guard width <= Architecture.maximumWidth else {
      throw DataError("\(width) neurons, expected at most \(Architecture.maximumWidth)")
    }
    return width
  }
}

extension AffineForm {
  /// The form after a map.
  ///
  /// - Throws: `DataError` for another number of inputs than there are rows, and for sizes beyond
  ///   those of an architecture.
  func followed(by map: AffineMap) throws(DataError) -> AffineForm {
    if let width, map.inputCount != width {
      throw DataError(
        "\(map.outputCount) x \(map.inputCount) weights (outputs x inputs), "
          + "expected \(width) inputs")
    }
    guard map.parameterCount <= Architecture.maximumParameterCount else {
      throw DataError("more than \(Architecture.maximumParameterCount) parameters")
    }
    var result = try self.multiplied()
    result.width = map.outputCount
    for (group, factor) in factors {
      switch factor {
      case .identity: result.factors[group] = .matrix(map.weights)
      case .matrix(let rows):
        result.factors[group] = .matrix(
          try AffineMap(weights: rows).followed(by: AffineMap(weights: map.weights)).weights)
      }
    }
    result.constants = constants.map { numbers in
      map.weights.map { row in zip(row, numbers).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return map.biases.map(result.adding) ?? result
  }

  private func multiplied() throws(DataError) -> AffineForm {
    var result = self
    result.productCount += 1
    guard result.productCount <= Self.maximumProductCount else {
      throw DataError(
        "more than \(Self.maximumProductCount) affine maps without an activation between them")
    }
    return result
  }

  /// The form with a number added to each row.
  ///
  /// - Precondition: there are as many numbers as rows.
  func adding(_ numbers: [Rational]) -> AffineForm {
    precondition(width == nil || width == numbers.count, "another number of numbers than rows")
    var result = self
    result.width = numbers.count
    result.constants = constants.map { zip($0, numbers).map { $0 + $1 } } ?? numbers
    return result
  }

  /// Each row times a number.
  ///
  /// - Precondition: there are as many numbers as rows.
  func scaled(by numbers: [Rational]) throws(DataError) -> AffineForm {
    precondition(width == nil || width == numbers.count, "another number of numbers than rows")
    var result = try multiplied()
    result.width = numbers.count
    for (group, factor) in factors {
      switch factor {
      case .identity:
        var rows = try Self.zeros(numbers.count, numbers.count)
        for (index, number) in numbers.enumerated() { rows[index][index] = number }
        result.factors[group] = .matrix(rows)
      case .matrix(let rows):
        result.factors[group] = .matrix(
          zip(rows, numbers).map { row, number in row.map { $0 * number } })
      }
    }
    result.constants = constants.map { zip($0, numbers).map { $0 * $1 } }
    return result
  }

  /// The sum of both, row by row.
  ///
  /// - Throws: `DataError` for different numbers of rows.
  func plus(_ other: AffineForm) throws(DataError) -> AffineForm {
    var result = self
    result.width = width ?? other.width
    if let left = width, let right = other.width, left != right {
      throw DataError("\(left) and \(right) neurons, expected the same number")
    }
    for (group, factor) in other.factors {
      guard let own = result.factors[group] else {
        result.factors[group] = factor
        continue
      }
      let count = try result.knownWidth()
      let (left, right) = (try own.rows(count), try factor.rows(count))
      result.factors[group] = .matrix(
        zip(left, right).map { pair in zip(pair.0, pair.1).map { $0 + $1 } })
    }
    result.productCount = max(productCount, other.productCount)
    return other.constants.map(result.adding) ?? result
  }

  /// Some rows, in a new order.
  ///
  /// - Precondition: the number of rows is known, and the indices are of rows.
  func rows(_ indices: [Int]) throws(DataError) -> AffineForm {
    let count = try knownWidth()
    if indices == Array(0..<count) { return self }
    var result = self
    result.width = indices.count
    for (group, factor) in factors {
      switch factor {
      case .identity:
        var rows = try Self.zeros(indices.count, count)
        for (row, index) in indices.enumerated() { rows[row][index] = 1 }
        result.factors[group] = .matrix(rows)
      case .matrix(let rows): result.factors[group] = .matrix(indices.map { rows[$0] })
      }
    }
    result.constants = constants.map { numbers in indices.map { numbers[$0] } }
    return result
  }

  /// The rows of all forms, one after the other.
  ///
  /// - Throws: `DataError` where a number of rows is not known, or there are too many.
  static func joined(_ forms: [AffineForm]) throws(DataError) -> AffineForm {
    var counts: [Int] = []
    for form in forms { counts.append(try form.knownWidth()) }
    let total = counts.reduce(0, +)
    var result = AffineForm(constants: [Rational](repeating: 0, count: total))
    result.name = forms.lazy.compactMap(\.name).first
    result.productCount = forms.map(\.productCount).max() ?? 0
    guard total <= Architecture.maximumWidth else {
      throw DataError("\(total) neurons, expected at most \(Architecture.maximumWidth)")
    }
    for group in Set(forms.flatMap(\.factors.keys)) {
      var blocks: [[[Rational]]?] = []
      for (form, count) in zip(forms, counts) {
        blocks.append(
          try form.factors[group].map { factor throws(DataError) in
            try factor.rows(count)
          })
      }
      let columns = blocks.lazy.compactMap { $0?.first?.count }.first ?? 0
      guard total * columns <= Architecture.maximumParameterCount else {
        throw DataError("more than \(Architecture.maximumParameterCount) weights")
      }
      result.factors[group] = .matrix(
        zip(blocks, counts).flatMap { block, count in
          block ?? Array(repeating: Array(repeating: 0, count: columns), count: count)
        })
    }
    let hasConstants = forms.contains { $0.constants != nil }
    result.constants =
      hasConstants
      ? zip(forms, counts).flatMap { form, count in
        form.constants ?? [Rational](repeating: 0, count: count)
      } : nil
    return result
  }

  private static func zeros(_ rows: Int, _ columns: Int) throws(DataError) -> [[Rational]] {
    guard rows * columns <= Architecture.maximumParameterCount else {
      throw DataError("\(rows) x \(columns) weights are too many")
    }
    return Array(repeating: Array(repeating: 0, count: columns), count: rows)
  }
}

extension AffineForm.Factor {
  /// The rows of the matrix.
  ///
  /// - Parameter count: their number.
  /// - Throws: `DataError` for an identity that is too large.
  func rows(_ count: Int) throws(DataError) -> [[Rational]] {
    switch self {
    case .matrix(let rows): return rows
    case .identity:
      guard count * count <= Architecture.maximumParameterCount else {
        throw DataError("an identity layer of width \(count) is too large")
      }
      return AffineMap.identity(count).weights
    }
  }
}
