import ExactAlgebra

/// The type of an object in a file of the mrdi format: its name, or the reference to an object, and
/// the type or object that it depends on.
///
///     "QQField"   {"name": "MPolyIdeal", "params": "3f63beec-..."}   {"_type": "QQField"}
struct MRDIType {
  /// The name, or the reference; empty where there is none.
  private(set) var name = ""
  /// The type or object that it depends on, if there is one.
  private(set) var parameters: [MRDIType] = []

  /// The deepest nesting of types.
  private static let maximumDepth = 16

  /// Reads a type, or an object with one.
  init(_ scanner: inout JSONScanner, depth: Int = 0) throws(DataError) {
    guard depth < Self.maximumDepth else { throw scanner.error("types nested too deeply") }
    if scanner.peeks("\"") {
      name = try scanner.string()
      return
    }
    try scanner.object { (key, scanner) throws(DataError) in
      switch key {
      case "name": name = try scanner.string()
      case "_type": self = try MRDIType(&scanner, depth: depth + 1)
      // A graded ring depends on a ring and a group.
      case "params", "ring":
        if scanner.peeks("[") {
          try scanner.skip()
        } else {
          parameters = [try MRDIType(&scanner, depth: depth + 1)]
        }
      default: try scanner.skip()
      }
    }
  }
}

/// A ring as a file of the mrdi format describes it among its references.
struct MRDIRing {
  /// What the ring is.
  private(set) var type: MRDIType?
  /// The field or ring of its coefficients, where files before version 1.4 have it.
  private(set) var base: MRDIType?
  /// The names of its variables.
  private(set) var symbols: [String] = []

  /// Reads a reference.
  init(_ scanner: inout JSONScanner) throws(DataError) {
    try scanner.object { (key, scanner) throws(DataError) in
      switch key {
      case "_type": type = try MRDIType(&scanner)
      case "data" where scanner.peeks("{"):
        try scanner.object { (key, scanner) throws(DataError) in
          switch key {
          case "symbols":
            try scanner.list { scanner throws(DataError) in symbols.append(try scanner.string()) }
          case "base_ring": base = try MRDIType(&scanner)
          default: try scanner.skip()
          }
        }
      default: try scanner.skip()
      }
    }
  }
}
