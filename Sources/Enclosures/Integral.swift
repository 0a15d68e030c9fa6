internal import CArbShims
import ExactAlgebra

/// A function that is to be integrated: real on the interval, and analytic around it.
///
/// - Parameters:
///   - argument: a ball of complex numbers.
///   - isAnalytic: whether the result must be everything unless the function is analytic on the
///     ball. Functions of `ComplexBall` that are not analytic everywhere have the same parameter.
public typealias Integrand = (_ argument: ComplexBall, _ isAnalytic: Bool) -> ComplexBall

extension Ball {
  /// The integral of a function over an interval, proved: by Gauss-Legendre rules with bounds for
  /// their errors from values on ellipses in the complex plane, on parts of the interval that are
  /// halved until the goal is reached. Where it is not, the ball is wide.
  ///
  /// - Parameters:
  ///   - lower: where it begins.
  ///   - upper: where it ends.
  ///   - absoluteBits: the error may be `2^-absoluteBits`.
  ///   - precision: the binary digits of values.
  ///   - integrand: the function.
  /// - Returns: a ball that contains the integral.
  ///
  /// Source: F. Johansson, *Numerical integration in arbitrary-precision ball arithmetic*, 2018.
  public static func integral(
    from lower: Ball, to upper: Ball, absoluteBits: Int, precision: Int,
    of integrand: Integrand
  ) -> Ball {
    let result = Ball(precision: precision)
    withoutActuallyEscaping(integrand) { integrand in
      var box = IntegrandBox(evaluate: integrand)
      withUnsafeMutablePointer(to: &box) { box in
        shim_integrate(
          result.storage.pointer, IntegrandBox.call, box, lower.storage.pointer,
          upper.storage.pointer, absoluteBits, absoluteBits, precision)
      }
    }
    return result
  }
}

/// An integrand behind a C pointer.
private struct IntegrandBox {
  let evaluate: Integrand

  static let call: shim_integrand = { context, value, argument, isAnalytic, precision in
    guard let context, let value, let argument else { return }
    let box = context.assumingMemoryBound(to: IntegrandBox.self)
    let result = box.pointee.evaluate(
      ComplexBall(copying: argument, precision: precision), isAnalytic != 0)
    acb_set(value, result.storage.pointer)
  }
}
