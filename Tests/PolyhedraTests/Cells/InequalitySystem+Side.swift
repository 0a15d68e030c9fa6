import ExactAlgebra
import Polyhedra

extension InequalitySystem {
  /// On which sides of a form the solutions lie, by two feasibility problems.
  func side(of form: IntegerVector) -> Side {
    func hasPoint(_ form: IntegerVector) -> Bool {
      var part = self
      part.append(HalfSpace(form: form))
      return part.feasibility().point != nil
    }
    switch (hasPoint(form), hasPoint(-form)) {
    case (true, true): return .both
    case (true, false): return .positive
    case (false, true): return .negative
    case (false, false): return .neither
    }
  }
}
