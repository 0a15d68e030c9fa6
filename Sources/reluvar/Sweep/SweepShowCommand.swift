import ArgumentParser
import Laboratory
import Presentation

struct SweepShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The finding on one instance, with all evidence.",
    discussion: """
      An instance is named by its number, or as in '3,4,3: 1100, 1010' ('3,4,3 with biases: ...').
      """)

  @Argument(help: "The instance.")
  var instance: String

  @OptionGroup var source: SweepStoreOptions

  func run() throws {
    let store = try source.open()
    let record = try SweepStores.open {
      try number(in: store).flatMap { try store.record(number: $0) }
    }
    guard let record else {
      throw Failure.data(
        "--store \(source.store): no finding on '\(instance.excerpt)'; the sweep is "
          + "\(store.title), and an instance is the first of its orbit")
    }
    print(SweepFindingText(of: record, claim: store.definition.claim), terminator: "")
  }

  private func number(in store: SweepStore) throws -> Int? {
    if let number = Int(instance) { return number }
    guard let key = store.definition.family.key(parsing: instance) else {
      throw Failure.usage(
        "'\(instance.excerpt)': expected a number, or \(store.definition.family.keyForm)")
    }
    return try store.number(ofKey: key)
  }
}
