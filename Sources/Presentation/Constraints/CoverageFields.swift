import NetworkVarieties

/// How much of all rank constraints a list or a check has gone through.
struct CoverageFields: Encodable {
  let status: String
  let limit: String?
  let leftOut: Int
  let stoppedEnumerations: Int
  /// Where an early end left some.
  let unfinishedEnumerations: Int?

  init(_ coverage: ConstraintCoverage) {
    status = coverage.isComplete ? "complete" : "partial"
    limit = coverage.end.map(Wording.end)
    leftOut = coverage.leftOutCount
    stoppedEnumerations = coverage.stoppedEnumerationCount
    let unfinished = coverage.unfinishedEnumerationCount
    unfinishedEnumerations = unfinished > 0 ? unfinished : nil
  }
}
