public import ExactAlgebra
public import RegionInformation

/// A density on activation regions, ready to be written.
public struct DensityReport: Sendable {
  /// What cells are measured by, as it was given.
  public enum Reference: Sendable {
    /// The volume in a box, by its bounds.
    case box(String)
    /// The volume in the box around the points, widened by a twentieth on each side.
    case boxOfPoints
    /// A law.
    case law(GivenLaw)
  }

  /// The density.
  public let density: RegionDensity
  /// The reference.
  public let reference: Reference
  /// The points.
  public let points: GivenPoints
  /// Points that were held out, with the mean log density there.
  public let heldOut: HeldOut?
  /// A histogram and a kernel estimate.
  public let peers: PeerDensities?
  /// Points drawn from the density, and the seed.
  public let samples: [[Rational]]?
  /// What random numbers follow from.
  public let seed: UInt64
  /// The number of hidden layers whose patterns are the cells; `nil` for all.
  public let layerCount: Int?
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// Points that were held out.
  public struct HeldOut: Sendable {
    /// The points.
    public let points: GivenPoints
    /// The mean log density.
    public let mean: MeanLogDensity

    /// Points with their mean.
    public init(_ points: GivenPoints, mean: MeanLogDensity) {
      self.points = points
      self.mean = mean
    }
  }

  /// A report on a density.
  public init(
    of density: RegionDensity, by reference: Reference, from points: GivenPoints, heldOut: HeldOut?,
    peers: PeerDensities?, samples: [[Rational]]?, seed: UInt64, layerCount: Int?,
    seconds: Double? = nil
  ) {
    self.density = density
    self.reference = reference
    self.points = points
    self.heldOut = heldOut
    self.peers = peers
    self.samples = samples
    self.seed = seed
    self.layerCount = layerCount
    self.seconds = seconds
  }

  /// What the sizes of cells are called.
  var sizeName: String {
    if case .law = reference { "mass" } else { "volume" }
  }

  /// The seed, where something is random.
  var recordedSeed: UInt64? {
    let isSampled = density.cells.contains { $0.size.status == "confident" }
    return isSampled || samples != nil || peers != nil ? seed : nil
  }
}

extension DensityReport: Presentable {
  /// Text and JSON.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, to: body)
  }
}
