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
