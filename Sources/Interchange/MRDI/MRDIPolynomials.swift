import ExactAlgebra

/// Polynomials in a file of the mrdi format, in which OSCAR saves and loads objects: a polynomial, an ideal,
/// whose generators they are, or a vector of polynomials, over the rationals or the integers.
///
/// Sources: A. Della Vecchia, M. Joswig and B. Lorenz, *A FAIR file format for mathematical software*, 2024;
/// the files that OSCAR itself writes, from version 1.0 on.
struct MRDIPolynomials {
  private(set) var polynomials: [Polynomial] = []
  private let ring: PolynomialRing

  private static let polynomialTypes = ["MPolyRingElem", "MPolyDecRingElem", "PolyRingElem"]
  private static let ringTypes = ["MPolyRing", "PolyRing"]
  private static let listTypes = ["MPolyIdeal", "Vector"]
  private static let coefficientTypes = ["QQField", "ZZRing"]
  /// As in polynomials that are written out.
  private static let maximumDegree = 10_000

  /// Whether a file can be one of the format: no polynomial that is written out begins with a brace.
  static func isOne(_ contents: FileContents) -> Bool {
    contents.bytesOfText.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// Reads a file.
  ///
  /// - Throws: `DataError` for what is not JSON, for objects that are not polynomials over the rationals, and for
  ///   variables that the ring does not have.
  init(_ contents: FileContents, in ring: PolynomialRing) throws(DataError) {
    self.ring = ring
    let (bytes, file) = (contents.bytesOfText, contents.name)
    var head = Head()
    var scanner = JSONScanner(bytes, file: file)
    try head.read(&scanner)
    guard let type = head.type, let start = head.dataStart else {
      throw DataError(
        "no \(head.type == nil ? "_type" : "data"), expected an object in the mrdi format",
        file: file)
    }
    guard head.namespaces.contains("Oscar") else {
      throw DataError("_ns: no Oscar, expected an object in the mrdi format of OSCAR", file: file)
    }
    let isList = Self.listTypes.contains(type.name)
    let element = type.name == "Vector" ? type.parameters.first ?? type : type
    guard Self.polynomialTypes.contains(element.name) || element.name == "MPolyIdeal" else {
      throw DataError(
        "_type: '\(element.name.excerpt)', expected MPolyRingElem, MPolyIdeal or Vector of polynomials",
        file: file)
    }
    let variables: [Int?]
    do {
      variables = try head.variables(of: element, in: ring)
    } catch { throw error.placed(in: file) }
    scanner = JSONScanner(bytes, from: start, file: file)
    guard isList else {
      try read(&scanner, variables)
      return
    }
    // A vector of ideals is no list of polynomials.
    guard element.name != "MPolyIdeal" || type.name == "MPolyIdeal" else {
      throw DataError("_type: a vector of ideals, expected one of polynomials", file: file)
    }
    try scanner.list { scanner throws(DataError) in try read(&scanner, variables) }
  }

  // MARK: terms

  /// Reads a polynomial.
  ///
  /// - Parameter variables: for each variable of the file that of the ring; `nil` where it has none.
  private mutating func read(
    _ scanner: inout JSONScanner, _ variables: [Int?]
  ) throws(DataError) {
    var terms: [(coefficient: Rational, variables: [Int])] = []
    try scanner.list { scanner throws(DataError) in
      var place = 0
      var exponents: [Int] = []
      var coefficient: Rational?
      try scanner.list { scanner throws(DataError) in
        switch place {
        case 0: exponents = try Self.exponents(&scanner)
        case 1: coefficient = try Self.coefficient(&scanner)
        default: throw scanner.error("a term of more than two entries")
        }
        place += 1
      }
      guard let coefficient else {
        throw scanner.error("a term of less than two entries, expected exponents and coefficient")
      }
      guard exponents.count == variables.count else {
        throw scanner.error("\(exponents.count) exponents, expected \(variables.count)")
      }
      guard exponents.reduce(0, +) <= Self.maximumDegree else {
        throw scanner.error("the degree exceeds \(Self.maximumDegree)")
      }
      var factors: [Int] = []
      for (number, exponent) in exponents.enumerated() where exponent > 0 {
        guard let variable = variables[number] else {
          throw scanner.error("variable \(number + 1) of the file is none of the variety")
        }
        factors += repeatElement(variable, count: exponent)
      }
      terms.append((coefficient, factors))
    }
    polynomials.append(Polynomial(terms, in: ring))
  }

  /// A list of exponents, or one exponent of a polynomial in one variable.
  private static func exponents(_ scanner: inout JSONScanner) throws(DataError) -> [Int] {
    guard scanner.peeks("[") else { return [try exponent(&scanner)] }
    var exponents: [Int] = []
    try scanner.list { scanner throws(DataError) in exponents.append(try exponent(&scanner)) }
    return exponents
  }

  private static func exponent(_ scanner: inout JSONScanner) throws(DataError) -> Int {
    let text = try scanner.string()
    guard let exponent = Int(text), exponent >= 0, exponent <= maximumDegree else {
      throw scanner.error("'\(text.excerpt)', expected an exponent from 0 to \(maximumDegree)")
    }
    return exponent
  }

  /// `"-5"` or `"1//2"`.
  private static func coefficient(_ scanner: inout JSONScanner) throws(DataError) -> Rational {
    let text = try scanner.string()
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let numerator = Integer(parts[0])
    let denominator: Integer? =
      switch parts.count {
      case 1: 1
      case 3 where parts[1].isEmpty: Integer(parts[2])
      default: nil
      }
    guard let numerator, let denominator, !denominator.isZero else {
      throw scanner.error("'\(text.excerpt)', expected a coefficient such as -5 or 1//2")
    }
    return Rational(numerator, denominator)
  }

  // MARK: what comes before the data

  /// What a file says before its data are read: it may stand behind them.
  private struct Head {
    var namespaces: [String] = []
    var type: MRDIType?
    var rings: [String: MRDIRing] = [:]
    var dataStart: Int?

    mutating func read(_ scanner: inout JSONScanner) throws(DataError) {
      try scanner.object { (key, scanner) throws(DataError) in
        switch key {
        case "_ns":
          try scanner.object { (name, scanner) throws(DataError) in
            namespaces.append(name)
            try scanner.skip()
          }
        case "_type": type = try MRDIType(&scanner)
        case "_refs":
          try scanner.object { (name, scanner) throws(DataError) in
            rings[name] = try MRDIRing(&scanner)
          }
        case "data":
          dataStart = scanner.position
          try scanner.skip()
        default: try scanner.skip()
        }
      }
      guard scanner.isAtEnd() else { throw scanner.error("expected nothing behind the object") }
    }

    /// The variables of the ring of a type, as those of another ring.
    func variables(
      of type: MRDIType, in ring: PolynomialRing
    ) throws(DataError) -> [Int?] {
      let described = try self.ring(of: type)
      guard let kind = described.type, MRDIPolynomials.ringTypes.contains(kind.name) else {
        throw DataError(
          "_refs: a ring of type '\(described.type?.name.excerpt ?? "")', expected MPolyRing")
      }
      let base = (described.base ?? kind.parameters.first)?.name ?? ""
      guard MRDIPolynomials.coefficientTypes.contains(base) else {
        throw DataError("_refs: coefficients in '\(base.excerpt)', expected QQField or ZZRing")
      }
      guard Set(described.symbols).count == described.symbols.count else {
        throw DataError("_refs: two variables of the ring have one name, expected different ones")
      }
      return described.symbols.map { ring.index(of: $0) }
    }

    /// The ring that a type refers to; that of a graded ring is the ring that is graded.
    private func ring(of type: MRDIType) throws(DataError) -> MRDIRing {
      let reference = type.parameters.first?.name ?? ""
      guard let ring = rings[reference] else {
        throw DataError("_refs: no '\(reference.excerpt)', expected the ring of the polynomials")
      }
      guard let kind = ring.type, kind.name == "MPolyDecRing" else { return ring }
      let graded = kind.parameters.first.flatMap { $0.name.isEmpty ? $0.parameters.first : $0 }
      guard let inner = graded.flatMap({ rings[$0.name] }) else {
        throw DataError("_refs: a graded ring without the ring that is graded")
      }
      return inner
    }
  }
}
