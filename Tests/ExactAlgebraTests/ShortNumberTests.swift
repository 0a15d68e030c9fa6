import ExactAlgebra
import Testing

/// Short numbers are read on a path of their own; a blank before them leads around it.
@Suite struct ShortNumberTests {
  private static let alphabet = Array("0123456789019.e-+/E x")

  @Test func bothPathsAgree() {
    var generator = SeededGenerator(seed: 41)
    var (accepted, refused) = (0, 0)
    for _ in 0..<40_000 {
      let length = Int.random(in: 0...9, using: &generator)
      let text = String((0..<length).map { _ in Self.alphabet.randomElement(using: &generator)! })
      let short = Result { try Rational(parsing: text) }
      let long = Result { try Rational(parsing: " " + text) }
      switch (short, long) {
      case (.success(let a), .success(let b)):
        #expect(a == b, "\(text)")
        accepted += 1
      case (.failure, .failure): refused += 1
      default: Issue.record("'\(text)' is read on one path only")
      }
    }
    #expect(accepted > 3_000 && refused > 3_000)
  }

  /// Around 18 digits and the ends of the machine integers.
  @Test func longDigits() throws {
    var generator = SeededGenerator(seed: 42)
    for length in 15...22 {
      for point in 0...length {
        for suffix in ["", "e1", "e-1", "E+18", "e18", "e19", "e-19"] {
          var digits = (0..<length).map { _ in
            Character("\(Int.random(in: 0...9, using: &generator))")
          }
          digits.insert(".", at: point)
          let text = "-" + String(digits) + suffix
          #expect(try Rational(parsing: text) == Rational(parsing: " " + text), "\(text)")
        }
      }
      let nines = String(repeating: "9", count: length)
      #expect(try Rational(parsing: "\(nines)/\(nines)") == 1)
      #expect(try Rational(parsing: "-\(nines)/3") * -3 == Rational(parsing: " \(nines)"))
    }
  }
}
