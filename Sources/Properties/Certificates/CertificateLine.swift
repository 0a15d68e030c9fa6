import ExactAlgebra

/// A line of a certificate after the first one.
enum CertificateLine {
  /// A number and a multiplier.
  struct Term {
    let number: Int
    let multiplier: Integer
  }

  /// Why a conjunction has no counterexample at a node.
  struct Refutation {
    let conjunction: Int
    let conditions: [Term]
    let neurons: [Term]
  }

  /// What divides the inputs of a node.
  enum Split {
    /// At most and at least a value.
    case input(Int, Rational)
    /// A pre-activation at most and at least zero.
    case neuron(Int)
  }

  case tree([Int])
  case empty(Int, [Term])
  /// Without new bounds of neurons, those above are kept.
  case node([Refutation], Split?, hasNewBounds: Bool)
}

extension CertificateLine {
  /// Whether a line is the first one of a certificate.
  static func isHeader(_ line: ArraySlice<UInt8>) throws(CertificateRefusal.Reason) -> Bool {
    var scanner = CertificateScanner(line)
    var (format, version): (String?, Int?)
    try scanner.object { key, scanner throws(CertificateRefusal.Reason) in
      switch key {
      case "certificate" where format == nil: format = try scanner.string()
      case "version" where version == nil: version = try scanner.index()
      default: throw .header
      }
    }
    try scanner.end()
    return format == "reluvar" && version == 1
  }

  /// Reads a line.
  init(_ line: ArraySlice<UInt8>) throws(CertificateRefusal.Reason) {
    var scanner = CertificateScanner(line)
    var tree: [Int]?
    var empty: Int?
    var list: CertificateScanner?
    var split: Split?
    var keeps: Int?
    try scanner.object { key, scanner throws(CertificateRefusal.Reason) in
      switch key {
      case "tree" where tree == nil: tree = try scanner.indices()
      case "empty" where empty == nil: empty = try scanner.index()
      case "r" where list == nil:
        // Read once it is known what it is.
        list = scanner
        try scanner.skipList()
      case "x" where split == nil: split = try scanner.inputSplit()
      case "z" where split == nil: split = .neuron(try scanner.index())
      case "k" where keeps == nil: keeps = try scanner.index()
      default: throw .syntax("tree, empty, r, k, x or z, each once")
      }
    }
    try scanner.end()
    if let tree {
      guard empty == nil, list == nil, split == nil, keeps == nil else {
        throw .syntax("nothing beside tree")
      }
      self = .tree(tree)
    } else if let empty {
      guard var list, split == nil, keeps == nil else {
        throw .syntax("r beside empty, and nothing else")
      }
      self = .empty(empty, try list.terms())
    } else {
      guard keeps == nil || keeps == 1 else { throw .syntax("1 after k") }
      self = .node(try list?.refutations() ?? [], split, hasNewBounds: keeps == nil)
    }
  }
}

extension CertificateScanner {
  fileprivate mutating func indices() throws(Refusal) -> [Int] {
    var numbers: [Int] = []
    try list { scanner throws(Refusal) in numbers.append(try scanner.index()) }
    return numbers
  }

  fileprivate mutating func inputSplit() throws(Refusal) -> CertificateLine.Split {
    try take("[", "an input and a value in brackets")
    let input = try index()
    try take(",", "an input and a value")
    let value = try rational()
    try take("]", "an input and a value")
    return .input(input, value)
  }

  fileprivate mutating func terms() throws(Refusal) -> [CertificateLine.Term] {
    var terms: [CertificateLine.Term] = []
    try list { scanner throws(Refusal) in
      try scanner.take("[", "a number and a multiplier in brackets")
      let number = try scanner.index()
      try scanner.take(",", "a number and a multiplier")
      terms.append(.init(number: number, multiplier: try scanner.integer()))
      try scanner.take("]", "a number and a multiplier")
    }
    return terms
  }

  fileprivate mutating func refutations() throws(Refusal) -> [CertificateLine.Refutation] {
    var refutations: [CertificateLine.Refutation] = []
    try list { scanner throws(Refusal) in
      try scanner.take("[", "refutations in brackets")
      let conjunction = try scanner.index()
      try scanner.take(",", "conditions with multipliers")
      let conditions = try scanner.terms()
      let neurons = scanner.takes(",") ? try scanner.terms() : []
      try scanner.take("]", "the end of a refutation")
      refutations.append(
        .init(conjunction: conjunction, conditions: conditions, neurons: neurons))
    }
    return refutations
  }
}
