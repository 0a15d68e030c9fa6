/// A colour of the sRGB space, each part from 0 to 1.
struct Color: Hashable, Sendable {
  let red: Double
  let green: Double
  let blue: Double

  /// The colour with the given parts.
  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour that style sheets write as `#rrggbb`.
  init(_ code: UInt32) {
    red = Double(code >> 16 & 255) / 255
    green = Double(code >> 8 & 255) / 255
    blue = Double(code & 255) / 255
  }

  /// The colour as style sheets write it.
  var code: String {
    let parts = [red, green, blue].map { part -> String in
      let digits = String(Int((min(max(part, 0), 1) * 255).rounded()), radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }
    return "#" + parts.joined()
  }

  static let white = Color(0xFFFFFF)
  static let black = Color(0x000000)
  /// Text and axes.
  static let ink = Color(0x222222)
  /// What is less important than text.
  static let faint = Color(0x8A8A8A)

  /// The colour on the way to another one, part by part: itself for 0, the other for 1.
  func mixed(with other: Color, by amount: Double) -> Color {
    func mix(_ a: Double, _ b: Double) -> Double { a + (b - a) * amount }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
