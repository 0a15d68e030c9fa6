extension Wording {
  /// `18, defect 0`; what the linear relations of points force is told apart.
  static func expectation(_ report: DimensionReport) -> String {
    let variety = report.variety
    guard variety.expectedRemainingDimension != variety.expectedDimension else {
      return "\(variety.expectedDimension), defect \(report.defect)"
    }
    return "\(variety.expectedRemainingDimension), defect \(report.remainingDefect), among the "
      + "\(counted(variety.remainingDimension, "coordinate")) that the points leave "
      + "(\(variety.expectedDimension), defect \(report.defect), without regard to the points)"
  }
}
