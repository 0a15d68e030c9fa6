import NetworkVarieties

extension ConstraintReport {
  /// Constraint by constraint: what is known of the list as a whole comes behind it.
  func writeMembers(
    by writer: inout JSONObjectWriter, version: String, to body: (String) throws -> Void
  ) rethrows {
    let (before, after) = knownMembers(version: version).split(at: "constraints")
    try writer.add(before, to: body)
    try writer.beginList("constraints", to: body)
    for constraint in constraints { try writer.addElement(constraint.object, to: body) }
    try writer.endList(to: body)
    try writer.add(after + foundMembers, to: body)
  }

  /// What is known of the constraints before they are found.
  func knownMembers(version: String) -> JSONObject {
    let completeness = completeness.object(statement: Wording.statement(self))
    let invariants = hilbert?.members(by: Wording.code(self.completeness)) ?? [:]
    return variety.object(version: version) + ["completeness": completeness] + invariants
  }

  /// What is known of the list as a whole, as far as it was gone through.
  var foundMembers: JSONObject {
    constraints.coverage.object
      + ["minimal": constraints.isMinimal, "count": constraints.count]
  }
}

extension RankConstraint {
  /// The keys of a rank constraint.
  var object: JSONObject {
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
      "unfinishedEnumerations": unfinishedEnumerationCount > 0 ? unfinishedEnumerationCount : nil,
    ]
  }
}
