import ExactAlgebra

/// The prime fields over which a family is defined, in the order of their use.
struct AdmissibleFields: Sequence {
  let evaluator: any Parametrization

  /// Primes of 62 bits lift most generators at once.
  static let bits = 62

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
