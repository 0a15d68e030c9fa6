import ArgumentParser
import Interchange
import Presentation
import Regions

/// A network with weights and the part of its input space that is looked at.
struct DomainOptions: ParsableArguments {
  @OptionGroup var argument: NetworkArgument

  @OptionGroup var network: NetworkOptions

  @OptionGroup var space: InputSpaceOptions

  var box: String? { space.box }
  var slice: String? { space.slice }
  var through: String? { space.through }
  var polytope: String? { space.polytope }

  /// The network, with what was read.
  func readNetwork() throws -> NetworkReading {
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name, polytope])
    return try network.read(name)
  }

  /// The domain, for a network with so many inputs.
  func domain(inputCount: Int) throws -> InputDomain {
    try space.domain(inputCount: inputCount)
  }

  /// The domain with its boundary; sides of a box may be open-ended or be points, and nothing has to be
  /// inside.
  func closedDomain(inputCount: Int) throws -> InputDomain {
    try space.closedDomain(inputCount: inputCount)
  }

  /// The domain as it was given.
  var given: GivenDomain { space.given }
}
