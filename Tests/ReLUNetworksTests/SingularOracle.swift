import ExactAlgebra
import Oracles

/// The computer algebra system Singular, run on an input file.
///
/// Source: Decker, Greuel, Pfister and Schoenemann, *Singular*, a computer algebra system for
/// polynomial computations.
enum SingularOracle {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What elimination says about generators.
  struct Comparison: Equatable {
    /// The generators lie in the eliminated ideal.
    let generatorsAreContained: Bool
    /// The eliminated ideal lies in the one of the generators.
    let generatorsSuffice: Bool
    /// Minimal generators of the eliminated ideal.
    let minimalGeneratorCount: Int
  }

  /// Compares the ideal of some polynomials with the eliminated graph of a map, over the
  /// rationals.
  static func compare(
    _ generators: [Polynomial], with map: PolynomialMap
  ) async throws -> Comparison {
    let output = try await run(script(for: generators, map))
    // A line such as `result 1 1 18`, after whatever Singular has to say.
    guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("result ") })
    else { throw Failure(description: "no result in: \(output.suffix(400))") }
    let numbers = line.split(separator: " ").dropFirst().compactMap { Int($0) }
    guard numbers.count == 3 else { throw Failure(description: "cannot read '\(line)'") }
    return Comparison(
      generatorsAreContained: numbers[0] == 1, generatorsSuffice: numbers[1] == 1,
      minimalGeneratorCount: numbers[2])
  }

  private static func script(for generators: [Polynomial], _ map: PolynomialMap) -> String {
    let parameters = map.parameterRing.variableNames
    let coordinates = map.coordinateRing.variableNames
    let graph = zip(coordinates, map.images).map { "\($0)-(\($1))" }
    let ideal = { (name: String, entries: [String]) in
      "ideal \(name)=" + (entries.isEmpty ? ["0"] : entries).joined(separator: ",\n  ") + ";"
    }
    return [
      "ring full=0,(\((parameters + coordinates).joined(separator: ","))),dp;",
      ideal("I", graph),
      "ideal E=eliminate(I,\(parameters.joined(separator: "*")));",
      "ring r=0,(\(coordinates.joined(separator: ","))),dp;",
      "ideal E=std(imap(full,E));",
      ideal("G", generators.map(\.description)),
      "int contained=(size(reduce(G,E))==0);",
      "int suffice=(size(reduce(E,std(G)))==0);",
      "ideal M=minbase(E);",
      "print(\"result \"+string(contained)+\" \"+string(suffice)+\" \"+string(size(M)));",
      "quit;",
    ].joined(separator: "\n") + "\n"
  }

  private static func run(_ script: String) async throws -> String {
    let folder = try TemporaryFolder()
    let file = try folder.write(script, to: "compare.sing")
    return try await ExternalProgram.singular.run(["-q", file], in: folder).output
  }
}
