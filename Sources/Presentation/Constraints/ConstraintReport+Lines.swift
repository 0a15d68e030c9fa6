extension ConstraintReport {
  /// Hands lines of JSON to `body`: one for each constraint as soon as it is found, with the keys of
  /// `constraints`, and at last one with all other keys.
  func writeLines(version: String, to body: (String) throws -> Void) rethrows {
    for constraint in constraints {
      try body(JSONReport.line(ConstraintFields.Constraint(constraint)))
    }
    try body(JSONReport.line(ConstraintFields(self, version, hasListKey: false)))
  }
}
