import ExactAlgebra
public import Networks

/// A check that a certificate shows that a network has a property.
///
///     let check = try CertificateCheck(of: certificate, for: property, of: network)
///     check.nodeCount      // how many parts of the inputs were looked at
///
/// A value of this type is a proof: it exists for certificates that are accepted. All bounds are computed here, with integers
/// alone; nothing in a certificate is believed. See the article of this module for the reasons why a check implies the claim.
public struct CertificateCheck: Hashable, Sendable {
  /// The most conjunctions that a property may have.
  public static let maximumConjunctionCount = 100_000
  /// The most splits, one below the other.
  public static let maximumDepth = 10_000

  /// The number of conjunctions that the counterexample is one of.
  public private(set) var conjunctionCount = 0
  /// The number of trees.
  public private(set) var treeCount = 0
  /// The number of nodes in all trees.
  public private(set) var nodeCount = 0
  /// The number of refutations.
  public private(set) var refutationCount = 0
  /// For how many nodes bounds in fixed point were not sharp enough, and integers of any size took their place.
  public private(set) var exactNodeCount = 0

  /// Checks a certificate.
  ///
  /// - Parameters:
  ///   - certificate: what is to be checked.
  ///   - property: what it is said to show.
  ///   - network: of what.
  ///   - interruption: is called a few times in a second; what it throws ends the check.
  /// - Throws: `CertificateRefusal` for the first line that shows nothing, and what `interruption` throws.
  public init(
    of certificate: Certificate, for property: Property, of network: Network,
    interruption: () throws -> Void = {}
  ) throws {
    let shape = network.architecture
    guard property.inputCount == shape.inputCount, property.outputCount == shape.outputCount else {
      throw CertificateRefusal(.otherNetwork(inputs: shape.inputCount, outputs: shape.outputCount))
    }
    var walk = CertificateWalk(network, try property.numberedConjunctions())
    let lines = certificate.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // A line feed ends the last line.
    let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
    for (index, line) in lines.prefix(count).enumerated() {
      do {
        if index == 0 {
          guard try CertificateLine.isHeader(line) else { throw CertificateRefusal.Reason.header }
        } else {
          try walk.take(try CertificateLine(line), interruption)
        }
      } catch let reason as CertificateRefusal.Reason {
        throw CertificateRefusal(reason, line: index + 1)
      }
    }
    guard count > 0, walk.isBetweenTrees else {
      throw CertificateRefusal(.endsEarly, line: count + 1)
    }
    if let missing = walk.firstMissing { throw CertificateRefusal(.missing(missing)) }
    conjunctionCount = walk.conjunctions.count
    (treeCount, nodeCount) = (walk.treeCount, walk.nodeCount)
    (refutationCount, exactNodeCount) = (walk.refutationCount, walk.exactNodeCount)
  }
}
