import Certification

extension Wording {
  /// What is known of a point and the tangent space there, sentence by sentence.
  static func sentences(_ tangent: TangentSpace) -> [String] {
    [position(tangent), finding(tangent)].compactMap { $0 }
  }

  private static func position(_ tangent: TangentSpace) -> String {
    switch tangent.position {
    case .ofNetwork:
      "The point lies on the variety: it is that of the given network."
    case .onVariety:
      "The point lies on the variety: all generators vanish there, and they are complete."
    case .onKnownEquations:
      "All generators up to degree \(tangent.maximumDegree) vanish at the point; whether it lies on "
        + "the variety is open, since generators may be missing."
    case .outside(let violations):
      "The point does not lie on the variety: \(counted(violations, "generator")) "
        + "\(violations == 1 ? "does" : "do") not vanish there."
    }
  }

  private static func finding(_ tangent: TangentSpace) -> String? {
    let ranks =
      "The Jacobian matrix of the generators has rank \(tangent.rank) there, the codimension is "
      + "\(tangent.codimension)"
    return switch tangent.finding {
    case .outside: nil
    case .smooth:
      ranks + ": the point is smooth, and the tangent space has dimension \(tangent.basis.count)."
    case .singular:
      ranks + ": the point is singular, with a tangent space of dimension \(tangent.basis.count)."
    case .smoothZeroSet:
      ranks + ": the zero set of the known generators is smooth there, of the dimension of the "
        + "variety. If the point lies on the variety, it is a smooth point of it."
    case .open:
      ranks + ". The tangent space has at most dimension \(tangent.basis.count); whether the point "
        + "is singular is open."
    }
  }

  /// `smooth`, `singular`, `smoothZeroSet`, `open` or `outside`.
  static func code(_ finding: TangentSpace.Finding) -> String {
    switch finding {
    case .smooth: "smooth"
    case .singular: "singular"
    case .smoothZeroSet: "smoothZeroSet"
    case .open: "open"
    case .outside: "outside"
    }
  }
}
