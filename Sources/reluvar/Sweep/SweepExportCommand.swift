public import ArgumentParser
import Laboratory
public import Presentation

extension SweepTable.Format: ExpressibleByArgument {}

struct SweepExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "The findings as a table: csv, latex, json or jsonl.",
    discussion: """
      One row for each instance, in the order of the family: claim, widths, bias, blocks, \
      verdict, scope, evidence. With --summary one row for the instances with the same result. \
      Two sweeps with the same options give the same bytes.
      """)

  @OptionGroup var source: SweepStoreOptions

  @Option(help: "csv, latex, json or jsonl.")
  var format = SweepTable.Format.csv

  @Option(
    help: "Write the table to this file instead of standard output.", completion: .file())
  var output: String?

  @Flag(help: "One row for the instances with the same result.")
  var summary = false

  @Flag(help: "For --format latex: only the table, to be read by \\input.")
  var fragment = false

  @Flag(help: "Show the seconds for each instance; the only part of a table that varies.")
  var timings = false

  func run() throws {
    if fragment, format != .latex { throw Failure.usage("--fragment needs --format latex") }
    if summary, timings {
      throw Failure.usage("--timings are those of instances, not of a summary")
    }
    let file = output.map({ OutputFile(path: $0) })
    try file?.checkWritable()
    let table = SweepTable(
      of: try source.open(), rows: summary ? .groups : .instances, hasTimings: timings)
    func produce(_ body: (String) throws -> Void) throws {
      try SweepStores.open { try table.write(as: format, isFragment: fragment, to: body) }
    }
    if let file { return try file.write(produce) }
    let standardOutput = TextOutput()
    try produce(standardOutput.write)
    try standardOutput.finish()
  }
}
