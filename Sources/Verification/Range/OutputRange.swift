import ExactAlgebra
import LongWork
public import Networks
public import Properties
public import Regions

/// The exact range of linear combinations of the outputs and inputs of a network on a domain.
///
///     let range = try await OutputRange(of: network, on: .box([(0, 1), (0, 1)]))
///     range.entries[0].maximum          // .attained(1, at: [1, 1])
///
/// The domain is a polyhedron, of any dimension and bounded or not; strict inequalities leave out their part of the
/// boundary. There are two methods. *Regions*: on the closure of each activation region a network is an affine map, and these closures
/// cover the closure of the domain. So an end of the range is the largest or smallest of finitely many optima
/// of linear programs, one for each region, and all of them are compared over the rationals. *Boxes*, where the domain is a
/// closed box and regions are many: boxes whose proved bound is not above a value that is known are dropped,
/// others are halved, and small ones are decided by linear programs over the rationals. Every
/// value that is reported was found by evaluating the network at the point beside it.
public struct OutputRange: Sendable {
  /// The range of one objective.
  public struct Entry: Hashable, Sendable {
    /// What is minimized and maximized; the variables are the inputs, then the outputs.
    public let objective: LinearExpression
    /// The minimum.
    public let minimum: RangeEnd
    /// The maximum.
    public let maximum: RangeEnd

    /// The range of an objective.
    public init(objective: LinearExpression, minimum: RangeEnd, maximum: RangeEnd) {
      (self.objective, self.minimum, self.maximum) = (objective, minimum, maximum)
    }

    /// Whether both ends are told, and not only what was found when a limit was reached.
    public var isProved: Bool { minimum.isProved && maximum.isProved }
  }

  /// How ranges are found.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Through all activation regions of the domain.
    case regions
    /// By branch and bound on a box.
    case boxes
  }

  /// The limits of a search, and how it is run.
  public struct Options: Sendable {
    /// The method; where it is `nil`, regions, and on a closed box with more than
    /// `OutputRange.regionsBeforeBoxes` of them boxes.
    public var method: Method?
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// The largest number of regions, and of parts of boxes on which linear programs decide.
    public var maximumRegions: Int?
    /// Receives progress, after some hundreds of regions each time.
    public var progress: (@Sendable (RegionProgress) -> Void)?
    /// Receives progress on boxes.
    public var boxProgress: (@Sendable (BoxProgress) -> Void)?

    /// One thread, without limits.
    public init() {}
  }

  /// The ranges, in the order of the objectives.
  public let entries: [Entry]
  /// What decided, or was at work when a limit was reached.
  public let method: Method
  /// The number of regions that were looked through; 0 where the domain is a single point.
  public let regionCount: Int
  /// The number of boxes that were looked at.
  public let boxCount: Int
  /// The number of parts of boxes on which the network is affine and linear programs decided.
  public let partCount: Int
  /// The dimension of the domain.
  public let dimension: Int

  /// Whether all ends are told.
  public var isProved: Bool { entries.allSatisfy(\.isProved) }

  /// After so many regions of a closed box the search goes on by branch and bound, where no method is demanded.
  public static let regionsBeforeBoxes = 2_000

  /// Finds the ranges.
  ///
  /// A time or a request of `Interruption` ends the search with what was found.
  ///
  /// - Parameters:
  ///   - objectives: what is minimized and maximized; each output where it is `nil`.
  ///   - network: the network.
  ///   - domain: the inputs; here strict inequalities differ from others.
  ///   - options: limits.
  /// - Throws: `OutputRangeError`, `RegionError` where network and domain do not fit or the dimension is above 64,
  ///   `CancellationError`; as `Interruption.check` where the end comes before any value was found.
  /// - Precondition: objectives have no other variables than inputs and outputs.
  public init(
    _ objectives: [LinearExpression]? = nil, of network: Network,
    on domain: InputDomain = .everything, options: Options = Options()
  ) async throws {
    let question = try RangeQuestion(
      objectives ?? Self.outputs(of: network), of: network, on: domain)
    var search = try RangeSearch(question, options)
    try await Interruption.untilDue { try await search.run() }
    entries = search.entries
    method = search.method
    (regionCount, boxCount) = (search.regionCount, search.boxCount)
    partCount = search.partCount
    dimension = question.domain?.dimension(inputCount: question.inputCount) ?? 0
  }

  /// The outputs of a network as objectives.
  public static func outputs(of network: Network) -> [LinearExpression] {
    let architecture = network.architecture
    return (0..<architecture.outputCount).map {
      LinearExpression(variable: architecture.inputCount + $0)
    }
  }
}

/// Why there is no range.
public enum OutputRangeError: Error, Hashable, CustomStringConvertible {
  /// No input satisfies the inequalities.
  case emptyDomain
  /// Branch and bound was demanded, and the domain is no closed box.
  case noBox
  /// Branch and bound was demanded, and a weight is too large or too small for double precision.
  case beyondDoublePrecision

  /// One line for the user.
  public var description: String {
    switch self {
    case .emptyDomain: "no input, expected a domain that is not empty"
    case .noBox: "no closed box of inputs, expected one for branch and bound"
    case .beyondDoublePrecision:
      "weights beyond double precision, expected others for branch and bound"
    }
  }
}
