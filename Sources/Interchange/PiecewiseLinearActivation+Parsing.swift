import ExactAlgebra
public import Networks

extension PiecewiseLinearActivation {
  private static let forms = ["relu", "leaky-relu:SLOPE", "abs"]

  /// Reads `relu`, `abs`, or `leaky-relu:` and an exact slope, such as `leaky-relu:0.01`: what
  /// `description` writes.
  ///
  /// - Throws: `DataError` without a file for other texts, which names the nearest word, and for
  ///   slope 1.
  public init(parsing text: String) throws(DataError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (String(parts[0]), parts.count) {
    case ("relu", 1): self = .relu
    case ("abs", 1): self = .absoluteValue
    case ("leaky-relu", 2): self = try Self.leakyReLU(parsing: String(parts[1]))
    case ("leaky-relu", _):
      throw DataError("'leaky-relu' without a slope, expected one, as in leaky-relu:0.01")
    case ("relu", _), ("abs", _):
      throw DataError("'\(text.excerpt)' has a slope, expected \(parts[0]) alone")
    case (let word, _):
      let nearest = nearestWord(to: word, among: ["relu", "leaky-relu", "abs"])
      throw DataError(
        "unknown activation '\(word.excerpt)'\(nearest.map { ", did you mean '\($0)'?" } ?? "") "
          + "(known: \(Self.forms.joined(separator: ", ")))")
    }
  }

  private static func leakyReLU(
    parsing slope: String
  ) throws(DataError) -> PiecewiseLinearActivation {
    do {
      return try leakyReLU(slope: Rational(parsing: slope))
    } catch let error as ParsingError {
      throw DataError("slope of leaky-relu: \(error.message)")
    } catch {
      throw DataError("\(error)")
    }
  }
}
