import ExactAlgebra
import Foundation
import Testing

@testable import Presentation

/// The writer of JSON against the encoder of Foundation, byte by byte.
@Suite struct JSONWritingTests {
  private typealias Object = Presentation.JSONObject

  /// The same values for both.
  private struct Values: Encodable {
    let text: String
    let numbers: [Double]
    let counts: [Int]
    let nothing: [Int]
    let truth: Bool
    let inner: [[String: UInt64]]
    let none: [String: Int]

    var object: Object {
      var none = Object()
      for (key, value) in self.none { none[key] = value }
      let inner = self.inner.map { pairs in
        pairs.reduce(into: Object()) { $0[$1.key] = $1.value }
      }
      return [
        "truth": truth, "text": text, "nothing": nothing, "numbers": numbers, "counts": counts,
        "none": none, "inner": inner,
      ]
    }
  }

  private static func random(seed: UInt64) -> Values {
    var generator = SeededGenerator(seed: seed, stream: 7)
    let scalars = (0..<40).map { _ in
      Unicode.Scalar(UInt32.random(in: 0..<0x300, using: &generator)) ?? "x"
    }
    let numbers = (0..<20).map { _ in
      Double.random(in: -1...1, using: &generator)
        * pow(10, Double(Int.random(in: -30...30, using: &generator)))
    }
    return Values(
      text: String(String.UnicodeScalarView(scalars)),
      numbers: numbers + [0, -0.0, 3, 1e21, .leastNonzeroMagnitude, .greatestFiniteMagnitude],
      counts: [.min, .max, 0, Int.random(in: -9...9, using: &generator)], nothing: [],
      truth: Bool.random(using: &generator),
      inner: [["b": .max, "a": 1], [:], ["10": 1, "9": 2]], none: [:])
  }

  private func encoded(_ values: Values, _ options: JSONEncoder.OutputFormatting) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = options.union([.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: try encoder.encode(values), as: UTF8.self)
  }

  @Test(arguments: 1...50)
  func equalsFoundation(seed: UInt64) throws {
    let values = Self.random(seed: seed)
    #expect(try encoded(values, .prettyPrinted) + "\n" == values.object.lines)
    #expect(try encoded(values, []) == values.object.line)
  }

  @Test func everyControlCharacter() throws {
    let text =
      String(String.UnicodeScalarView((0..<0x80).map { Unicode.Scalar($0)! })) + "\u{2028}/"
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let expected = String(decoding: try encoder.encode([text]), as: UTF8.self)
    #expect(JSON.list([text.json]).text(.line) == expected)
  }

  @Test func numbersBeyondMachineWords() {
    let large = Integer(Int.max) + 1
    #expect(large.json.text(.line) == "\"9223372036854775808\"")
    #expect(Rational(large).json.text(.line) == "\"9223372036854775808\"")
    #expect(Rational(-1, 2).json.text(.line) == "\"-1/2\"")
    #expect(Rational(7).json.text(.line) == "7")
    #expect(Double.infinity.json.text(.line) == "\"inf\"")
    #expect((-Double.infinity).json.text(.line) == "\"-inf\"")
    #expect(Double.nan.json.text(.line) == "\"nan\"")
  }

  @Test func nothingIsLeftOut() {
    let object: Object = ["b": nil as Int?, "a": 1]
    #expect(object.line == #"{"a":1}"#)
  }

  /// Piece by piece the same text as in one piece.
  @Test(arguments: [0, 1, 3])
  func pieces(count: Int) {
    let elements: [Object] = (0..<count).map { ["number": $0, "list": [1, 2]] }
    let whole: Object = ["a": 1, "list": elements, "z": ["x"]]
    let (before, after) = whole.split(at: "list")
    var writer = JSONObjectWriter()
    var text = ""
    writer.add(before) { text += $0 }
    writer.beginList("list") { text += $0 }
    for element in elements { writer.addElement(element) { text += $0 } }
    writer.endList { text += $0 }
    writer.add(after) { text += $0 }
    writer.end { text += $0 }
    #expect(text == whole.lines)
  }

  @Test func elementsOnLines() {
    var writer = JSONObjectWriter()
    var text = ""
    writer.beginList("list", elements: .line) { text += $0 }
    writer.addElement(["b": 2, "a": 1]) { text += $0 }
    writer.addElement(["c": 3]) { text += $0 }
    writer.endList { text += $0 }
    writer.end { text += $0 }
    #expect(text == "{\n  \"list\" : [\n    {\"a\":1,\"b\":2},\n    {\"c\":3}\n  ]\n}\n")
  }
}
