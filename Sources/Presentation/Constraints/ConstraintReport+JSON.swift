import NetworkVarieties

extension ConstraintReport {
  /// Constraint by constraint: what is known of the list as a whole comes behind it.
  func writeMembers(
    by writer: inout JSONObjectWriter, version: String, to body: (String) throws -> Void
  ) rethrows {
    let completeness = completeness.object(statement: Wording.statement(self))
    let known = variety.object(version: version) + ["completeness": completeness]
    let (before, after) = known.split(at: "constraints")
    try writer.add(before, to: body)
    try writer.beginList("constraints", to: body)
    for constraint in constraints { try writer.addElement(constraint.object, to: body) }
    try writer.endList(to: body)
    let whole: JSONObject = ["minimal": constraints.isMinimal, "count": constraints.count]
    try writer.add(after + constraints.coverage.object + whole, to: body)
  }
}

extension RankConstraint {
  /// The keys of a rank constraint.
  fileprivate var object: JSONObject {
    [
      "matrix": Wording.matrix(matrix), "rows": rowCount, "columns": columnCount,
      "rankAtMost": rankAtMost, "minorSize": minorSize, "minorCount": minorCount,
      "source": Wording.source(source),
    ]
  }
}

extension ConstraintCoverage {
  /// How much of all rank constraints a list or a check has gone through.
  var object: JSONObject {
    [
      "status": isComplete ? "complete" : "partial", "limit": end.map(Wording.end),
      "leftOut": leftOutCount, "stoppedEnumerations": stoppedEnumerationCount,
    ]
  }
}
