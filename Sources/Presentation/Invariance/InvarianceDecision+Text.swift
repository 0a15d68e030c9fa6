import Enclosures
import ExactAlgebra
import InvariantFamilies
import Networks
import RandomNetworks

extension InvarianceDecision {
  /// The decision for people.
  var lines: [String] {
    var lines = TextLayout.wrapped(
      "\(family.description.sentenceCase) in dimension \(dimension): \(verdict.word)")
    lines += [""]
    switch verdict {
    case .invariant(let action): lines += TextLayout.wrapped(action.sentence)
    case .notInvariant(let witness): lines += witness.lines(of: family)
    case .undecided(let draws):
      lines += TextLayout.wrapped(
        "Coordinates are not free, so the family is not seen to be invariant; \(draws) random "
          + "members and layers are no witnesses (seed \(seed)).")
    }
    lines += [""] + TextLayout.wrapped(theorem)
    if let approximation { lines += TextLayout.wrapped(approximation.sentence) }
    return lines
  }

  /// What the theorem says of it.
  private var theorem: String {
    guard let parameterCount else {
      return "Finitely many parameters do not describe the family, so the theorem says nothing."
    }
    let start = "\(counted(parameterCount, "parameter")); "
    guard !restrictions.isEmpty else {
      return start + "none of the three restrictions holds (width one, finite support, no locally "
        + "Lipschitz parametrization), so the theorem alone excludes the family."
    }
    return start + "the theorem leaves the family open: "
      + restrictions.map(\.words).joined(separator: ", ") + "."
  }
}

extension InvarianceDecision.Verdict {
  /// The verdict in a word.
  var word: String {
    switch self {
    case .invariant: "invariant"
    case .notInvariant: "not invariant"
    case .undecided: "not decided"
    }
  }
}

extension InvarianceDecision.Action {
  fileprivate var sentence: String {
    switch self {
    case .pointsMove:
      "A layer moves the points, x_i to ReLU(W x_i + b), and leaves the weights; points that meet are one"
        + " point, with the sum of their weights."
    case .clampParameters:
      "A layer x -> ReLU(w x + b) takes (a, b', l, u) to (w a, w b' + b, w l + b, w u + b), limits "
        + "exchanged where w < 0, then the lower limit to at least 0; where the upper limit is 0 or less "
        + "the law becomes the point 0, and where w = 0 the point max(b, 0)."
    case .curveParameter:
      "A member is the law of a network on the curve; the image under a layer is that of the network with "
        + "one layer more, which the curve reaches later (reluvar invariance parameter)."
    case .linearEquations:
      "Points can be anywhere, whatever the weights: their coordinates are independent affine forms in "
        + "parameters that no weight depends on. So the parameters of an image solve linear "
        + "equations, x_i(t') = ReLU(W x_i(t) + b), and weights stay."
    }
  }
}

extension InvarianceDecision.Approximation {
  fileprivate var sentence: String {
    switch self {
    case .moments:
      "In practice the member with the mean and covariance of the image takes its place: closure up to "
        + "approximation, which is no invariance (reluvar invariance filter shows the error)."
    case .momentsOfParts:
      "Mixtures of any number of parts come as near to an image as one likes: closure up to "
        + "approximation, which is no invariance."
    }
  }
}

extension DistributionFamily.Restriction {
  /// The restriction in words.
  var words: String {
    switch self {
    case .widthOne: "width one"
    case .finiteSupport: "finite support"
    case .notLocallyLipschitz: "no locally Lipschitz parametrization"
    }
  }
}

extension DistributionFamily {
  /// The name with its size.
  var name: String { kind.rawValue + (size.map { " \($0)" } ?? "") }

  /// The family in words.
  var description: String {
    switch self {
    case .gaussian: "Gaussian laws"
    case .diagonalGaussian: "Gaussian laws with independent coordinates"
    case .mixture(let parts): "mixtures of at most \(counted(parts, "Gaussian law"))"
    case .uniformBox: "uniform laws on boxes"
    case .uniformPolytope: "uniform laws on convex polytopes"
    case .truncatedGaussian: "Gaussian laws truncated to boxes"
    case .finite(let atoms): "laws with at most \(counted(atoms, "point"))"
    case .empirical(let points): "laws of \(counted(points, "point")) with equal weights"
    case .clamped: "laws of min(max(a X + b, l), u), for one random number X,"
    case .curve: "the laws along the space-filling curve"
    case .generated(let family):
      "the family of \(counted(family.atoms.count, "atom")) with \(counted(family.ring.variableCount, "parameter"))"
    }
  }
}
