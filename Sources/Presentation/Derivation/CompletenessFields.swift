import Certification

/// The key `completeness`.
struct CompletenessFields: Encodable {
  let status: String
  let by: String?
  let statement: String

  init(_ completeness: Completeness, statement: String) {
    by = Wording.code(completeness)
    status = by == nil ? "open" : "complete"
    self.statement = statement
  }
}
