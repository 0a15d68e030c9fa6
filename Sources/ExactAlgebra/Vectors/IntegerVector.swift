internal import CFLINTShims

/// A vector of integers of any size, at least one entry, in one block.
///
///     let v = IntegerVector([2, -4, 6])
///     v.primitive              // (1, -2, 3)
///     v.dot(IntegerVector([1, 1, 0]))   // -2
///
/// For vectors that are made and multiplied by the million; matrices are `IntegerMatrix`.
public struct IntegerVector: Sendable {
  private let storage: IntegerVectorStorage

  private init(_ storage: IntegerVectorStorage) { self.storage = storage }

  /// The vector with the given entries.
  ///
  /// - Precondition: there is at least one.
  public init(_ entries: [Integer]) {
    storage = IntegerVectorStorage(count: entries.count)
    for (index, entry) in entries.enumerated() {
      fmpz_set(storage.entry(index), entry.storage.pointer)
    }
  }

  /// The vector with the given entries.
  ///
  /// - Precondition: there is at least one.
  public init(_ entries: [Int]) {
    storage = IntegerVectorStorage(count: entries.count)
    for (index, entry) in entries.enumerated() { fmpz_set_si(storage.entry(index), entry) }
  }

  /// The primitive integer vector that is a positive multiple of a rational one.
  ///
  /// - Precondition: there is at least one entry.
  public init(direction entries: [Rational]) {
    self.init(entries.primitiveIntegers)
  }

  /// The number of entries.
  public var count: Int { storage.count }

  /// The entries.
  public var entries: [Integer] { (0..<count).map { self[$0] } }

  /// One entry, counted from 0.
  public subscript(index: Int) -> Integer {
    precondition((0..<count).contains(index), "index outside the vector")
    let result = IntegerStorage()
    fmpz_set(result.pointer, storage.entry(index))
    return Integer(storage: result)
  }

  /// The entries as machine words, where all of them and their opposites fit.
  public var words: [Int]? {
    guard (0..<count).allSatisfy({ fmpz_fits_si(storage.entry($0)) != 0 }) else { return nil }
    let words = (0..<count).map { fmpz_get_si(storage.entry($0)) }
    return words.contains(.min) ? nil : words
  }

  /// Copies one entry.
  func copyEntry(_ index: Int, to place: UnsafeMutablePointer<fmpz>) {
    precondition((0..<count).contains(index), "index outside the vector")
    fmpz_set(place, storage.entry(index))
  }

  /// The sign of one entry: -1, 0 or 1.
  public func signum(at index: Int) -> Int {
    precondition((0..<count).contains(index), "index outside the vector")
    return Int(fmpz_sgn(storage.entry(index)))
  }

  /// Whether all entries are zero.
  public var isZero: Bool { _fmpz_vec_is_zero(storage.start, count) != 0 }

  /// The vector divided by the greatest common divisor of its entries; zero stays zero.
  public var primitive: IntegerVector {
    let result = IntegerVectorStorage(copying: storage)
    result.removeContent()
    return IntegerVector(result)
  }

  /// The vector with opposite signs.
  public static prefix func - (vector: IntegerVector) -> IntegerVector {
    let result = IntegerVectorStorage(count: vector.count)
    _fmpz_vec_neg(result.start, vector.storage.start, vector.count)
    return IntegerVector(result)
  }

  /// The sum of the products of the entries.
  ///
  /// - Precondition: both vectors have the same length.
  public func dot(_ other: IntegerVector) -> Integer {
    precondition(count == other.count, "vectors of different lengths")
    let result = IntegerStorage()
    _fmpz_vec_dot(result.pointer, storage.start, other.storage.start, count)
    return Integer(storage: result)
  }

  /// The primitive vector in the direction of `a * x + b * y`.
  ///
  /// - Precondition: both vectors have the same length.
  public static func combination(
    _ a: Integer, _ x: IntegerVector, _ b: Integer, _ y: IntegerVector
  ) -> IntegerVector {
    precondition(x.count == y.count, "vectors of different lengths")
    let result = IntegerVectorStorage(count: x.count)
    _fmpz_vec_scalar_mul_fmpz(result.start, x.storage.start, x.count, a.storage.pointer)
    _fmpz_vec_scalar_addmul_fmpz(result.start, y.storage.start, x.count, b.storage.pointer)
    result.removeContent()
    return IntegerVector(result)
  }

  /// Floating-point numbers near the entries times one power of two, by which the largest of them
  /// comes to lie between 1/2 and 1 in absolute value.
  ///
  /// Each differs from its entry times that power by at most `2^-52` of its absolute value, or by
  /// `2^-1000` where it is smaller than that.
  public var approximations: [Double] {
    var exponents = [Int](repeating: 0, count: count)
    var values = [Double](repeating: 0, count: count)
    var largest = Int.min
    for index in 0..<count {
      values[index] = fmpz_get_d_2exp(&exponents[index], storage.entry(index))
      if values[index] != 0 { largest = max(largest, exponents[index]) }
    }
    for index in 0..<count where values[index] != 0 {
      let exponent = exponents[index] - largest
      values[index] =
        exponent < -1000
        ? 0 : values[index] * Double(sign: .plus, exponent: exponent, significand: 1)
    }
    return values
  }
}

extension IntegerVector: Hashable, CustomStringConvertible {
  /// Whether lengths and entries agree.
  public static func == (a: IntegerVector, b: IntegerVector) -> Bool {
    a.count == b.count && _fmpz_vec_equal(a.storage.start, b.storage.start, a.count) != 0
  }

  /// Feeds residues of the entries.
  public func hash(into hasher: inout Hasher) {
    for index in 0..<count { hasher.combine(fmpz_fdiv_ui(storage.entry(index), (1 << 61) - 1)) }
  }

  /// The entries in parentheses.
  public var description: String {
    "(" + entries.map(\.description).joined(separator: ", ") + ")"
  }
}

extension IntegerMatrix {
  /// One row as a vector.
  ///
  /// - Precondition: the matrix has such a row and at least one column.
  public func rowVector(_ row: Int) -> IntegerVector {
    IntegerVector((0..<columnCount).map { self[row, $0] })
  }
}

/// The owner of a block of `fmpz`.
// Unchecked: entries are changed only before the first `IntegerVector` has it.
private final class IntegerVectorStorage: @unchecked Sendable {
  let count: Int
  let start: UnsafeMutablePointer<fmpz>

  init(count: Int) {
    precondition(count > 0, "a vector without entries")
    self.count = count
    start = _fmpz_vec_init(count)
    StorageCensus.acquire()
  }

  convenience init(copying other: IntegerVectorStorage) {
    self.init(count: other.count)
    _fmpz_vec_set(start, other.start, count)
  }

  deinit {
    _fmpz_vec_clear(start, count)
    StorageCensus.release()
  }

  func entry(_ index: Int) -> UnsafeMutablePointer<fmpz> { start + index }

  func removeContent() {
    let content = IntegerStorage()
    _fmpz_vec_content(content.pointer, start, count)
    guard fmpz_cmp_si(content.pointer, 1) > 0 else { return }
    _fmpz_vec_scalar_divexact_fmpz(start, start, count, content.pointer)
  }
}
