import ExactAlgebra
import Properties
import Verification

extension LinearExpression {
  /// `Y_0 - 2 Y_1 + 3`, in the names of VNN-LIB.
  ///
  /// - Parameter inputCount: the number of inputs, which are the first variables.
  func text(inputCount: Int) -> String {
    var parts = terms.map { term in
      let size = term.coefficient.magnitude
      let name =
        term.variable < inputCount ? "X_\(term.variable)" : "Y_\(term.variable - inputCount)"
      return (term.coefficient.signum() < 0, size == 1 ? name : "\(size) \(name)")
    }
    if !constant.isZero || parts.isEmpty {
      parts.append((constant.signum() < 0, constant.magnitude.description))
    }
    return parts.enumerated().map { place, part in
      (place == 0 ? (part.0 ? "-" : "") : part.0 ? " - " : " + ") + part.1
    }.joined()
  }
}
