/// What a finding comes to: a stable code, with the values that tell such outcomes apart.
///
///     Outcome("too-few-equations", ["equations": 6, "codimension": 7])
///
/// Instances with equal outcomes are summed up together. Codes are written to stores and never
/// change; the words for them are the claim's, and may.
public struct Outcome: Hashable, Sendable, Codable {
  /// The code: lower case words with hyphens.
  public let code: String
  /// Values by their names; none as a rule.
  public let values: [String: CodedValue]

  /// An outcome.
  public init(_ code: String, _ values: [String: CodedValue] = [:]) {
    self.code = code
    self.values = values
  }

  private enum CodingKeys: String, CodingKey {
    case code, values
  }

  /// Reads `code` and, where there are some, `values`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .code),
      try container.decodeIfPresent([String: CodedValue].self, forKey: .values) ?? [:])
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code, forKey: .code)
    if !values.isEmpty { try container.encode(values, forKey: .values) }
  }

  var plainWords: String {
    let code = code.replacing("-", with: " ")
    return values.isEmpty ? code : "\(code) (\(CodedValue.record(values).plainWords))"
  }
}
