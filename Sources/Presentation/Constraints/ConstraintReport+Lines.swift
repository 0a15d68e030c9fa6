extension ConstraintReport {
  /// Hands lines of JSON to `body`: first what was read of a network, if there is one, then one for
  /// each constraint as soon as it is found, with the keys of `constraints`, and at last one with all
  /// other keys.
  func writeLines(in form: OutputForm, to body: (String) throws -> Void) rethrows {
    if let network = form.network {
      try body((["networkFile": network.object] as JSONObject).line + "\n")
    }
    for constraint in constraints { try body(constraint.object.line + "\n") }
    try body((knownMembers(version: form.version) + foundMembers).line + "\n")
  }
}
