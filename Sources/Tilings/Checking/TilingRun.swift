import ExactAlgebra
import LongWork
import Networks

/// A list with its network and domain, and the check of one region after the other, in the order of the patterns.
struct TilingRun {
  let list: ListedRegions
  let space: TilingSpace
  let options: TilingCheck.Options
  /// The domain.
  let domain: DomainShape
  /// The regions in the lexicographic order of their patterns, repetitions one after the other.
  let order: RegionOrder
  let network: Network

  /// The closed domain, with all of its faces where these are wanted.
  enum DomainShape {
    case generated(GeneratedShape)
    case programmed
  }

  init(
    of list: ListedRegions, for network: Network, in domain: TilingDomain,
    options: TilingCheck.Options
  ) throws {
    (self.list, self.network, self.options) = (list, network, options)
    space = try TilingSpace(of: domain, for: network)
    guard !space.isContradictory else { throw TilingError.emptyDomain }
    let rows = PatternForms(of: network, on: space).domainRows
    if space.dimension <= TilingCheck.maximumVertexDimension {
      guard let shape = GeneratedShape(dimension: space.dimension, rows) else {
        throw TilingError.emptyDomain
      }
      self.domain = .generated(shape)
    } else {
      guard try ProgrammedShape.hasInnerPoint(dimension: space.dimension, rows) else {
        throw TilingError.emptyDomain
      }
      self.domain = .programmed
    }
    order = RegionOrder(list.patterns)
  }

  /// Whether volumes and faces are computed.
  var countsFaces: Bool {
    options.countsFaces && space.dimension <= TilingCheck.maximumFaceDimension
  }

  /// Whether the domain is bounded, and its volume is compared with the sum of those of the regions.
  var hasVolume: Bool {
    guard countsFaces, space.lineCount == 0, case .generated(let shape) = domain else {
      return false
    }
    return shape.isBounded
  }

  /// Checks all regions and hands on what was found, in order.
  func inspectAll(_ body: (RegionFinding) -> Void) async throws {
    let chunkSize = 32
    let count = order.numbers.count
    let inspection = RegionInspection(
      list: list, network: network, space: space, order: order, countsFaces: countsFaces,
      sumsVolumes: hasVolume)
    var start = 0
    while start < count {
      let end = min(count, start + chunkSize * 4 * options.threads)
      let chunks = stride(from: start, to: end, by: chunkSize).map {
        $0..<min(end, $0 + chunkSize)
      }
      let findings = try await concurrentMap(chunks, width: options.threads) { places in
        try inspection.findings(at: places)
      }
      for finding in findings.joined() { body(finding) }
      start = end
      options.progress?(start, count)
    }
  }
}
