import ExactAlgebra
import Interchange
import Networks
import Testing
import Tilings

/// Lists of regions, as they are written and as others may write them.
@Suite struct RegionListFileTests {
  /// Widths 2,2,1,1.
  private static let network = try! Network(layers: [
    .init(weights: [[1, 0], [0, 1]]), .init(weights: [[1, 1]]), .init(weights: [[1]]),
  ])

  private static func read(_ text: String, hiddenLayers: Int = 2) throws -> ListedRegions {
    try RegionListFile(
      bytes: Array(text.utf8), name: "list.json", for: network, hiddenLayers: hiddenLayers
    ).regions
  }

  private static let lines = """
    {"bounded":true,"facets":4,"interiorPoint":[-1,"1/2"],"pattern":"01/1","volume":"3/7"}
    {"pattern":"10/0","volume":"infinite","bounded":false,"area":12,"other":{"a":[1,{"b":"}"}]}}

    {"count":2,"layerCounts":[2,2],"volumeTotal":"infinite","kind":"activation","widths":[2,2,1,1]}

    """

  private static let object = """
    {
      "version" : "0.1.0", "edges" : [{"regions" : [1, 2]}],
      "regions" : [
        {"bounded":true,"facets":4,"interiorPoint":[-1,"1/2"],"pattern":"01/1","volume":"3/7"},
        {"pattern":"10/0","volume":"infinite","bounded":false,"area":12,"note":"a \\"quoted\\" word"}
      ],
      "count" : 2, "layerCounts" : [2, 2], "volumeTotal" : "infinite", "hiddenLayers" : 2
    }
    """

  @Test(arguments: [lines, object])
  func bothForms(text: String) throws {
    let list = try Self.read(text)
    #expect(
      list.patterns
        == ["01/1", "10/0"].map { PackedPattern(try! ActivationPattern(parsing: $0)) })
    #expect(list.totals.count == 2 && list.totals.layerCounts == [2, 2])
    #expect(list.totals.volume == .infinite)
    let first = try list.claims(0)
    #expect(first.interiorPoint == [-1, Rational(1, 2)] && first.facetCount == 4)
    #expect(first.isBounded == true && first.volume == .finite(Rational(3, 7)))
    #expect(first.area == nil)
    let second = try list.claims(1)
    #expect(second.volume == .infinite && second.isBounded == false && second.area == 12)
    #expect(second.interiorPoint == nil && second.facetCount == nil)
  }

  /// Patterns are enough; the number of linear regions is no number of regions.
  @Test func littleIsNeeded() throws {
    let list = try Self.read(#"{"pattern":"01/1"}"#)
    #expect(list.patterns.count == 1 && list.totals == ListTotals())
    #expect(try list.claims(0) == RegionClaims())
    #expect(try Self.read(#"{"regions":[]}"#).patterns.isEmpty)
    let linear = try Self.read(#"{"count":7,"kind":"linear","regions":[{"pattern":"01/1"}]}"#)
    #expect(linear.totals.count == nil)
    let first = try Self.read(#"{"pattern":"01"}"#, hiddenLayers: 1)
    #expect(first.patterns.count == 1)
  }

  /// Numbers of any length are exact.
  @Test func longNumbers() throws {
    let digits = String(repeating: "123456789", count: 3_000)
    let list = try Self.read(#"{"pattern":"01/1","volume":"\#(digits)/\#(digits)1"}"#)
    let number = try #require(Integer(digits))
    #expect(
      try list.claims(0).volume == .finite(Rational(number, try #require(Integer(digits + "1")))))
    let point = try Self.read(#"{"pattern":"01/1","interiorPoint":[-0.5,1e-3]}"#)
    #expect(try point.claims(0).interiorPoint == [Rational(-1, 2), Rational(1, 1000)])
  }

  static let refused: [(text: String, line: Int?, words: [String])] = [
    ("", nil, ["empty", "list of regions"]),
    (" \n\n", nil, ["empty"]),
    ("01/1\n", 1, ["expected an object"]),
    ("[]", 1, ["expected an object"]),
    ("{}", 1, ["without 'pattern'"]),
    ("{\"pattern\":\"01/1\"}\n{\"x\":1}", 2, ["without 'pattern'"]),
    ("{\"count\":0}\n{\"count\":0}", 2, ["second object"]),
    ("{\"pattern\":\"01/1\",\"count\":1}", 1, ["beside keys of a whole list"]),
    ("{\"pattern\":\"01/1\",\n\"pattern\":\"01/1\"}", 2, ["'pattern' occurs twice"]),
    ("{\"regions\":[{\"pattern\":\"01/1\"},\n{\"facets\":1}]}", 2, ["without 'pattern'"]),
    ("{\"regions\":[3]}", 1, ["region as an object"]),
    ("{\"regions\":[{\"pattern\":\"01/1\"}", 1, ["the file ends early"]),
    ("{\"pattern\":\"01/1\"}\n{\"pattern\":\"01", 2, ["the file ends early"]),
    ("{\"pattern\":\"01/1\"}\n{\"pattern\":\"01/2\"}", 2, ["'2' is not 0, 1 or /"]),
    ("{\"pattern\":\"011/1\"}", 1, ["hidden layer 1 has 3 neurons, expected 2"]),
    ("{\"pattern\":\"01\"}", 1, ["1 hidden layers, expected 2"]),
    ("{\"pattern\":1}", 1, ["expected a string"]),
    ("{\"widths\":[2,3,1],\"regions\":[]}", 1, ["2,3,1", "expected 2,2,1,1"]),
    ("{\"hiddenLayers\":1,\"regions\":[]}", 1, ["--first-layers"]),
    ("{\"count\":-1}", 1, ["integer from 0 on"]),
    ("{\"volumeTotal\":\"many\"}", 1, ["'many'", "exact number"]),
    ("{\"count\":1}}", 1, ["expected an object"]),
    ("{\"a\":" + String(repeating: "[", count: 100_000), 1, ["nested too deeply"]),
    ("{\"pattern\" \"01/1\"}", 1, ["':' after a key"]),
    ("{\"pattern\":\"01/1\" \"x\":1}", 1, ["',' or '}'"]),
    ("{\"x\":tr?,\"pattern\":\"01/1\"}", 1, ["',' or '}'"]),
  ]

  @Test(arguments: refused)
  func refusals(text: String, line: Int?, words: [String]) throws {
    let error = try #require(throws: DataError.self) { try Self.read(text) }
    #expect(error.file == "list.json" && error.line == line, "\(error)")
    for word in words { #expect(error.message.contains(word), "\(error)") }
    #expect(isOneLine("\(error)"))
  }

  /// What a region is said to be is read when it is asked for.
  @Test(arguments: [
    #""facets":"4""#, #""facets":1.5"#, #""bounded":yes"#, #""interiorPoint":1"#,
    #""interiorPoint":[1,"x"]"#, #""volume":"1/0""#, #""volume":null"#, #""area":"infinite""#,
    #""facets":4,"facets":4"#,
  ])
  func wrongDetails(key: String) throws {
    let list = try Self.read("{\"count\":1}\n{\"pattern\":\"01/1\",\(key)}")
    let error = try #require(throws: DataError.self) { try list.claims(0) }
    #expect(error.line == 2 && isOneLine("\(error)"), "\(error)")
  }

  /// No beginning of a file is read as something else than its first regions, and no byte makes a crash.
  @Test(arguments: [lines, object])
  func truncatedAndChanged(text: String) throws {
    let bytes = Array(text.utf8)
    var refusedCount = 0
    for end in bytes.indices {
      do {
        let list = try RegionListFile(
          bytes: Array(bytes[..<end]), name: "list.json", for: Self.network, hiddenLayers: 2
        ).regions
        #expect(text == Self.lines || end > bytes.count - 2)
        #expect(list.patterns.count <= 2)
      } catch { refusedCount += 1 }
    }
    #expect(refusedCount > bytes.count / 2)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      var changed = bytes
      changed[Int.random(in: changed.indices, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
      do {
        let list = try RegionListFile(
          bytes: changed, name: "list.json", for: Self.network, hiddenLayers: 2
        ).regions
        for number in list.patterns.indices { _ = try list.claims(number) }
      } catch { refusedCount += 1 }
    }
    #expect(refusedCount > 1_000)
  }
}
