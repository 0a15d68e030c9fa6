public import ExactAlgebra
public import Networks
import Yams

/// What a user asks about: an architecture and blocks.
public struct Problem: Sendable {
  /// One block of a problem.
  public struct Entry: Sendable {
    /// The activation pattern and the points, if there are any.
    public let block: Block
    /// A block matrix to be tested: `n_L` rows, `n_0 + bias` columns.
    public let map: [[Rational]]?
    /// Outputs to be tested: a row for each point; `nil` where some are unknown.
    public var outputs: [[Rational]]? {
      partialOutputs.flatMap { rows in
        let known = rows.map { $0.compactMap { $0 } }
        return zip(known, rows).allSatisfy { $0.count == $1.count } ? known : nil
      }
    }
    /// Outputs of which some may be unknown: a row for each point.
    public let partialOutputs: [[Rational?]]?

    /// A block with what is to be tested on it.
    public init(_ block: Block, map: [[Rational]]? = nil, outputs: [[Rational]]? = nil) {
      self.init(block, map: map, partialOutputs: outputs)
    }

    /// A block with outputs of which some may be unknown.
    public init(_ block: Block, map: [[Rational]]? = nil, partialOutputs: [[Rational?]]?) {
      self.block = block
      self.map = map
      self.partialOutputs = partialOutputs
    }
  }

  /// The architecture.
  public let architecture: Architecture
  /// The blocks as they were given; patterns may repeat.
  public let entries: [Entry]
  /// The network whose patterns the blocks are, with what was read, if it is about one.
  public internal(set) var network: NetworkReading?

  /// A problem with the given blocks.
  public init(_ architecture: Architecture, entries: [Entry]) {
    self.architecture = architecture
    self.entries = entries
  }

  /// Whether the blocks have points.
  public var hasPoints: Bool { entries.contains { !$0.block.points.isEmpty } }

  /// The distinct patterns in the order of their first occurrence.
  public var distinctPatterns: [ActivationPattern] {
    var seen: Set<ActivationPattern> = []
    return entries.map(\.block.pattern).filter { seen.insert($0).inserted }
  }

  /// For each block whose pattern occurred before, its number and that of the first, from 1.
  public var repetitions: [(block: Int, first: Int)] {
    let patterns = entries.map(\.block.pattern)
    return patterns.indices.compactMap { index in
      let first = patterns.firstIndex(of: patterns[index])!
      return first < index ? (index + 1, first + 1) : nil
    }
  }
}

extension Problem {
  private static let keys = ["widths", "bias", "blocks"]
  private static let blockKeys = ["pattern", "points", "map", "outputs"]

  /// Reads a problem file, YAML or JSON.
  ///
  /// - Parameters:
  ///   - file: the path of the file; `-` for standard input.
  ///   - needsPatterns: whether a block without pattern is refused; otherwise it gets the one of no
  ///     active neuron.
  ///   - allowsUnknownOutputs: whether outputs may be `null`.
  /// - Throws: `DataError` with file, line and what was expected.
  public init(
    file: String, needsPatterns: Bool = true, allowsUnknownOutputs: Bool = false
  ) throws(DataError) {
    try self.init(
      document: Document(FileContents(of: file)), needsPatterns: needsPatterns,
      allowsUnknownOutputs: allowsUnknownOutputs)
  }

  /// Reads a problem from the bytes of a file; `name` stands for it in messages.
  public init(
    bytes: [UInt8], name: String, allowsUnknownOutputs: Bool = false
  ) throws(DataError) {
    try self.init(
      document: Document(FileContents(bytes, name: name)),
      allowsUnknownOutputs: allowsUnknownOutputs)
  }

  private init(
    document: Document, needsPatterns: Bool = true, allowsUnknownOutputs: Bool = false
  ) throws(DataError) {
    let values = try document.mapping(
      document.root, of: "the problem", knownKeys: Self.keys)
    guard let widthNode = values["widths"] else {
      throw document.error("the key 'widths' is missing", at: document.root)
    }
    var widths: [Int] = []
    for node in try document.sequence(widthNode, "widths") {
      widths.append(try document.integer(node, "widths"))
    }
    let bias = try values["bias"].map { node throws(DataError) in
      try document.boolean(node, "bias")
    }
    let architecture: Architecture
    do {
      architecture = try Architecture(widths: widths, hasBiases: bias ?? false)
    } catch {
      throw document.error("\(error)", at: widthNode)
    }
    guard let blockNode = values["blocks"] else {
      throw document.error("the key 'blocks' is missing", at: document.root)
    }
    let blockNodes = try document.sequence(blockNode, "blocks")
    guard !blockNodes.isEmpty else {
      throw document.error("blocks: none given, expected at least one", at: blockNode)
    }
    var entries: [Entry] = []
    for (index, node) in blockNodes.enumerated() {
      entries.append(
        try Self.entry(
          node, number: index + 1, of: architecture, in: document, needsPattern: needsPatterns,
          allowsUnknown: allowsUnknownOutputs))
    }
    self.init(architecture, entries: entries)
    try checkPoints(blockNodes, in: document)
  }

  /// All blocks have points, or none has.
  private func checkPoints(_ nodes: [Node], in document: Document) throws(DataError) {
    guard hasPoints else { return }
    for (index, entry) in entries.enumerated() where entry.block.points.isEmpty {
      throw document.error(
        "block \(index + 1): no points, expected points in all blocks or in none",
        at: nodes[index])
    }
  }

  private static func entry(
    _ node: Node, number: Int, of architecture: Architecture, in document: Document,
    needsPattern: Bool, allowsUnknown: Bool
  ) throws(DataError) -> Entry {
    let name = "block \(number)"
    let values = try document.mapping(node, of: name, knownKeys: blockKeys)
    let pattern: ActivationPattern
    if let patternNode = values["pattern"] {
      pattern = try self.pattern(patternNode, of: name, for: architecture, in: document)
    } else {
      guard !needsPattern else {
        throw document.error("\(name): the key 'pattern' is missing", at: node)
      }
      pattern = ActivationPattern(noneActiveIn: architecture)
    }
    let inputs = architecture.inputCount
    let columns = inputs + (architecture.hasBiases ? 1 : 0)
    let points = try matrix("points", values, name, columns: inputs, in: document)
    if let node = values["points"], points?.isEmpty == true {
      // Not the same as no key: the variety would silently be another one.
      throw document.error("\(name), points: an empty list, expected at least one", at: node)
    }
    let map = try matrix(
      "map", values, name, rows: architecture.outputCount, columns: columns, in: document)
    if let node = values["outputs"], points == nil {
      throw document.error(
        "\(name), outputs: no points that they belong to, expected points too", at: node)
    }
    let outputs = try values["outputs"].map { node throws(DataError) in
      try matrix(
        document.partialRows(node, "\(name), outputs", allowsUnknown: allowsUnknown), at: node,
        of: "\(name), outputs", rows: points?.count, columns: architecture.outputCount,
        in: document)
    }
    return Entry(Block(pattern, points: points ?? []), map: map, partialOutputs: outputs)
  }

  private static func pattern(
    _ node: Node, of block: String, for architecture: Architecture, in document: Document
  ) throws(DataError) -> ActivationPattern {
    let text = try document.text(
      node, "\(block), pattern", expected: "0 and 1 for each neuron, such as \"110\"")
    do {
      let pattern = try ActivationPattern(parsing: text)
      try pattern.validate(for: architecture)
      return pattern
    } catch {
      throw document.error("\(block): \(error)", at: node)
    }
  }

  /// A list of rows of numbers under a key, with its size checked.
  private static func matrix(
    _ key: String, _ values: [String: Node], _ block: String, rows: Int? = nil, columns: Int,
    in document: Document
  ) throws(DataError) -> [[Rational]]? {
    guard let node = values[key] else { return nil }
    let name = "\(block), \(key)"
    return try matrix(
      document.rows(node, name), at: node, of: name, rows: rows, columns: columns, in: document)
  }

  /// Rows with their sizes checked.
  private static func matrix<Number>(
    _ matrix: [[Number]], at node: Node, of name: String, rows: Int?, columns: Int,
    in document: Document
  ) throws(DataError) -> [[Number]] {
    if let rows, matrix.count != rows {
      throw document.error("\(name): \(matrix.count) rows, expected \(rows)", at: node)
    }
    for (index, row) in matrix.enumerated() where row.count != columns {
      throw document.error(
        "\(name), row \(index + 1): \(row.count) numbers, expected \(columns)", at: node)
    }
    return matrix
  }
}
