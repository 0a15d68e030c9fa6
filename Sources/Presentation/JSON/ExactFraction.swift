import ExactAlgebra

/// A rational number in JSON: a number where it is an integer that fits a machine word, `"p/q"` or
/// digits as text elsewhere.
struct ExactFraction: Encodable {
  let value: Rational

  init(_ value: Rational) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isInteger, let small = Int(exactly: value.numerator) {
      try container.encode(small)
    } else {
      try container.encode(value.description)
    }
  }
}
