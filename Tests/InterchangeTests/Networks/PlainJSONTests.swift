import ExactAlgebra
import Networks
import Testing

@testable import Interchange

@Suite("Networks in plain JSON")
struct PlainJSONTests {
  private static func contents(_ text: String) throws -> FileContents {
    try FileContents(Array(text.utf8), name: "network.json")
  }

  static let plain = [
    #"{"layers": [{"weights": [[1, -1], [0.5, 2e-3]], "biases": [0, -1]}, {"weights": [[1, 1]]}]}"#,
    #"{"widths": [1, 2, 1], "layers": [{"biases": ["1/3", 0.12345678901234567890123],"#
      + #" "weights": [["-2/7"], [1E+20]]}, {"weights": [[-0.0, 7]]}], "activation": "relu"}"#,
    "\u{FEFF}\t{\r\n\t\"activation\" : \"leaky-relu:1/100\",\n\"layers\":[{\"weights\":[[3]]},"
      + "{\"weights\":[[1e-4999]]}]}\n\n",
  ]

  @Test("are the networks that the tree of the document gives", arguments: plain)
  func isReadAsByTheTree(text: String) throws {
    let contents = try Self.contents(text)
    let network = try #require(Network(plainJSON: contents))
    #expect(try network == Network(document: Document(contents, of: "a network")))
  }

  static let others = [
    "layers: [{weights: [[1]]}]", #"{"layers": [{"weights": [[1,]]}]}"#,
    #"{"layers": [{"weights": [[1]]}]} # a remark"#, #"{"layers": [{"weights": [[0x1]]}]}"#,
    #"{layers: [{"weights": [[1]]}]}"#, #"{"layers": [{"weights": [[1]], "biases": null}]}"#,
    #"{"layers": [{"weights": [[1]]}], "layers": [{"weights": [[2]]}]}"#,
    #"{"layers": [{"weights": [[1]]}], "name": "x"}"#, #"{"layers": []}"#, "{}", "",
    #"{"widths": [1, 2], "layers": [{"weights": [[1]]}]}"#, #"{"widths": [1, 1]}"#,
    #"{"layers": [{"weights": [[1, 2], [3]]}]}"#, #"{"layers": [{"biases": [1]}]}"#,
    #"{"layers": [{"weights": [["\u0031"]]}]}"#, #"{"layers": [{"weights": [[1 2]]}]}"#,
    #"{"layers": [{"weights": [[1]]}], "activation": "softmax"}"#,
    #"{"layers": [{"weights": [[1e5001]]}]}"#, #"{"layers": [{"weights": [[1]]}]"#,
  ]

  @Test("are no others: those are for the tree", arguments: others)
  func leavesOthers(text: String) throws {
    #expect(try Network(plainJSON: Self.contents(text)) == nil)
  }
}
