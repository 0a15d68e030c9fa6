import Interchange
import LongWork
import Presentation
import Regions
import Tilings

extension RegionsCommand {
  /// Checks a list of regions and writes what was found.
  func verifyList(_ file: String) async throws {
    let reading = try domain.readNetwork()
    let network = reading.network
    let inputDomain = try domain.domain(inputCount: network.architecture.inputCount)
    let watch = Stopwatch()
    let check: TilingCheck
    do {
      let list = try RegionListFile(
        file: file, for: network,
        hiddenLayers: TilingCheck.hiddenLayerCount(of: network, first: layers))
      check = try await Interruption.within(timeLimit?.duration) {
        try await TilingCheck(
          of: list.regions, for: network,
          in: TilingDomain(
            slice: inputDomain.slice.map {
              TilingDomain.Slice(origin: $0.origin, directions: $0.directions)
            }, inequalities: inputDomain.halfSpaces),
          layers: layers, options: checkOptions(timedBy: watch))
      }
    } catch is Interruption.TimeIsOver {
      throw Failure.limit("--verify: the time limit was reached, and nothing is proved")
    } catch TilingError.emptyDomain {
      throw Failure.data("\(domain.given): no inner points, expected a full-dimensional domain")
    } catch let error as TilingError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
    output.diagnostics.clear()
    try output.write(
      TilingReport(
        check, of: GivenRegionList(from: file), for: network, on: domain.given,
        hiddenLayerCount: layers, seconds: output.timings ? watch.seconds : nil),
      on: reading)
    guard check.isAccepted else { throw Failure.negative("the list is refused") }
  }

  private func checkOptions(timedBy watch: Stopwatch) -> TilingCheck.Options {
    var options = TilingCheck.Options()
    options.threads = output.threadCount
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.reportChecked($0, of: $1, after: watch.elapsed) }
    return options
  }

  /// Refuses what has no sense beside a list that is checked.
  func checkVerification() throws {
    guard output.format == .text || output.format == .json else {
      throw Failure.usage("--verify: --format \(output.formatName), expected text or json")
    }
    let others = [
      ("--list", list != nil), ("--method", method != nil), ("--edges", edges),
      ("--areas", areas), ("--volumes", volumes), ("--statistics", statistics),
      ("--max-regions", maxRegions != nil), ("--region-of", told.regionOf != nil),
      ("--containing", told.containing != nil), ("--pattern", told.pattern != nil),
      ("--complement", complement), ("--details", told.details != nil),
      ("--decimals", told.decimals != nil),
      ("--count \(count.rawValue)", count == .linear || count == .affineMaps),
    ]
    if let other = others.first(where: \.1) {
      throw Failure.usage("--verify searches nothing: without \(other.0)")
    }
    try StandardInput.check([domain.argument.file, domain.polytope, verify])
  }
}
