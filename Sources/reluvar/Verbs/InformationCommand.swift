public import ArgumentParser
import Interchange
import Presentation
public import RegionInformation

extension InformationUnit: ExpressibleByArgument {}

struct InformationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "information",
    abstract: "Entropies and mutual information of cells and labels, from counts.",
    usage: "reluvar information --table <file> [<options>]",
    discussion: """
      A table has one row for each cell, such as an activation pattern, and one column for each label; \
      its entries say how often both occurred. The entropies of cell, label and pair and the mutual \
      information are estimated by the frequencies (plug-in) and by five formulas that correct for their bias: \
      Miller-Madow, Grassberger (2003), Chao-Shen, Chao-Wang-Jost and Grassberger (1988). What each formula gives \
      is enclosed. Corrected information may be negative; it is not clipped.

      Examples:
        reluvar information --table counts.csv
        reluvar information --table counts.csv --unit bits --format json
      """)

  @Option(
    help: ArgumentHelp(
      "A file with the table: CSV, cells by labels, counts from 0 on.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var table: String

  @Option(help: "The unit of entropies: nats or bits.")
  var unit = InformationUnit.nats

  @OptionGroup var output: OutputOptions<TableInformationReport>

  func run() throws {
    try output.check()
    try StandardInput.check([table])
    let table: ContingencyTable
    do {
      table = try ContingencyTable(CountTable(file: self.table).counts)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as ContingencyTableError {
      throw Failure.data("\(self.table): \(error)")
    }
    try output.write(
      TableInformationReport(
        TableInformation(of: table, unit: unit), on: GivenTable(table, from: self.table)))
  }
}
