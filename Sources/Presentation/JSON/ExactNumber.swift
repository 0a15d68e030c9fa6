import ExactAlgebra

/// An integer as a JSON number where it fits a machine word, as text beyond.
struct ExactNumber: Encodable {
  let value: Integer

  init(_ value: Integer) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let small = Int(exactly: value) {
      try container.encode(small)
    } else {
      try container.encode(value.description)
    }
  }
}
