import Presentation
import Regions

extension RegionsCommand {
  /// Checks the options among each other, before any file is read.
  func checkOptions() throws {
    try output.check()
    try told.check()
    if verify != nil { try checkVerification() }
    if let maxRegions, maxRegions < 0 {
      throw Failure.usage("--max-regions: \(maxRegions), expected a number that is not negative")
    }
    guard (count == .firstLayers) == (layers != nil) || layers != nil && count == .activation else {
      throw Failure.usage(
        layers == nil
          ? "--count first-layers needs --first-layers"
          : "--first-layers goes with --count first-layers, not with --count \(count.rawValue)")
    }
    guard !areas || method == nil || method == .vertices else {
      throw Failure.usage("--areas needs --method vertices")
    }
    guard !volumes || method == nil || method == .vertices else {
      throw Failure.usage("--volumes needs --method vertices")
    }
    guard !edges || output.format == .json else {
      throw Failure.usage("--edges needs --format json")
    }
    let isCompared = edges || count == .linear || count == .affineMaps
    guard method != .walk || !isCompared && maxRegions == nil else {
      throw Failure.usage(
        "--method walk finds patterns only: without --edges, --max-regions, --count linear and "
          + "--count affine-maps")
    }
    guard method != .walk || !statistics else {
      throw Failure.usage("--method walk finds patterns only: without --statistics")
    }
    guard method != .walk || told.details == nil else {
      throw Failure.usage("--method walk finds patterns only: without --details")
    }
    guard !told.isSelection || method == nil && !isCompared else {
      throw Failure.usage(
        "--region-of, --containing and --pattern go without --method, --edges, --count linear and "
          + "--count affine-maps")
    }
    try checkFormat(isCompared: isCompared)
  }

  /// The formats that are lists and nothing else.
  static let listFormats: [OutputFormat] = [.csv, .graphml, .vnnlib]

  private func checkFormat(isCompared: Bool) throws {
    guard !complement || output.format == .vnnlib else {
      throw Failure.usage("--complement needs --format vnnlib")
    }
    guard list != false || !Self.listFormats.contains(output.format) else {
      throw Failure.usage("--no-list: --format \(output.formatName) is a list")
    }
    guard output.format != .vnnlib || told.isSelection else {
      throw Failure.usage(
        "--format vnnlib needs --pattern, --region-of or --containing: the regions that are meant")
    }
    guard output.format != .vnnlib || domain.slice == nil && domain.through == nil else {
      throw Failure.usage(
        "--format vnnlib: a property is about all inputs, expected no --slice and no --through")
    }
    guard output.format != .graphml || !told.isSelection && !isCompared && method != .walk else {
      throw Failure.usage(
        "--format graphml is the graph of all activation regions: without --region-of, --containing, "
          + "--pattern, --method walk, --count linear and --count affine-maps")
    }
  }

  /// Checks what the dimension of the domain decides.
  ///
  /// - Parameters:
  ///   - dimension: of the domain.
  ///   - hasVertices: whether cells are searched with their vertices; `nil` where this depends on the
  ///     dimension.
  func checkDetails(dimension: Int, hasVertices: Bool?) throws {
    guard !areas || dimension == 2 else {
      throw Failure.data("--areas: the domain has dimension \(dimension), expected 2")
    }
    let largest = ActivationRegions.maximumVertexDimension
    let details = try told.chosenDetails(dimension: dimension)
    let needing = volumes ? "--volumes" : details.contains(.vertices) ? "--details vertices" : nil
    if let needing, !(hasVertices ?? (dimension <= largest)) {
      throw Failure.data(
        "\(needing): the domain has dimension \(dimension), expected at most \(largest)"
          + (hasVertices == nil ? "" : " unless --method vertices is given"))
    }
  }
}
