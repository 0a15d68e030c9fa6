import Foundation
import Oracles
import Programs
import Testing

/// Wrong input of `reluvar regions`: one line that says what, where, and what was expected.
@Suite struct RegionRefusalTests {
  private static func command() throws -> Command {
    let command = try RegionsTests.command()
    let folder = command.folder
    try folder.write(#"{"layers": [{"weights": [[1, 2]]}]}"#, to: "linear.json")
    try folder.write(
      #"{"layers": [{"weights": [["1e5001"]]}, {"weights": [[1]]}]}"#, to: "huge.json")
    let wide = (0..<65).map { row in (0..<65).map { $0 == row ? 1 : 0 } }
    let ones = Array(repeating: 1, count: 65)
    try folder.write(
      "{\"layers\": [{\"weights\": \(wide)}, {\"weights\": [\(ones)]}]}", to: "wide.json")
    let narrow = "{\"layers\": [{\"weights\": [\(ones)]}, {\"weights\": [[1]]}]}"
    try folder.write(narrow, to: "narrow.json")
    try folder.write(safetensors([1, .nan, 0, 1, 1, 1]), to: "nan.safetensors")
    try folder.write(safetensors([1, 0, 0, .infinity, 1, 1]), to: "infinite.safetensors")
    for (name, text) in [
      ("empty", ""), ("lower", "1,0,0\n-1,0,0\n"), ("none", "1,0,-1\n-1,0,0\n"),
      ("contradiction", "0,0,-1\n"), ("nan", "1,0,0\n1,nan,0\n"), ("infinite", "1,inf,0\n"),
      ("short", "1,0\n"), ("letter", "1,0,0\n1,b,0\n"),
    ] {
      try folder.write(text, to: "\(name).csv")
    }
    return command
  }

  /// A network of widths 2,2,1 without biases.
  private static func safetensors(_ weights: [Float]) -> [UInt8] {
    let header = """
      {"0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},\
      "2.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[16,24]}}
      """
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    let data = weights.flatMap { weight in
      (0..<4).map { UInt8(truncatingIfNeeded: weight.bitPattern >> (8 * $0)) }
    }
    return length + header.utf8 + data
  }

  static let data: [(arguments: [String], words: [String])] = [
    (["missing.json"], ["missing.json: no such file"]),
    (["."], [".: ", "folder"]),
    (["huge.json"], ["huge.json:1: ", "layer 1, weights, row 1", "5000"]),
    (["nan.safetensors"], ["nan.safetensors: ", "'0.weight'", "NaN", "finite"]),
    (["infinite.safetensors"], ["infinite.safetensors: ", "infinity", "finite"]),
    (["triangle.json", "--box", "1:1"], ["box: coordinate 1", "between 1 and 1"]),
    (["triangle.json", "--box", "0:1,2:1/2"], ["box: coordinate 2", "between 2 and 1/2"]),
    (["triangle.json", "--box", "0:1,0:1,0:1"], ["--box: 3 pairs", "expected 2"]),
    (
      ["triangle.json", "--slice", "0,0;1,0;0,1", "--box", "0:1,0:1,0:1"],
      ["--box: 3 pairs", "expected 2"]
    ),
    (["triangle.json", "--slice", "0,0,0"], ["--slice: '0,0,0' has 3", "expected 2"]),
    (["triangle.json", "--slice", ""], ["--slice: ''", "expected 2"]),
    (["triangle.json", "--slice", "0,0;1"], ["--slice: '1' has 1", "expected 2"]),
    (
      ["triangle.json", "--slice", "0,0;1,2;-1/2,-1"],
      ["direction 2", "linearly independent"]
    ),
    (["triangle.json", "--slice", "0,0;0,0"], ["direction 1", "linearly independent"]),
    (["triangle.json", "--slice", "0,0;1,0;0,1;1,1"], ["direction 3", "independent"]),
    (["triangle.json", "--through", "1,1;1,1"], ["direction 1", "independent"]),
    (["triangle.json", "--through", "1,1;1,1,2"], ["--through: '1,1,2' has 3", "expected 2"]),
    (["triangle.json", "--polytope", "missing.csv"], ["missing.csv: no such file"]),
    (["triangle.json", "--polytope", "empty.csv"], ["empty.csv: ", "expected one on each line"]),
    (["triangle.json", "--polytope", "short.csv"], ["short.csv:1: 2 numbers, expected 3"]),
    (["triangle.json", "--polytope", "nan.csv"], ["nan.csv:2: column 2", "'nan'", "finite"]),
    (["triangle.json", "--polytope", "infinite.csv"], ["infinite.csv:1: column 2", "finite"]),
    (["triangle.json", "--polytope", "letter.csv"], ["letter.csv:2: column 2", "'b'"]),
    (["triangle.json", "--layers", "0"], ["layers: 0, expected", "from 1 to 1"]),
    (["triangle.json", "--layers", "2"], ["layers: 2, expected", "from 1 to 1"]),
    (["triangle.json", "--layers", "-1"], ["layers: -1, expected", "from 1 to 1"]),
    (["linear.json", "--layers", "1"], ["layers: 1", "no hidden layers"]),
    (["wide.json"], ["dimension 65, expected at most 64", "take a slice"]),
    (["narrow.json", "--box", "0:1"], ["dimension 65, expected at most 64"]),
  ]

  @Test(arguments: data)
  func wrongData(refusal: (arguments: [String], words: [String])) async throws {
    let run = try await Self.command().run(["regions"] + refusal.arguments)
    run.expectRefusal(code: 65, saying: refusal.words)
  }

  @Test(arguments: ["lower", "none", "contradiction"], ["vertices", "programs", "walk"])
  func domainWithoutInnerPoints(name: String, method: String) async throws {
    let command = try Self.command()
    for format in ["text", "json", "jsonl"] {
      let run = try await command.run(
        "regions", "triangle.json", "--polytope", "\(name).csv", "--method", method, "--format",
        format)
      run.expectRefusal(
        code: 65, saying: ["the polytope in \(name).csv: no inner points", "full-dimensional"])
    }
  }

  static let usage: [(arguments: [String], words: [String])] = [
    ([], ["no network", "--network"]),
    (["triangle.json", "tent.json"], ["Unexpected argument 'tent.json'"]),
    (["triangle.json", "--box", "0,1"], ["--box: '0'", "two bounds"]),
    (["triangle.json", "--box", "0:1:2"], ["--box: '0:1:2'", "two bounds"]),
    (["triangle.json", "--box", ""], ["--box: ''", "two bounds"]),
    (["triangle.json", "--box", "0:1,"], ["--box: ''", "two bounds"]),
    (["triangle.json", "--box", "a:b"], ["--box: 'a' is not a number"]),
    (["triangle.json", "--box", "0:inf"], ["--box: 'inf' is not a number"]),
    (["triangle.json", "--box", "nan:1"], ["--box: 'nan' is not a number"]),
    (["triangle.json", "--box", "1:1 0"], ["--box: '1 0' is not a number"]),
    (["triangle.json", "--box", "0:1e5001"], ["--box: ", "exponent exceeds 5000"]),
    (["triangle.json", "--box", "0:1/0"], ["--box: ", "denominator is zero"]),
    (["triangle.json", "--slice", "0,x"], ["--slice: 'x' is not a number"]),
    (["triangle.json", "--slice", "0,0", "--through", "0,0"], ["--slice or --through"]),
    (["triangle.json", "--max-regions", "-1"], ["--max-regions: -1", "not negative"]),
    (["triangle.json", "--max-regions", "x"], ["'--max-regions"]),
    (["triangle.json", "--threads", "0"], ["--threads: 0", "from 1"]),
    (["triangle.json", "--time-limit", "0s"], ["'--time-limit", "positive time"]),
    (["triangle.json", "--count", "first-layers"], ["--count first-layers needs --first-layers"]),
    (["triangle.json", "--count", "linear", "--layers", "1"], ["not with --count linear"]),
    (
      ["triangle.json", "--count", "affine-maps", "--layers", "1"],
      ["not with --count affine-maps"]
    ),
    (["triangle.json", "--count", "all"], ["'all'", "'affine-maps'"]),
    (["triangle.json", "--method", "magic"], ["'magic'", "'vertices'", "'walk'"]),
    (["triangle.json", "--edges"], ["--edges needs --format json"]),
    (["triangle.json", "--edges", "--format", "jsonl"], ["--edges needs --format json"]),
    (["triangle.json", "--method", "walk", "--max-regions", "1"], ["--method walk"]),
    (["triangle.json", "--method", "walk", "--edges", "--format", "json"], ["--method walk"]),
    (["triangle.json", "--method", "walk", "--count", "linear"], ["--method walk"]),
    (["triangle.json", "--format", "latex"], ["--format latex", "text, json, jsonl"]),
    (["triangle.json", "--activation", "tanh"], ["--activation: ", "'tanh'", "known"]),
    (["triangle.json", "--activation", "leaky-relu"], ["without a slope"]),
    (["triangle.json", "--activation", "leaky-relu:1"], ["slope is 1", "expected another"]),
  ]

  @Test(arguments: usage)
  func wrongUsage(refusal: (arguments: [String], words: [String])) async throws {
    let run = try await Self.command().run(["regions"] + refusal.arguments)
    run.expectRefusal(code: 64, saying: refusal.words)
  }

  /// Unusual networks that have an answer.
  static let unusual: [(network: String, patterns: [String], facets: [Int])] = [
    (#"[{"weights": [[1, 2]]}]"#, [""], [0]),
    (#"[{"weights": [[0, 0], [0, 0]]}, {"weights": [[0, 0]]}]"#, ["00"], [0]),
    (
      #"[{"weights": [[0, 0]], "biases": [1]}, {"weights": [[0]], "biases": [-1]}, "#
        + #"{"weights": [[1]]}]"#, ["1/0"], [0]
    ),
    // One line five times, and a neuron that is zero on the side where its inputs are.
    (
      #"[{"weights": [[1, 0], [1, 0], [2, 0], [-1, 0], [0, 0]]}, "#
        + #"{"weights": [[-1, 1, 0, 0, 0], [0, 0, -1, -1, 0]]}, {"weights": [[1, 1]]}]"#,
      ["00010/00", "11100/00"], [1, 1]
    ),
    // Numbers of thousands of digits.
    (
      #"[{"weights": [["1e1000", 1], [1, "1e1000"]]}, "#
        + #"{"weights": [["1e-1000", "-1e1000"]]}, {"weights": [[1]]}]"#,
      ["00/0", "01/0", "10/1", "11/0", "11/1"], [2, 2, 2, 2, 2]
    ),
  ]

  @Test(arguments: unusual, ["vertices", "programs", "walk"])
  func isAnswered(
    network: (network: String, patterns: [String], facets: [Int]), method: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("{\"layers\": \(network.network)}", to: "network.json")
    let output = try await Command(in: folder).regions(["network.json", "--method", method])
    #expect(output.patterns == network.patterns)
    #expect(output.summary.count == network.patterns.count)
    if method != "walk" { #expect(output.regions?.map(\.facets) == network.facets) }
  }

  /// The dimension of the domain is limited, not the number of inputs.
  @Test func manyInputs() async throws {
    let command = try Self.command()
    #expect(try await command.regions(["narrow.json"]).patterns == ["0", "1"])
    let zeros = Array(repeating: "0", count: 64).joined(separator: ",")
    let slice = "\(zeros),0;1,\(zeros);\(zeros),1"
    let output = try await command.regions(["wide.json", "--slice", slice, "--no-list"])
    #expect(output.summary.count == 4)
  }
}
