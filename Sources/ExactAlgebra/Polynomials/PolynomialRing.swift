internal import CFLINTShims

/// An order of the monomials of a polynomial ring.
public enum MonomialOrder: String, Hashable, Sendable, CaseIterable {
  /// Lexicographic: the first variable decides.
  case lexicographic
  /// By total degree, ties broken lexicographically.
  case degreeLexicographic
  /// By total degree, ties broken by the smaller power of the last variable.
  case degreeReverseLexicographic
}

/// A polynomial ring over the rationals with named variables.
///
///     let ring = PolynomialRing(["x", "y"])
///     let f = try Polynomial(parsing: "(x + y)^2", in: ring)
///
/// Rings are identities: polynomials can be combined only when they come from the same object.
// Unchecked: the context is written once, in `init`, and only read afterwards.
public final class PolynomialRing: @unchecked Sendable {
  /// The names of the variables, in their order.
  public let variableNames: [String]
  /// The order in which terms are stored and printed.
  public let order: MonomialOrder
  let context: UnsafeMutablePointer<fmpq_mpoly_ctx_struct>
  private let indices: [String: Int]

  /// A ring with the given variables.
  ///
  /// - Precondition: the names are distinct, start with a letter and go on with letters,
  ///   digits and underscores.
  public init(
    _ variableNames: [String], order: MonomialOrder = .degreeReverseLexicographic
  ) {
    for name in variableNames {
      precondition(PolynomialRing.isVariableName(name), "'\(name)' cannot name a variable")
    }
    indices = Dictionary(uniqueKeysWithValues: zip(variableNames, variableNames.indices))
    self.variableNames = variableNames
    self.order = order
    context = .allocate(capacity: 1)
    fmpq_mpoly_ctx_init(context, variableNames.count, order.flintOrder)
    StorageCensus.acquire()
  }

  deinit {
    fmpq_mpoly_ctx_clear(context)
    context.deallocate()
    StorageCensus.release()
  }

  /// The number of variables.
  public var variableCount: Int { variableNames.count }

  /// The position of a variable, from 0, or `nil` where no variable has that name.
  public func index(of name: String) -> Int? { indices[name] }

  /// The variable at a position, counted from 0, as a polynomial.
  public func variable(_ index: Int) -> Polynomial {
    precondition(variableNames.indices.contains(index), "no such variable")
    let result = PolynomialStorage(in: self)
    fmpq_mpoly_gen(result.pointer, index, context)
    return Polynomial(storage: result)
  }

  /// The variables as polynomials, in their order.
  public var variables: [Polynomial] { variableNames.indices.map(variable) }

  /// The polynomial 0.
  public var zero: Polynomial { Polynomial(storage: PolynomialStorage(in: self)) }

  /// The polynomial 1.
  public var one: Polynomial { constant(1) }

  /// A constant polynomial.
  public func constant(_ value: Rational) -> Polynomial {
    let result = PolynomialStorage(in: self)
    fmpq_mpoly_set_fmpq(result.pointer, value.storage.pointer, context)
    return Polynomial(storage: result)
  }

  static func isVariableName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 95 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}

extension MonomialOrder {
  fileprivate var flintOrder: ordering_t {
    switch self {
    case .lexicographic: ORD_LEX
    case .degreeLexicographic: ORD_DEGLEX
    case .degreeReverseLexicographic: ORD_DEGREVLEX
    }
  }
}
