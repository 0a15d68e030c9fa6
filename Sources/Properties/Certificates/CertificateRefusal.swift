/// Why a certificate is not accepted: in which line, and what is wrong.
public struct CertificateRefusal: Error, Hashable {
  /// What is wrong.
  public enum Reason: Error, Hashable {
    /// Not a line of this format; what was expected.
    case syntax(String)
    /// The first line is not that of this format and version.
    case header
    /// The certificate ends before a tree is complete.
    case endsEarly
    /// A tree is deeper than `CertificateCheck.maximumDepth`.
    case tooDeep
    /// There is no such conjunction.
    case noConjunction(Int)
    /// A conjunction is named twice in one tree.
    case repeatedConjunction(Int)
    /// The conjunctions of a tree have different boxes.
    case differentBoxes(Int, Int)
    /// A conjunction has no such condition.
    case noCondition(Int, conjunction: Int)
    /// Conditions on outputs where only those on inputs are allowed.
    case conditionOnOutputs(Int)
    /// There is no such input.
    case noInput(Int)
    /// There is no such hidden neuron.
    case noNeuron(Int)
    /// A neuron was given its sign already.
    case repeatedNeuron(Int)
    /// A neuron with a multiplier was given no sign.
    case noSign(Int)
    /// A multiplier is negative, and not that of an equation.
    case negativeMultiplier
    /// A conjunction is refuted that is not open there.
    case notOpen(Int)
    /// A combination that may be negative, as far as bounds tell.
    case notRefuted(Int)
    /// A conjunction is left without a refutation.
    case leftOpen(Int)
    /// No tree has this conjunction.
    case missing(Int)
    /// The property has more conjunctions than `CertificateCheck.maximumConjunctionCount`.
    case tooManyConjunctions
    /// The property is on other numbers of inputs or outputs than the network has.
    case otherNetwork(inputs: Int, outputs: Int)
  }

  /// The line, from 1; `nil` where no line is at fault.
  public let line: Int?
  /// What is wrong.
  public let reason: Reason

  /// A refusal.
  public init(_ reason: Reason, line: Int? = nil) { (self.reason, self.line) = (reason, line) }
}

extension CertificateRefusal: CustomStringConvertible {
  /// One line for the user.
  public var description: String { line.map { "line \($0): \(reason)" } ?? "\(reason)" }
}

extension CertificateRefusal.Reason: CustomStringConvertible {
  /// What is wrong, without the line.
  public var description: String {
    switch self {
    case .syntax(let expected): "expected \(expected)"
    case .header: "expected {\"certificate\": \"reluvar\", \"version\": 1}"
    case .endsEarly: "the certificate ends here, expected a node"
    case .tooDeep: "deeper than \(CertificateCheck.maximumDepth) splits"
    case .noConjunction(let number): "the property has no conjunction \(number)"
    case .repeatedConjunction(let number): "conjunction \(number) twice in a tree"
    case .differentBoxes(let first, let second):
      "conjunctions \(first) and \(second) have different boxes of inputs"
    case .noCondition(let condition, let conjunction):
      "conjunction \(conjunction) has no condition \(condition)"
    case .conditionOnOutputs(let condition):
      "condition \(condition) is on outputs, expected conditions on inputs"
    case .noInput(let input): "there is no input \(input)"
    case .noNeuron(let neuron): "there is no hidden neuron \(neuron)"
    case .repeatedNeuron(let neuron): "neuron \(neuron) was given its sign above"
    case .noSign(let neuron): "neuron \(neuron) was given no sign above"
    case .negativeMultiplier: "a negative multiplier of an inequality"
    case .notOpen(let number): "conjunction \(number) is not open here"
    case .notRefuted(let number): "the combination does not refute conjunction \(number)"
    case .leftOpen(let number): "conjunction \(number) is left open"
    case .missing(let number): "nothing is said on conjunction \(number)"
    case .tooManyConjunctions:
      "the property has more than \(CertificateCheck.maximumConjunctionCount) conjunctions"
    case .otherNetwork(let inputs, let outputs):
      "the network has \(inputs) inputs and \(outputs) outputs, the property is on others"
    }
  }
}
