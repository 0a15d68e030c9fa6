import ExactAlgebra
import Properties

/// Reads commands of VNN-LIB: declarations and assertions.
struct VNNLIBReader {
  private var scanner: VNNLIBScanner
  private var variables = VNNLIBVariables()
  private var formulas: [Formula] = []
  private var depth = 0

  /// The deepest nesting of parentheses.
  private static let maximumDepth = 200

  init(_ bytes: [UInt8], file: String) { scanner = VNNLIBScanner(bytes, file: file) }

  /// The property of the whole file.
  mutating func property() throws(DataError) -> Property {
    while let token = try scanner.next() {
      guard token.kind == .open else { throw error("expected '(' and a command", at: token) }
      try command(try word("a command"))
    }
    guard variables.inputCount > 0 else { throw atEnd("no inputs were declared, expected X_0") }
    guard variables.outputCount > 0 else { throw atEnd("no outputs were declared, expected Y_0") }
    if let gap = variables.firstGap { throw atEnd("\(gap) was not declared, but later ones were") }
    guard !formulas.isEmpty else { throw atEnd("no assertion, expected at least one") }
    let inputs = variables.inputCount
    let all = Formula.all(formulas).placing(outputsAfter: inputs)
    return Property(
      inputCount: inputs, outputCount: variables.outputCount, counterexample: all)
  }

  // MARK: commands

  private mutating func command(_ name: Word) throws(DataError) {
    switch name.text {
    case "declare-const": try declareConstant(hasArguments: false)
    case "declare-fun": try declareConstant(hasArguments: true)
    case "declare-network": try declareNetwork()
    case "assert":
      formulas.append(try formula())
      try close("the end of the assertion")
    case "vnnlib-version":
      let version = try word("a version")
      guard ["<2.0>", "<1.0>"].contains(version.text) else {
        throw error("version \(version.text.excerpt), expected <1.0> or <2.0>", at: version)
      }
      try close("the end of the version")
    case "set-logic", "set-info", "set-option", "check-sat", "get-model", "exit":
      // Commands of SMT-LIB that change nothing.
      try skipRest()
    default:
      throw error(
        "'\(name.text.excerpt)', expected declare-const, declare-network or assert", at: name)
    }
  }

  private mutating func skipRest() throws(DataError) {
    var open = 1
    while open > 0 {
      let token = try needed("')'")
      if token.kind == .open { open += 1 }
      if token.kind == .close { open -= 1 }
    }
  }

  private mutating func declareConstant(hasArguments: Bool) throws(DataError) {
    let name = try word("a variable")
    if hasArguments {
      guard try needed("'()'").kind == .open else { throw error("expected '()'", at: name) }
      try close("'()'")
    }
    let type = try word("Real")
    guard type.text == "Real" else {
      throw error("the type \(type.text.excerpt), expected Real", at: type)
    }
    do {
      try variables.declare(name.text)
    } catch { throw self.error(error.message, at: name) }
    try close("the end of the declaration")
  }

  private mutating func declareNetwork() throws(DataError) {
    let name = try word("the name of the network")
    guard !variables.hasTensors else {
      throw error("a second network, expected one", at: name)
    }
    while true {
      let token = try needed("declare-input, declare-output or ')'")
      if token.kind == .close { break }
      guard token.kind == .open else { throw error("expected '('", at: token) }
      let kind = try word("declare-input or declare-output")
      guard kind.text == "declare-input" || kind.text == "declare-output" else {
        throw error(
          "'\(kind.text.excerpt)', expected declare-input or declare-output", at: kind)
      }
      let tensor = try word("a name")
      let type = try word("Real")
      guard type.text == "Real" else {
        throw error(
          "the type \(type.text.excerpt), expected Real: properties are decided exactly", at: type)
      }
      let shape = try word("a shape such as [1,2]")
      do {
        try variables.declare(
          tensor: tensor.text, shape: shape.text, isInput: kind.text == "declare-input")
      } catch { throw self.error(error.message, at: shape) }
      try close("the end of the declaration")
    }
    guard variables.inputCount > 0, variables.outputCount > 0 else {
      throw error("a network without inputs or outputs", at: name)
    }
  }

  // MARK: formulas

  private mutating func formula() throws(DataError) -> Formula {
    let token = try needed("a formula")
    if case .word(let text) = token.kind {
      switch text {
      case "true": return .all([])
      case "false": return .any([])
      default: throw error("'\(text.excerpt)', expected a formula in parentheses", at: token)
      }
    }
    guard token.kind == .open else { throw error("expected a formula", at: token) }
    try enter(token)
    defer { depth -= 1 }
    let name = try word("and, or, or a comparison")
    switch name.text {
    case "and": return .all(try formulas(of: name))
    case "or": return .any(try formulas(of: name))
    case "not":
      let inner = try formula()
      try close("the end of not")
      return inner.negated
    default: return try comparison(name)
    }
  }

  private mutating func formulas(of name: Word) throws(DataError) -> [Formula] {
    var parts: [Formula] = []
    while true {
      if try closes("a formula or ')'") { break }
      parts.append(try formula())
    }
    guard !parts.isEmpty else {
      throw error("'\(name.text)' of nothing, expected a formula", at: name)
    }
    return parts
  }

  private mutating func comparison(_ name: Word) throws(DataError) -> Formula {
    let known = ["<=", ">=", "<", ">", "=", "==", "!=", "distinct"]
    guard known.contains(name.text) else {
      throw error(
        "'\(name.text.excerpt)', expected and, or, not, or one of <= >= < > == !=", at: name)
    }
    let left = try term()
    let right = try term()
    guard try closes("')' after two terms") else {
      throw error("'\(name.text)' of more than two terms, expected two", at: name)
    }
    let (below, above) = (left - right, right - left)
    let condition =
      switch name.text {
      case "<=": LinearCondition(below, .atMost)
      case ">=": LinearCondition(above, .atMost)
      case "<": LinearCondition(below, .less)
      case ">": LinearCondition(above, .less)
      case "=", "==": LinearCondition(below, .equal)
      default: LinearCondition(below, .notEqual)
      }
    return .condition(condition)
  }

  // MARK: terms

  private mutating func term() throws(DataError) -> LinearExpression {
    let token = try needed("a term")
    switch token.kind {
    case .close: throw error("expected a term before ')'", at: token)
    case .word(let text): return try atom(text, token)
    case .open: break
    }
    try enter(token)
    defer { depth -= 1 }
    let name = try word("+, - or *")
    guard ["+", "-", "*", "/"].contains(name.text) else {
      throw error("'\(name.text.excerpt)', expected +, - or *: terms are linear", at: name)
    }
    var terms: [LinearExpression] = []
    while try !closes("a term or ')'") { terms.append(try term()) }
    return try combined(terms, name)
  }

  private func combined(
    _ terms: [LinearExpression], _ name: Word
  ) throws(DataError) -> LinearExpression {
    guard let first = terms.first else { throw error("'\(name.text)' of nothing", at: name) }
    let rest = terms.dropFirst()
    switch name.text {
    case "+": return rest.reduce(first, +)
    case "-": return rest.isEmpty ? (-1) * first : rest.reduce(first, -)
    case "/":
      guard rest.count == 1, rest[1].isConstant, !rest[1].constant.isZero else {
        throw error("'/' needs a term and a number that is not zero", at: name)
      }
      return (1 / rest[1].constant) * first
    default:
      guard terms.count >= 2 else { throw error("'*' of one term, expected two", at: name) }
      guard terms.count(where: { !$0.isConstant }) <= 1 else {
        throw error("a product of variables, expected linear terms", at: name)
      }
      let factor = terms.filter(\.isConstant).reduce(Rational(1)) { $0 * $1.constant }
      guard let other = terms.first(where: { !$0.isConstant }) else {
        return LinearExpression(factor)
      }
      return factor * other
    }
  }

  private func atom(_ text: String, _ token: VNNLIBToken) throws(DataError) -> LinearExpression {
    let first = text.utf8.first!
    let isNumber =
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || first == UInt8(ascii: "-")
      || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
    guard isNumber else {
      do {
        return LinearExpression(variable: try variables.index(of: text))
      } catch { throw self.error(error.message, at: token) }
    }
    guard !text.contains("/") else {
      throw error("'\(text.excerpt)', expected a decimal number", at: token)
    }
    do {
      return LinearExpression(try Rational(parsing: text))
    } catch { throw self.error("\(error)", at: token) }
  }

  // MARK: tokens

  /// A word with its place.
  private struct Word {
    let text: String
    let token: VNNLIBToken
  }

  private mutating func enter(_ token: VNNLIBToken) throws(DataError) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw error("nested deeper than \(Self.maximumDepth) levels", at: token)
    }
  }

  /// The token that was looked at and not used.
  private var pending: VNNLIBToken?

  private mutating func needed(_ expected: String) throws(DataError) -> VNNLIBToken {
    if let token = pending {
      pending = nil
      return token
    }
    guard let token = try scanner.next() else {
      throw atEnd("the file ends, expected \(expected)")
    }
    return token
  }

  private mutating func word(_ expected: String) throws(DataError) -> Word {
    let token = try needed(expected)
    guard case .word(let text) = token.kind else {
      throw error("expected \(expected)", at: token)
    }
    return Word(text: text, token: token)
  }

  /// Whether a parenthesis closes here.
  private mutating func closes(_ expected: String) throws(DataError) -> Bool {
    let token = try needed(expected)
    if token.kind == .close { return true }
    pending = token
    return false
  }

  private mutating func close(_ what: String) throws(DataError) {
    let token = try needed("')', \(what)")
    guard token.kind == .close else { throw error("expected ')', \(what)", at: token) }
  }

  private func error(_ message: String, at word: Word) -> DataError {
    error(message, at: word.token)
  }

  private func error(_ message: String, at token: VNNLIBToken) -> DataError {
    scanner.error(message, at: (token.line, token.column))
  }

  private func atEnd(_ message: String) -> DataError { scanner.error(message, at: scanner.place) }
}

extension Formula {
  /// The opposite.
  fileprivate var negated: Formula {
    switch self {
    case .all(let parts): .any(parts.map(\.negated))
    case .any(let parts): .all(parts.map(\.negated))
    case .condition(let condition):
      switch condition.relation {
      case .less: .condition(LinearCondition((-1) * condition.expression, .atMost))
      case .atMost: .condition(LinearCondition((-1) * condition.expression, .less))
      case .equal: .condition(LinearCondition(condition.expression, .notEqual))
      case .notEqual: .condition(LinearCondition(condition.expression, .equal))
      }
    }
  }
}
