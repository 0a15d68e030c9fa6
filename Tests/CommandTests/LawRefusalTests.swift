import Programs
import Testing

/// Laws that are none: one line with the file, the line and what was expected.
@Suite struct LawRefusalTests {
  private static let laws: [(law: String, words: [String])] = [
    (
      "gaussian:\n  mean: [0, 0]\n  covariance:\n    - [1, 1/2]\n    - [1/3, 1]\n",
      ["law.yaml:5:", "covariance", "not symmetric", "row 2"]
    ),
    (
      "gaussian:\n  mean: [0, 0]\n  covariance:\n    - [1, 2]\n    - [2, 1]\n",
      ["law.yaml:5:", "not positive semidefinite"]
    ),
    ("gaussian: {mean: [0, 0], covariance: [[0, 1], [1, 1]]}", ["not positive semidefinite"]),
    ("gaussian: {mean: [0], covariance: [[-1]]}", ["not positive semidefinite"]),
    (
      "gaussian: {mean: [0, 0], covariance: [[1, 0]]}",
      ["law.yaml:1:", "covariance", "1 rows", "expected 2"]
    ),
    (
      "gaussian:\n  mean: [0, 0]\n  covariance: [[1, 0],\n    [0, 1, 0]]\n",
      ["law.yaml:4:", "row 2", "3 numbers", "expected 2"]
    ),
    ("gaussian: {mean: [0, 0], factor: [[1, 0], [0]]}", ["factor", "row 2", "expected 2"]),
    ("gaussian: {mean: [0], covariance: [[NaN]]}", ["law.yaml:1:", "covariance, row 1", "NaN"]),
    ("gaussian: {mean: [.inf], covariance: [[1]]}", ["mean", ".inf"]),
    ("gaussian: {mean: [], covariance: []}", ["mean", "empty"]),
    ("gaussian: {mean: [0]}", ["'covariance' is missing"]),
    ("gaussian: {covariance: [[1]]}", ["'mean' is missing"]),
    ("gaussian: {mean: [0], covariance: [[1]], factor: [[1]]}", ["covariance and factor"]),
    ("gaussian: {mean: [0], covarianse: [[1]]}", ["covarianse", "did you mean 'covariance'"]),
    (
      """
      mixture:
      - {weight: 0.333, mean: [0], covariance: [[1]]}
      - {weight: 0.333, mean: [0], covariance: [[1]]}
      - {weight: 0.333, mean: [0], covariance: [[1]]}
      """,
      ["mixture", "999/1000", "expected 1"]
    ),
    (
      """
      mixture:
      - {weight: 2, mean: [0], covariance: [[1]]}
      - {weight: -1, mean: [0], covariance: [[1]]}
      """,
      ["law.yaml:3:", "weight 2 is -1"]
    ),
    (
      """
      mixture:
      - {weight: 0.5, mean: [0], covariance: [[1]]}
      - {weight: 0.5, mean: [0, 0], covariance: [[1, 0], [0, 1]]}
      """,
      ["law.yaml:3:", "part 2", "dimension 2", "expected 1"]
    ),
    ("mixture:\n- {mean: [0], covariance: [[1]]}\n", ["part 1", "'weight' is missing"]),
    ("mixture: []", ["mixture", "no weights"]),
    ("uniform: {box: [[0, 1], [2, 2]]}", ["coordinate 2", "between 2 and 2"]),
    ("uniform: {box: [[0, 1, 2]]}", ["coordinate 1", "3 numbers"]),
    ("uniform: {box: []}", ["box", "no bounds"]),
    ("uniform: {polytope: [[1, 0], [1]]}", ["polytope, row 2", "1 numbers", "expected 2"]),
    ("uniform: {polytope: [[1, 0]]}", ["uniform", "unbounded"]),
    ("uniform: {polytope: [[1, 0], [-1, -1]]}", ["uniform", "no inner points"]),
    ("uniform: {polytope: none.csv}", ["none.csv", "no such file"]),
    ("points: {file: none.csv}", ["none.csv", "no such file"]),
    ("points: {weights: w.csv}", ["'file' is missing"]),
    ("points: [[0], [1, 2]]", ["point 2", "2 coordinates", "expected 1"]),
    ("points: []", ["no points"]),
    ("{}", ["0 laws", "gaussian, mixture, uniform, points"]),
    ("gaussian: {mean: [0], covariance: [[1]]}\npoints: [[0]]", ["2 laws"]),
    ("normal: {mean: [0]}", ["unknown key 'normal'"]),
    ("", ["empty", "expected a law"]),
  ]

  @Test(arguments: laws.indices)
  func lawFiles(number: Int) async throws {
    let command = try Command()
    _ = try command.folder.write(Self.laws[number].law, to: "law.yaml")
    let run = try await command.run("measure", "law.yaml", "--box=0:1")
    // A file that the law names is the place itself.
    let words = Self.laws[number].words
    let place = words.contains { $0.hasSuffix(".csv") } ? [] : ["law.yaml"]
    run.expectRefusal(code: 65, saying: place + words)
  }

  @Test func weightsOfPoints() async throws {
    let command = try Command()
    _ = try command.folder.write("0\n1\n2\n", to: "points.csv")
    for (weights, words) in [
      ("0.333\n0.333\n0.333\n", ["weights.csv", "999/1000"]),
      ("1\n0\n", ["2 weights", "expected 3"]),
      ("1\n1\n-1\n", ["weight 3 is -1"]), ("1,0\n0,1\n0,0\n", ["weights.csv:1", "expected 1"]),
    ] {
      _ = try command.folder.write(weights, to: "weights.csv")
      let run = try await command.run(
        "measure", "--points", "points.csv", "--weights", "weights.csv", "--box=0:")
      run.expectRefusal(code: 65, saying: words)
    }
  }

  private static let refusedOptions: [(arguments: [String], code: Int32, words: [String])] = [
    (["--box=0:"], 64, ["no law"]),
    (["--standard-normal"], 64, ["no polyhedron"]),
    (["--standard-normal", "--uniform=0:1", "--box=0:"], 64, ["--standard-normal and --uniform"]),
    (["law.yaml", "--input", "law.yaml", "--box=0:"], 64, ["law.yaml and --input"]),
    (["--standard-normal", "--weights", "w.csv", "--box=0:"], 64, ["--weights needs --points"]),
    (["law.yaml", "--box=0:1,0:1,0:1"], 65, ["--box", "3 pairs", "expected 2"]),
    (["law.yaml", "--box=0"], 64, ["--box", "'0'", "two bounds"]),
    (["law.yaml", "--box=0:x"], 64, ["--box", "'x'"]),
    (["law.yaml", "--half-space=1,0"], 65, ["--half-space", "2 numbers", "expected 3"]),
    (["law.yaml", "--half-space=1"], 65, ["--half-space", "1 number", "expected 3"]),
    (["law.yaml", "--polytope", "none.csv"], 65, ["none.csv", "no such file"]),
    (["law.yaml", "--polytope", "law.yaml"], 65, ["law.yaml"]),
    (["--uniform=1:0", "--box=0:"], 65, ["--uniform", "coordinate 1", "between 1 and 0"]),
    (["--uniform=0:1,0:1", "--half-space=1,1"], 65, ["--half-space", "expected 3"]),
    (["law.yaml", "--box=0:", "--accuracy", "0"], 64, ["--accuracy", "between 0 and 1"]),
    (["law.yaml", "--box=0:", "--accuracy", "nan"], 64, ["--accuracy", "nan"]),
    (["law.yaml", "--box=0:", "--level", "1"], 64, ["--level", "between 0 and 1"]),
    (["law.yaml", "--box=0:", "--samples", "0"], 64, ["--samples", "positive"]),
  ]

  @Test(arguments: refusedOptions.indices)
  func options(number: Int) async throws {
    let (arguments, code, words) = Self.refusedOptions[number]
    let command = try Command()
    _ = try command.folder.write(
      "gaussian: {mean: [0, 0], covariance: [[1, 0], [0, 1]]}\n", to: "law.yaml")
    let run = try await command.run(["measure"] + arguments)
    run.expectRefusal(code: code, saying: words)
  }
}
