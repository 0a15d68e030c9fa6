public import ExactAlgebra
import Programs

/// The computer algebra system Singular, run on an input file.
///
/// Source: Decker, Greuel, Pfister and Schoenemann, *Singular*, a computer algebra system for
/// polynomial computations.
public enum SingularOracle {
  /// What cannot be understood.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// What elimination says about generators.
  public struct Comparison: Equatable, Sendable {
    /// The generators lie in the eliminated ideal.
    public let generatorsAreContained: Bool
    /// The eliminated ideal lies in the one of the generators.
    public let generatorsSuffice: Bool
    /// Minimal generators of the eliminated ideal.
    public let minimalGeneratorCount: Int

    /// What is expected.
    public init(
      generatorsAreContained: Bool, generatorsSuffice: Bool, minimalGeneratorCount: Int
    ) {
      self.generatorsAreContained = generatorsAreContained
      self.generatorsSuffice = generatorsSuffice
      self.minimalGeneratorCount = minimalGeneratorCount
    }
  }

  /// Compares the ideal of some polynomials with the eliminated graph of a map, over the
  /// rationals.
  public static func compare(
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

  /// The degrees of minimal generators of the eliminated graph of a map, ascending.
  public static func minimalGeneratorDegrees(of map: PolynomialMap) async throws -> [Int] {
    let output = try await run(
      (elimination(of: map) + [
        "ideal M=minbase(E);",
        "string s=\"result\";",
        "for (int i=1; i<=size(M); i++) { s=s+\" \"+string(deg(M[i])); }",
        "print(s);",
        "quit;",
      ]).joined(separator: "\n") + "\n")
    guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("result") })
    else { throw Failure(description: "no result in: \(output.suffix(400))") }
    return line.split(separator: " ").dropFirst().compactMap { Int($0) }.sorted()
  }

  /// The rank, at a rational point, of the Jacobian matrix of the eliminated graph of a map.
  public static func jacobianRank(
    of map: PolynomialMap, at point: [Rational]
  ) async throws -> Int {
    let values = zip(map.coordinateRing.variableNames, point).map { "J=subst(J,\($0),\($1));" }
    let output = try await run(
      (elimination(of: map) + ["matrix J=jacob(E);"] + values + [
        "print(\"result \"+string(size(std(module(J)))));",
        "quit;",
      ]).joined(separator: "\n") + "\n")
    guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("result ") }),
      let rank = Int(line.dropFirst("result ".count))
    else { throw Failure(description: "no result in: \(output.suffix(400))") }
    return rank
  }

  /// The dimension, in a degree, of the ideal of homogeneous polynomials modulo a prime.
  ///
  /// From the Hilbert series of a Groebner basis that is truncated in this degree.
  public static func idealDimension(
    of polynomials: [Polynomial], inDegree degree: Int, modulo prime: Int, in ring: PolynomialRing
  ) async throws -> Integer {
    let output = try await run(
      [
        "ring r=\(prime),(\(ring.variableNames.joined(separator: ","))),dp;",
        ideal("G", polynomials.map(\.description)),
        "degBound=\(degree);",
        "ideal S=std(G);",
        // It is one up to this degree.
        "attrib(S,\"isSB\",1);",
        "print(\"result \"+string(hilb(S,1)));",
        "quit;",
      ].joined(separator: "\n") + "\n")
    guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("result ") })
    else { throw Failure(description: "no result in: \(output.suffix(400))") }
    // The numerator of the series over `(1 - t)^n`, with a zero behind it.
    let numerator = line.dropFirst("result ".count).split(separator: ",").compactMap { Int($0) }
    guard numerator.first == 1 else { throw Failure(description: "cannot read '\(line)'") }
    let n = ring.variableCount
    let quotient = zip(0...degree, numerator).reduce(Integer(0)) { sum, term in
      sum + Integer(term.1) * binomial(n - 1 + degree - term.0, n - 1)
    }
    return binomial(n - 1 + degree, n - 1) - quotient
  }

  /// The integers on the lines of output that begin with `result `, line by line.
  public static func integers(printedBy script: String) async throws -> [[Int]] {
    try await run(script).split(separator: "\n").filter { $0.hasPrefix("result ") }.map { line in
      line.split(separator: " ").dropFirst().compactMap { Int($0) }
    }
  }

  private static func ideal(_ name: String, _ entries: [String]) -> String {
    "ideal \(name)=" + (entries.isEmpty ? ["0"] : entries).joined(separator: ",\n  ") + ";"
  }

  /// The eliminated ideal `E` in the ring of the coordinates.
  ///
  /// Where all images are homogeneous of one degree, coordinates have that weight: then the graph
  /// is homogeneous, and elimination much faster.
  private static func elimination(of map: PolynomialMap) -> [String] {
    let parameters = map.parameterRing.variableNames
    let coordinates = map.coordinateRing.variableNames
    let graph = zip(coordinates, map.images).map { "\($0)-(\($1))" }
    let degrees = Set(
      map.images.filter { !$0.isZero }.map { $0.isHomogeneous ? $0.totalDegree : 0 })
    let weights =
      parameters.map { _ in 1 } + coordinates.map { _ in degrees.count == 1 ? degrees.first! : 0 }
    let order =
      weights.contains(0)
      ? "dp" : "wp(\(weights.map(String.init).joined(separator: ",")))"
    return [
      "ring full=0,(\((parameters + coordinates).joined(separator: ","))),\(order);",
      ideal("I", graph),
      "ideal E=eliminate(I,\(parameters.joined(separator: "*")));",
      "ring r=0,(\(coordinates.joined(separator: ","))),dp;",
      "ideal E=std(imap(full,E));",
    ]
  }

  private static func script(for generators: [Polynomial], _ map: PolynomialMap) -> String {
    (elimination(of: map) + [
      ideal("G", generators.map(\.description)),
      "int contained=(size(reduce(G,E))==0);",
      "int suffice=(size(reduce(E,std(G)))==0);",
      "ideal M=minbase(E);",
      "print(\"result \"+string(contained)+\" \"+string(suffice)+\" \"+string(size(M)));",
      "quit;",
    ]).joined(separator: "\n") + "\n"
  }

  private static func run(_ script: String) async throws -> String {
    let folder = try TemporaryFolder()
    let file = try folder.write(script, to: "compare.sing")
    return try await ExternalProgram.singular.run(["-q", file], in: folder).output
  }
}
