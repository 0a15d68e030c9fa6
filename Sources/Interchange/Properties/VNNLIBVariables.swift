import ExactAlgebra
import Properties

/// The inputs and outputs that a file in VNN-LIB declares, by name.
///
/// While a file is read inputs are the even variables and outputs the odd ones: their numbers are known at the
/// end only.
struct VNNLIBVariables {
  /// Why a declaration or a name is refused.
  struct Refusal: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  /// A tensor of version 2.0.
  private struct Tensor {
    let shape: [Int]
    let isInput: Bool
  }

  /// The most inputs or outputs.
  private static let maximumCount = 1 << 20

  private var tensors: [String: Tensor] = [:]
  private var declared: (inputs: Set<Int>, outputs: Set<Int>) = ([], [])

  var inputCount: Int { declared.inputs.count }
  var outputCount: Int { declared.outputs.count }
  var hasTensors: Bool { !tensors.isEmpty }

  /// The first variable that is missing below another one.
  var firstGap: String? {
    for (letter, numbers) in [("X", declared.inputs), ("Y", declared.outputs)] {
      if let gap = (0..<numbers.count).first(where: { !numbers.contains($0) }) {
        return "\(letter)_\(gap)"
      }
    }
    return nil
  }

  /// Declares `X_0`, `Y_12` and the like.
  mutating func declare(_ name: String) throws(Refusal) {
    guard !hasTensors else {
      throw Refusal("\(name.excerpt) beside a network, expected one of both")
    }
    let (number, isInput) = try Self.number(of: name)
    let isNew =
      isInput
      ? declared.inputs.insert(number).inserted : declared.outputs.insert(number).inserted
    guard isNew else { throw Refusal("\(name.excerpt) is declared twice") }
  }

  /// Declares a tensor with all its entries.
  mutating func declare(tensor name: String, shape text: String, isInput: Bool) throws(Refusal) {
    guard !name.contains("["), tensors[name] == nil else {
      throw Refusal("\(name.excerpt) is declared twice, or is no name")
    }
    guard !tensors.values.contains(where: { $0.isInput == isInput }) else {
      throw Refusal("a second \(isInput ? "input" : "output") \(name.excerpt), expected one")
    }
    guard declared.inputs.isEmpty || hasTensors else {
      throw Refusal("a network beside single variables, expected one of both")
    }
    guard let shape = Self.numbers(in: text[...]), shape.allSatisfy({ $0 > 0 }) else {
      throw Refusal("the shape '\(text.excerpt)', expected positive numbers such as [1,2]")
    }
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= Self.maximumCount else {
        throw Refusal("the shape '\(text.excerpt)' has more than \(Self.maximumCount) entries")
      }
      count = product
    }
    tensors[name] = Tensor(shape: shape, isInput: isInput)
    if isInput {
      declared.inputs = Set(0..<count)
    } else {
      declared.outputs = Set(0..<count)
    }
  }

  /// The variable of a name.
  func index(of name: String) throws(Refusal) -> Int {
    if hasTensors { return try entry(name) }
    let (number, isInput) = try Self.number(of: name)
    guard (isInput ? declared.inputs : declared.outputs).contains(number) else {
      throw Refusal("\(name.excerpt) was not declared")
    }
    return isInput ? 2 * number : 2 * number + 1
  }

  private func entry(_ name: String) throws(Refusal) -> Int {
    let start = name.firstIndex(of: "[") ?? name.endIndex
    guard let tensor = tensors[String(name[..<start])] else {
      throw Refusal(
        "\(name.excerpt) was not declared (known: \(tensors.keys.sorted().joined(separator: ", ")))"
      )
    }
    guard let indices = start == name.endIndex ? [] : Self.numbers(in: name[start...]) else {
      throw Refusal("\(name.excerpt), expected indices such as [0,1]")
    }
    let isInside = zip(indices, tensor.shape).allSatisfy { $0 < $1 }
    guard indices.count == tensor.shape.count, isInside else {
      throw Refusal(
        "\(name.excerpt), expected indices below [\(tensor.shape.map(\.description).joined(separator: ","))]"
      )
    }
    let number = zip(indices, tensor.shape).reduce(0) { $0 * $1.1 + $1.0 }
    return tensor.isInput ? 2 * number : 2 * number + 1
  }

  /// The number after `X_` or `Y_`.
  private static func number(of name: String) throws(Refusal) -> (Int, isInput: Bool) {
    let isInput = name.hasPrefix("X_")
    guard isInput || name.hasPrefix("Y_"), let number = number(name.dropFirst(2)) else {
      throw Refusal("'\(name.excerpt)' is no variable, expected X_ or Y_ and a number")
    }
    guard number < maximumCount else {
      throw Refusal("\(name.excerpt), expected at most \(maximumCount) variables")
    }
    return (number, isInput)
  }

  /// A number without a sign or superfluous zeros.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }),
      text == "0" || text.first != "0"
    else { return nil }
    return Int(text)
  }

  /// The numbers in `[1,2]`; none in `[]`.
  private static func numbers(in text: Substring) -> [Int]? {
    guard text.first == "[", text.last == "]", text.count >= 2 else { return nil }
    let inner = text.dropFirst().dropLast()
    if inner.isEmpty { return [] }
    let numbers = inner.split(separator: ",", omittingEmptySubsequences: false).map(number)
    return numbers.allSatisfy { $0 != nil } ? numbers.map { $0! } : nil
  }
}

extension Formula {
  /// The formula with the outputs after the inputs, where these are the odd and the even variables.
  func placing(outputsAfter inputs: Int) -> Formula {
    switch self {
    case .all(let parts): .all(parts.map { $0.placing(outputsAfter: inputs) })
    case .any(let parts): .any(parts.map { $0.placing(outputsAfter: inputs) })
    case .condition(let condition):
      .condition(
        LinearCondition(
          condition.expression.renaming { $0.isMultiple(of: 2) ? $0 / 2 : inputs + $0 / 2 },
          condition.relation))
    }
  }
}
