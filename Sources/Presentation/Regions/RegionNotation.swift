import ExactAlgebra
import Polyhedra
import Regions

/// How numbers, vectors and forms of regions are written in texts, and with how many decimals.
struct RegionNotation: Sendable {
  /// The number of decimals, rounded to the nearest; exact fractions where it is `nil`.
  let decimals: Int?
  /// The name of a coordinate: `x` in the input space, `u` in a slice.
  let coordinate: String

  /// Vectors with more entries, and forms with more terms, are shortened in texts.
  private static let longest = 12

  init(decimals: Int?, coordinate: String = "x") {
    self.decimals = decimals
    self.coordinate = coordinate
  }

  /// A number for people.
  func text(_ value: Rational) -> String {
    decimals.map { value.decimal(digits: $0) } ?? value.description
  }

  /// A bound: as decimals it is rounded so that it stays one.
  func text(_ bound: Rational, up: Bool) -> String {
    decimals.map { bound.decimal(digits: $0, up: up) } ?? bound.description
  }

  /// A volume for people.
  func text(_ volume: RegionVolume) -> String {
    switch volume {
    case .finite(let value): text(value)
    case .infinite: "infinite"
    }
  }

  /// `(1, 1/2)`; long vectors without most of their entries.
  func text(_ vector: [Rational]) -> String {
    guard vector.count > Self.longest else {
      return "(\(vector.map(text).joined(separator: ", ")))"
    }
    let head = vector.prefix(4).map(text).joined(separator: ", ")
    return "(\(head), ..., \(text(vector[vector.count - 1]))), \(vector.count) numbers"
  }

  /// `x_1 - 1/2 x_2 + 3` for the coefficients of the coordinates and a constant.
  func text(form coefficients: [Rational], constant: Rational) -> String {
    let terms = coefficients.indices.filter { !coefficients[$0].isZero }
    var parts = terms.prefix(terms.count > Self.longest ? 4 : Self.longest).map { index in
      let coefficient = coefficients[index]
      let size = coefficient.magnitude
      let factor = size == 1 ? "" : text(size) + " "
      return (coefficient.signum() < 0, "\(factor)\(coordinate)_\(index + 1)")
    }
    let rest = terms.count - parts.count
    if rest > 0 { parts.append((false, "(\(rest) more terms)")) }
    if !constant.isZero || parts.isEmpty {
      parts.append((constant.signum() < 0, text(constant.magnitude)))
    }
    return parts.enumerated().map { place, part in
      (place == 0 ? (part.0 ? "-" : "") : part.0 ? " - " : " + ") + part.1
    }.joined()
  }

  /// `x_1 - 1/2 x_2 + 3 > 0`; as decimals with the largest coefficient 1.
  func text(_ halfSpace: HalfSpace) -> String {
    let shown = decimals == nil ? halfSpace : halfSpace.scaled
    return text(form: shown.normal, constant: shown.offset) + " > 0"
  }
}

extension Rational {
  /// The least number with so many decimals that is not below, or the largest that is not above.
  func decimal(digits: Int, up: Bool) -> String {
    let scaled = self * Rational(10).power(digits)
    let (quotient, rest) = scaled.numerator.dividedEuclideanly(by: scaled.denominator)
    let whole = up && !rest.isZero ? quotient + 1 : quotient
    return (Rational(whole) / Rational(10).power(digits)).decimal(digits: digits)
  }

  /// The nearest number with so many decimals, away from zero where two are equally near.
  func decimal(digits: Int) -> String {
    let scaled = magnitude * Rational(10).power(digits)
    let (quotient, rest) = scaled.numerator.dividedEuclideanly(by: scaled.denominator)
    let isUp = rest + rest >= scaled.denominator
    let rounded = isUp ? quotient + 1 : quotient
    var text = rounded.description
    if digits > 0 {
      text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
    }
    return signum() < 0 && !rounded.isZero ? "-" + text : text
  }
}
