import NetworkVarieties
import Varieties

extension Wording {
  static func bound(_ bound: DimensionBound) -> String {
    switch bound {
    case .ambientSpace: "the ambient space"
    case .linearRelations: "the linear relations of the points"
    case .parameterSymmetry: "parameters minus symmetries"
    case .rankConstraints: "the rank constraints"
    case .exactElimination: "exact elimination of the Jacobian matrix"
    case .equations: "the verified equations"
    case .normalForm: "a normal form"
    }
  }

  /// Why a variety has at most a dimension, in a clause.
  static func proof(by bound: DimensionBound) -> String {
    switch bound {
    case .ambientSpace: "it is the dimension of the ambient space"
    case .linearRelations:
      "it is the dimension of the space that the linear relations of the points leave"
    case .parameterSymmetry:
      "it is the number of parameters, less the rank of the vector fields along which the maps of the network do "
        + "not change, such as a neuron scaled by a number before its gate and by the inverse behind it"
    case .rankConstraints:
      "the differentials of minors that vanish by the rank constraints have the codimension as their rank at a point "
        + "of the variety"
    case .exactElimination:
      "it is the rank of the Jacobian matrix over the field of rational functions, by exact elimination"
    case .equations:
      "the Jacobian matrix of verified equations has the codimension as its rank at a point of the variety"
    case .normalForm: "it is the number of parameters of a normal form that all members have"
    }
  }

  static func dimensionStatus(_ dimension: Dimension) -> String {
    switch dimension {
    case .proved(_, let bound, _): "proved, upper bound by \(self.bound(bound))"
    case .atLeast: "lower bound"
    }
  }

  /// `18, defect 0`; without what the linear relations of points force, where there are some.
  static func expectation(_ found: VarietyDimension) -> String {
    let variety = found.variety
    guard variety.expectedRemainingDimension != variety.expectedDimension else {
      return "\(variety.expectedDimension), defect \(found.defect)"
    }
    return "\(variety.expectedRemainingDimension), defect \(found.remainingDefect), among the "
      + "\(counted(variety.remainingDimension, "coordinate")) that the points leave "
      + "(\(variety.expectedDimension), defect \(found.defect), without regard to the points)"
  }
}
