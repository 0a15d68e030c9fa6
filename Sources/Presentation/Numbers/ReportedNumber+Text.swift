import Enclosures

extension ReportedNumber {
  /// The number in a line for people: as many digits as are known, then what they are worth where
  /// that is not proof.
  ///
  ///     3/8 = 0.375    0.72171229296743094    0.1155 (level 0.999)    0.116 (standard error 0.002)
  var text: String {
    let decimals = decimals
    switch self {
    case .exact(let number):
      let value = decimals.value ?? ""
      if number.isInteger { return number.description }
      let fraction = number.description
      // Long fractions are left to JSON.
      guard fraction.count <= 24 else { return value }
      return decimals.bounds?.lower == decimals.bounds?.upper
        ? "\(fraction) = \(value)" : "\(fraction), about \(value)"
    case .enclosed:
      // Nothing is known of a number that is zero or anything up to some bound.
      if decimals.value == "0", let bounds = decimals.bounds,
        let upper = Double(bounds.upper), let lower = Double(bounds.lower), upper - lower > 1e-3
      {
        return "between \(bounds.lower) and \(bounds.upper)"
      }
      return decimals.value ?? "not known"
    case .confident: return (decimals.value ?? "not known") + " (level \(decimals.level ?? ""))"
    case .estimated:
      return (decimals.value ?? "not known")
        + " (standard error \(decimals.standardError ?? ""))"
    }
  }

  /// Sentences on what the number is worth: its bounds, and how they are known.
  var worth: [String] {
    let decimals = decimals
    var lines: [String] = []
    switch self {
    case .exact: lines.append("exact")
    case .enclosed:
      if let bounds = decimals.bounds {
        lines.append("proved: between \(bounds.lower) and \(bounds.upper)")
      }
    case .confident:
      if let bounds = decimals.bounds {
        lines.append(
          "between \(bounds.lower) and \(bounds.upper) with probability at least "
            + "\(decimals.level ?? "") over the random choices of the computation")
      }
    case .estimated: lines.append("an estimate without proof")
    }
    if let logarithm = decimals.logarithm {
      lines.append(
        logarithm.value.map { "its natural logarithm is \($0)" }
          ?? "its natural logarithm is at most \(logarithm.upper)")
    }
    return lines
  }
}
