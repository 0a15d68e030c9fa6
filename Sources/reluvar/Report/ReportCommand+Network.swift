import Claims
import Drawing
import ExactAlgebra
import GaussianMeasures
import Interchange
import LongWork
import Networks
import Presentation
import Properties
import RandomNetworks
import Regions

extension ReportCommand {
  func reportNetwork() async throws {
    try network.check()
    let job = try networkJob()
    let (report, pictures) = try await limit.run(reporting: output.diagnostics) {
      do {
        return try await networkReport(by: job)
      } catch RegionError.emptyDomain {
        throw Failure.data(
          "\(network.space.given): no inner points, expected a full-dimensional domain")
      } catch let error as RegionError {
        throw Failure.data("\(error)")
      }
    }
    output.diagnostics.clear()
    try await output.write(report.document(version: Reluvar.version), with: pictures)
    if !report.isComplete { throw Failure.limit("not complete; what was found is written") }
  }

  /// Reads all files.
  private func networkJob() throws -> NetworkReportJob {
    let reading = try network.file.read(input)
    let inputCount = reading.network.architecture.inputCount
    let domain = try network.space.domain(inputCount: inputCount)
    do {
      return NetworkReportJob(
        reading: reading, domain: domain, options: network,
        points: try network.points.map {
          try PointTable(file: $0, columns: domain.dimension(inputCount: inputCount)).points
        },
        property: try network.property.map { try Property(file: $0) },
        law: network.hasLaw
          ? try network.random.law(dimension: inputCount, orFile: network.law) : nil,
        rowCount: rows, output: output)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }

  private func networkReport(
    by job: NetworkReportJob
  ) async throws -> (NetworkReport, [PlacedPicture]) {
    var clock = ReportClock(parts: job.partCount)
    var report = NetworkReport(
      on: job.reading,
      digest: NetworkDigest(StoredNetwork(job.reading.network).digest),
      domain: network.space.given, rowCount: rows, seed: output.seed,
      commands: networkCommands(isPlanar: job.isPlanar))
    var pictures: [PlacedPicture] = []
    report.regions = try await clock.part { try await job.regions() }
    if job.isPlanar {
      let count = report.regions.value.flatMap { $0.report.isComplete ? $0.report.count : nil }
      let picture = try await clock.picture {
        let picture = try await job.picture(of: count)
        let data = try picture.data(as: output.pictureFormat)
        return try output.place(
          data, named: "regions", caption: picture.caption)
      }
      report.picture = picture.map(\.picture)
      pictures += picture.value.map { [$0] } ?? []
    }
    if let points = job.points {
      report.points = try await clock.part { try job.pointRegions(points) }
    }
    if let law = job.law {
      let found = try await clock.part { try await job.networkLaw(under: law) }
      report.law = found.map(\.0)
      if let figure = found.value?.1,
        let picture = try? output.place(
          try figure.data(
            as: output.pictureFormat, size: PictureSize(width: 520, height: 260)),
          named: "law",
          caption:
            "The density of the first output, with values that have a probability of their own, beside the most probable patterns."
        )
      {
        report.lawPicture = picture.picture
        pictures.append(picture)
      }
    }
    if let property = job.property, let name = network.property {
      report.property = try await clock.part {
        try await job.decision(on: property, named: name)
      }
    }
    return (report, pictures)
  }

  private func networkCommands(isPlanar: Bool) -> NetworkReport.Commands {
    let limit = ReportNetworkOptions.words("--max-regions", network.maxRegions.map(String.init))
    let (file, space) = (network.fileWords, network.spaceWords)
    var commands = NetworkReport.Commands(
      report: command(
        "report", network.words + rowWords + output.words),
      regions: command(
        "regions",
        file + space + limit
          + ["--list", "--decimals", "\(NetworkReportJob.decimals)"], hasSeed: false))
    if isPlanar {
      commands.picture = command(
        "draw",
        file + space
          + [("--points", network.points), ("--labels", network.labels)]
          .flatMap(ReportNetworkOptions.words) + ["--output", "regions.svg"], hasSeed: false)
    }
    if let points = network.points {
      commands.points = command(
        "regions", file + space + ReportNetworkOptions.words("--containing", points),
        hasSeed: false)
    }
    if network.hasLaw { commands.law = command("law", file + network.lawWords) }
    if let property = network.property {
      commands.property = command("verify", [property] + file, hasSeed: false)
    }
    return commands
  }
}

extension RegionPicture {
  /// What is to be seen, in a sentence.
  fileprivate var caption: String {
    "\(counted(regions.count, "activation region")), coloured by their patterns; the black line is where "
      + (boundary == .largest ? "the two largest outputs are equal" : "the output is zero")
      + (points.isEmpty ? "." : ", and \(counted(points.count, "point")).")
  }
}

extension ReportClock {
  /// A picture, or why there is none.
  fileprivate mutating func picture(
    _ work: () async throws -> PlacedPicture
  ) async throws -> PartEnd<PlacedPicture> {
    do {
      return try await part(work)
    } catch NoPicture.outOfTime {
      return .outOfTime
    } catch let reason as NoPicture {
      return .refused(reason: "\(reason)")
    } catch let error as DrawingError {
      return .refused(reason: "\(error)")
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }
}
