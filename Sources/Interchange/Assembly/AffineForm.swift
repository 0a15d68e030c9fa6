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
    case matrix(SparseMatrix)
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
    guard width <= Network.maximumWidth else { throw Self.tooWide(width) }
    return width
  }
}

extension AffineForm {
  /// The form after a linear map.
  ///
  /// - Throws: `DataError` for another number of inputs than there are rows, and for sizes beyond
  ///   those of a network.
  func followed(by map: SparseMatrix) throws(DataError) -> AffineForm {
    if let width, map.columnCount != width {
      throw DataError(
        "\(map.rows.count) x \(map.columnCount) weights (outputs x inputs), "
          + "expected \(width) inputs")
    }
    guard map.rows.count <= Network.maximumWidth else { throw Self.tooWide(map.rows.count) }
    var result = try self.multiplied()
    result.width = map.rows.count
    for (group, factor) in factors {
      switch factor {
      case .identity: result.factors[group] = .matrix(map)
      case .matrix(let matrix): result.factors[group] = .matrix(try matrix.followed(by: map))
      }
    }
    result.constants = constants.map(map.applied)
    return result
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
      result.factors[group] = .matrix(factor.matrix(numbers.count).scaled(by: numbers))
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
      let (left, right) = (own.matrix(count), factor.matrix(count))
      guard left.columnCount == right.columnCount else {
        throw DataError("uses of different numbers of inputs")
      }
      result.factors[group] = .matrix(left + right)
    }
    result.productCount = max(productCount, other.productCount)
    return other.constants.map(result.adding) ?? result
  }

  /// Some rows, in a new order, and zero for `nil`.
  ///
  /// - Precondition: the number of rows is known, and the indices are of rows.
  /// - Throws: `DataError` for too many rows.
  func rows(_ indices: [Int?]) throws(DataError) -> AffineForm {
    let count = try knownWidth()
    if indices == Array(0..<count) { return self }
    guard indices.count <= Network.maximumWidth else { throw Self.tooWide(indices.count) }
    var result = self
    result.width = indices.count
    for (group, factor) in factors {
      switch factor {
      case .identity:
        result.factors[group] = .matrix(.selection(indices, of: count))
      case .matrix(let matrix): result.factors[group] = .matrix(matrix.selecting(indices))
      }
    }
    result.constants = constants.map { numbers in
      indices.map { index in index.map { numbers[$0] } ?? 0 }
    }
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
    guard total <= Network.maximumWidth else { throw tooWide(total) }
    for group in Set(forms.flatMap(\.factors.keys)) {
      var rows: [[SparseMatrix.Entry]] = []
      var columnCounts: Set<Int> = []
      for (form, count) in zip(forms, counts) {
        guard let matrix = form.factors[group]?.matrix(count) else {
          rows += Array(repeating: [], count: count)
          continue
        }
        rows += matrix.rows
        columnCounts.insert(matrix.columnCount)
      }
      guard columnCounts.count == 1, let columnCount = columnCounts.first else {
        throw DataError("uses of different numbers of inputs")
      }
      result.factors[group] = .matrix(SparseMatrix(columnCount: columnCount, rows: rows))
    }
    let hasConstants = forms.contains { $0.constants != nil }
    result.constants =
      hasConstants
      ? zip(forms, counts).flatMap { form, count in
        form.constants ?? [Rational](repeating: 0, count: count)
      } : nil
    return result
  }

  private static func tooWide(_ width: Int) -> DataError {
    DataError("\(width) neurons, expected at most \(Network.maximumWidth)")
  }
}

extension AffineForm.Factor {
  /// The matrix.
  ///
  /// - Parameter count: the number of its rows.
  func matrix(_ count: Int) -> SparseMatrix {
    switch self {
    case .matrix(let matrix): matrix
    case .identity: .identity(count)
    }
  }
}
