import Presentation
import Programs

extension ReportCommand {
  /// A command about the input.
  ///
  /// - Parameters:
  ///   - verb: the verb.
  ///   - words: its options.
  ///   - hasSeed: whether the answer may depend on the seed.
  func command(
    _ verb: String, _ words: [String] = [], hasSeed: Bool = true
  ) -> RerunCommand {
    let seed = output.seed == 1 || !hasSeed ? [] : ["--seed", "\(output.seed)"]
    return RerunCommand(quoting: ["reluvar", verb, file] + words + seed)
  }

  /// The input, so that no name is read as an option.
  var file: String { input.hasPrefix("-") ? "./" + input : input }
}

extension RerunCommand {
  /// A command line of words that are not quoted yet.
  init(quoting words: [String]) { self.init(words.map(ShellWord.shown)) }
}
