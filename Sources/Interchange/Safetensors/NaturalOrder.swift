/// The order of names in which numbers count as numbers: `layer2` before `layer10`.
///
/// Names that differ in leading zeros only follow the order of texts.
func precedesNaturally(_ a: String, _ b: String) -> Bool {
  let (left, right) = (parts(of: a), parts(of: b))
  for (x, y) in zip(left, right) where x != y {
    switch (x, y) {
    case (.number(let x), .number(let y)):
      return x.count != y.count ? x.count < y.count : x.lexicographicallyPrecedes(y)
    case (.letters(let x), .letters(let y)): return x.lexicographicallyPrecedes(y)
    case (.number, .letters): return true
    case (.letters, .number): return false
    }
  }
  return left.count != right.count ? left.count < right.count : a < b
}

private enum NamePart: Equatable {
  /// Digits without leading zeros.
  case number([UInt8])
  case letters([UInt8])
}

private func parts(of name: String) -> [NamePart] {
  var parts: [NamePart] = []
  var rest = Array(name.utf8)[...]
  while let first = rest.first {
    let isNumber = isDigit(first)
    let part = rest.prefix { isDigit($0) == isNumber }
    parts.append(
      isNumber ? .number(Array(part.drop { $0 == UInt8(ascii: "0") })) : .letters(Array(part)))
    rest = rest.dropFirst(part.count)
  }
  return parts
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
