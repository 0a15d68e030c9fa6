import ExactAlgebra

/// The prime fields over which a family is defined, in the order of their use.
struct AdmissibleFields: Sequence {
  let evaluator: any Parametrization

  /// Primes of 60 bits lift most generators at once, and elimination with them is faster than with
  /// one bit more.
  static let bits = 60

  /// The first prime for a family with integer coefficients.
  static var largest: PrimeField {
    for field in PrimeField.primes(bits: bits) { return field }
    preconditionFailure("no primes")
  }

  init(for evaluator: any Parametrization) { self.evaluator = evaluator }

  /// The first one.
  var first: PrimeField {
    for field in self { return field }
    preconditionFailure("a family without reductions")
  }

  func makeIterator() -> some IteratorProtocol<PrimeField> {
    var primes = PrimeField.primes(bits: Self.bits).makeIterator()
    return AnyIterator {
      while let field = primes.next() {
        if evaluator.isDefined(over: field) { return field }
      }
      return nil
    }
  }
}
