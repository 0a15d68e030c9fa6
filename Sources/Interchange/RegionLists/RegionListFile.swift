import ExactAlgebra
public import Networks
public import Tilings

/// A list of activation regions, as `reluvar regions` writes it with `--format json` or `jsonl`.
///
/// One object with the key `regions`, a list of objects; or such objects one after the other, and one more
/// without `pattern` for what concerns all of them, which may be missing. Of a region the keys `pattern`,
/// `interiorPoint`, `facets`, `bounded`, `volume` and `area` are read, of the whole `count`, `layerCounts`,
/// `volumeTotal`, `widths` and `hiddenLayers`; others are passed over. Nothing but `pattern` has to be there.
public struct RegionListFile: Sendable {
  /// The largest file that is read, in bytes.
  public static let maximumSize = 1 << 33

  /// The regions; their details are read from the text when they are asked for.
  public let regions: ListedRegions

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: its path; `-` is standard input.
  ///   - network: the network, whose pattern lengths and widths the list has to have.
  ///   - hiddenLayers: the number of hidden layers that patterns have.
  /// - Throws: `DataError` with file and line.
  public init(file: String, for network: Network, hiddenLayers: Int) throws(DataError) {
    try self.init(
      FileContents(of: file, maximumSize: Self.maximumSize), network, hiddenLayers)
  }

  /// Reads the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:for:hiddenLayers:)`.
  public init(
    bytes: [UInt8], name: String, for network: Network, hiddenLayers: Int
  ) throws(DataError) {
    try self.init(FileContents(bytes, name: name), network, hiddenLayers)
  }

  private init(
    _ contents: FileContents, _ network: Network, _ hiddenLayers: Int
  ) throws(DataError) {
    let (bytes, name) = (contents.bytesOfText, contents.name)
    var reading = RegionListReading(network: network, hiddenLayers: hiddenLayers)
    var scanner = JSONScanner(bytes, file: name)
    guard !scanner.isAtEnd() else {
      throw DataError("the file is empty, expected a list of regions", file: name)
    }
    while !scanner.isAtEnd() { try reading.readObject(&scanner) }
    let places = reading.places
    regions = ListedRegions(patterns: reading.patterns, totals: reading.totals) { number in
      var scanner = JSONScanner(
        bytes, from: places[number].lowerBound, to: places[number].upperBound, file: name)
      return try RegionListReading.claims(&scanner)
    }
  }
}

/// A list that is being read.
private struct RegionListReading {
  let network: Network
  let hiddenLayers: Int
  var patterns: [PackedPattern] = []
  /// Where the objects of the regions stand.
  var places: [Range<Int>] = []
  var totals = ListTotals()
  private var hasTotals = false
  private var widths: [Int] { network.architecture.hiddenWidths.prefix(hiddenLayers).map { $0 } }

  init(network: Network, hiddenLayers: Int) {
    (self.network, self.hiddenLayers) = (network, hiddenLayers)
  }

  /// Reads an object: a region, or what concerns the whole list.
  mutating func readObject(_ scanner: inout JSONScanner) throws(DataError) {
    guard scanner.peeks("{") else { throw scanner.error("expected an object of JSON") }
    let start = scanner.position
    var pattern: PackedPattern?
    var isOfAll = false
    var isCounted = true
    try scanner.object { (key, scanner) throws(DataError) in
      switch key {
      case "pattern":
        guard pattern == nil else { throw scanner.error("the key 'pattern' occurs twice") }
        pattern = try self.pattern(&scanner)
      case "regions":
        isOfAll = true
        try scanner.list { scanner throws(DataError) in try self.readRegion(&scanner) }
      case "kind":
        isCounted = try ["activation", "first-layers"].contains(scanner.string())
      case "count", "layerCounts", "volumeTotal", "widths", "hiddenLayers":
        isOfAll = true
        try self.readTotal(key, &scanner)
      default: try scanner.skip()
      }
    }
    guard let pattern else {
      guard isOfAll else { throw scanner.error("an object without 'pattern', expected a region") }
      guard !hasTotals else { throw scanner.error("a second object without 'pattern'") }
      hasTotals = true
      // The number of linear regions or of maps is another one.
      if !isCounted { totals.count = nil }
      return
    }
    guard !isOfAll else { throw scanner.error("'pattern' beside keys of a whole list") }
    patterns.append(pattern)
    places.append(start..<scanner.position)
  }

  /// Reads a region in a list.
  private mutating func readRegion(_ scanner: inout JSONScanner) throws(DataError) {
    guard scanner.peeks("{") else { throw scanner.error("expected a region as an object") }
    let start = scanner.position
    var pattern: PackedPattern?
    try scanner.object { (key, scanner) throws(DataError) in
      guard key == "pattern" else { return try scanner.skip() }
      guard pattern == nil else { throw scanner.error("the key 'pattern' occurs twice") }
      pattern = try self.pattern(&scanner)
    }
    guard let pattern else { throw scanner.error("a region without 'pattern'") }
    patterns.append(pattern)
    places.append(start..<scanner.position)
  }

  private func pattern(_ scanner: inout JSONScanner) throws(DataError) -> PackedPattern {
    let text = try scanner.string()
    do {
      let pattern = try ActivationPattern(parsing: text)
      guard pattern.layers.map(\.count) == widths else {
        try pattern.validate(
          for: network.truncated(afterHiddenLayers: hiddenLayers).architecture)
        throw scanner.error("pattern '\(text.excerpt)' does not fit the network")
      }
      return PackedPattern(pattern)
    } catch let error as DataError {
      throw error
    } catch {
      throw scanner.error("\(error)")
    }
  }

  private mutating func readTotal(
    _ key: String, _ scanner: inout JSONScanner
  ) throws(DataError) {
    switch key {
    case "count": totals.count = try scanner.count()
    case "layerCounts": totals.layerCounts = try Self.counts(&scanner)
    case "volumeTotal": totals.volume = try Self.volume(&scanner)
    case "widths":
      let listed = try Self.counts(&scanner)
      guard listed == network.architecture.widths else {
        throw scanner.error(
          "a list of regions of a network \(listed.map(String.init).joined(separator: ",")), "
            + "expected \(network.architecture.widths.map(String.init).joined(separator: ","))")
      }
    default:
      let listed = try scanner.count()
      guard listed == hiddenLayers else {
        throw scanner.error(
          "a list of regions of the first \(listed) hidden layers, expected \(hiddenLayers) "
            + "(--first-layers)")
      }
    }
  }

  private static func counts(_ scanner: inout JSONScanner) throws(DataError) -> [Int] {
    var counts: [Int] = []
    try scanner.list { scanner throws(DataError) in counts.append(try scanner.count()) }
    return counts
  }

  private static func volume(_ scanner: inout JSONScanner) throws(DataError) -> TilingVolume {
    guard scanner.peeks("\"") else { return .finite(try scanner.rational()) }
    var ahead = scanner
    guard try ahead.string() == "infinite" else { return .finite(try scanner.rational()) }
    scanner = ahead
    return .infinite
  }

  /// What a region is said to be beside its pattern.
  static func claims(_ scanner: inout JSONScanner) throws(DataError) -> RegionClaims {
    var claims = RegionClaims()
    var keys: Set<String> = []
    try scanner.object { (key, scanner) throws(DataError) in
      guard keys.insert(key).inserted else {
        throw scanner.error("the key '\(key.excerpt)' occurs twice")
      }
      switch key {
      case "interiorPoint":
        var point: [Rational] = []
        try scanner.list { scanner throws(DataError) in point.append(try scanner.rational()) }
        claims.interiorPoint = point
      case "facets": claims.facetCount = try scanner.count()
      case "bounded": claims.isBounded = try scanner.boolean()
      case "volume": claims.volume = try volume(&scanner)
      case "area": claims.area = try scanner.rational()
      default: try scanner.skip()
      }
    }
    return claims
  }
}
