package import CFLINTShims

extension Rational {
  /// Lends the number to a function of FLINT.
  package func withPointer<Result>(_ body: (UnsafePointer<fmpq>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(UnsafePointer(storage.pointer)) }
  }

  /// The number that a function of FLINT writes.
  package init(writtenBy function: (UnsafeMutablePointer<fmpq>) -> Void) {
    self.init(0)
    function(storage.pointer)
  }
}
