import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension ExitTest.Condition {
  /// A failed precondition of Swift, as opposed to an abort of FLINT, which is what a
  /// precondition has to forestall.
  static var trap: ExitTest.Condition {
    #if arch(x86_64)
      .signal(SIGILL)
    #else
      .signal(SIGTRAP)
    #endif
  }
}
