import NetworkVarieties

extension Wording {
  /// Why work ended early, as the subject of a sentence.
  static func end(_ end: ConstraintCoverage.End) -> String {
    switch end {
    case .maximumCount(let count): "the largest number of constraints (\(count))"
    case .time(let limit): "the time limit of \(wholeSeconds(limit))"
    case .interruption: "an interruption"
    }
  }

  private static func wholeSeconds(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }

  /// What of all rank constraints is missing, in sentences; none where nothing is.
  ///
  /// - Parameter done: what was done with the others, such as `tested`.
  static func coverage(_ coverage: ConstraintCoverage, done: String) -> [String] {
    var sentences: [String] = []
    if let end = coverage.end {
      sentences.append("Not complete: ended by \(self.end(end)).")
    }
    if coverage.leftOutCount > 0 {
      sentences.append(
        "Not \(done): \(counted(coverage.leftOutCount, "rank constraint")) that "
          + "\(coverage.leftOutCount == 1 ? "is" : "are") known besides.")
    }
    if coverage.unfinishedEnumerationCount > 0 {
      let count = coverage.unfinishedEnumerationCount
      sentences.append(
        "\(counted(count, "enumeration")) of spaces of combinations "
          + "\(count == 1 ? "is" : "are") not finished: there may be more rank constraints.")
    }
    if coverage.stoppedEnumerationCount > 0 {
      let count = coverage.stoppedEnumerationCount
      sentences.append(
        "\(counted(count, "enumeration")) of spaces of combinations stopped at "
          + "\(ConstraintCoverage.maximumSpaceCount) of them: there may be more rank constraints.")
    }
    return sentences
  }
}
