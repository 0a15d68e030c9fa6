import Enclosures
import ExactAlgebra
import Foundation
import Polyhedra
import Testing

@testable import GaussianMeasures

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Published probabilities of polyhedra, in every dimension.
@Suite struct SamplingReferenceTests {
  private struct Reference: Decodable {
    struct Entry: Decodable {
      let kind: String
      let name: String
      let data: [String: Value]?
      let value: Text?
      let digits: Int?

      enum CodingKeys: String, CodingKey {
        case kind, name, data, value
        case digits = "agreeing_significant_digits"
      }
    }
    let entries: [Entry]
  }

  /// A string, or an integer.
  private struct Text: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = try (try? container.decode(String.self)) ?? "\(container.decode(Int.self))"
    }

    func rational() throws -> Rational { try Rational(parsing: text) }
  }

  /// A number, a list or a matrix.
  private enum Value: Decodable {
    case number(Text)
    case list([Text])
    case matrix([[Text]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(Text.self) {
        self = .number(text)
      } else if let list = try? container.decode([Text].self) {
        self = .list(list)
      } else {
        self = .matrix(try container.decode([[Text]].self))
      }
    }

    var number: Rational? {
      get throws { if case .number(let text) = self { try text.rational() } else { nil } }
    }
    var integer: Int? { if case .number(let text) = self { Int(text.text) } else { nil } }
    var list: [Rational]? {
      get throws {
        if case .list(let list) = self { try list.map { try $0.rational() } } else { nil }
      }
    }
    var matrix: [[Rational]]? {
      get throws {
        guard case .matrix(let rows) = self else { return nil }
        return try rows.map { try $0.map { try $0.rational() } }
      }
    }
  }

  /// The law and the half-spaces of an entry.
  private static func problem(
    _ name: String, _ data: [String: Value]
  ) throws -> (GaussianLaw, [HalfSpace])? {
    typealias Specimens = SamplingSpecimens
    let b = try data["b"]?.number ?? 0
    if let d = data["d"]?.integer {
      if let rho = try data["rho"]?.number {
        if d == 1_000 {
          // The covariance matrix would be large: x_i = sqrt(rho) T + sqrt(1 - rho) E_i, times sqrt(2).
          guard rho == Rational(1, 2), b.isZero else { return nil }
          let factor = (0..<d).map { row in (0...d).map { $0 == row || $0 == d ? 1 : 0 as Rational }
          }
          return (
            try GaussianLaw(mean: Array(repeating: 0, count: d), factor: factor),
            Specimens.orthant(d)
          )
        }
        return (try Specimens.equicorrelated(d, rho), Specimens.orthant(d, above: b))
      }
      if let neighbour = try data["offdiag"]?.number {
        return (try Specimens.chain(d, neighbour), Specimens.orthant(d))
      }
      if let box = try data["box"]?.list {
        return (try Specimens.precision(d), Specimens.box(d, box[0], box[1]))
      }
      if let rows = try data["rows"]?.matrix, let r = try data["r"]?.number {
        let mean = try data["mu"]?.list ?? Array(repeating: 0, count: d)
        let identity = try Specimens.law(d) { $0 == $1 ? 1 : 0 }.covariance
        return (
          try GaussianLaw(mean: mean, covariance: identity),
          rows.flatMap { row in
            [
              HalfSpace(normal: row, offset: r), HalfSpace(normal: row.map { -$0 }, offset: r),
            ]
          }
        )
      }
    }
    if let covariance = try data["cov"]?.matrix {
      return (
        try GaussianLaw(mean: Array(repeating: 0, count: covariance.count), covariance: covariance),
        Specimens.orthant(covariance.count)
      )
    }
    if let x = try data["x"]?.number {
      return (GaussianLaw(standardIn: 1), Specimens.orthant(1, above: x))
    }
    if let rho = try data["rho"]?.number {
      return (try Specimens.equicorrelated(2, rho), Specimens.orthant(2, above: b))
    }
    if name.hasPrefix("g_l1_ball_d"), let d = Int(name.dropFirst(11)), let r = try data["r"]?.number
    {
      return (
        GaussianLaw(standardIn: d),
        (0..<1 << d).map { signs in
          HalfSpace(normal: (0..<d).map { signs >> $0 & 1 == 1 ? 1 : -1 }, offset: r)
        }
      )
    }
    if let mean = try data["mean"]?.list, let sd = try data["sd"]?.list,
      let rows = try data["H"]?.matrix
    {
      let covariance = sd.indices.map { row in
        sd.indices.map { row == $0 ? sd[row] * sd[row] : 0 }
      }
      return (
        try GaussianLaw(mean: mean, covariance: covariance), rows.map { HalfSpace(normal: $0) }
      )
    }
    return nil
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
  func polyhedra() async throws {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let entries = try JSONDecoder().decode(Reference.self, from: data).entries
      .filter { $0.kind == "polyhedron_probability" }
    #expect(entries.count > 35)
    var counts: [String: Int] = [:]
    for entry in entries {
      let value = try #require(try entry.value?.rational())
      guard let (law, halfSpaces) = try Self.problem(entry.name, entry.data ?? [:]) else {
        Issue.record("an entry of an unknown form: \(entry.name)")
        continue
      }
      var measure = SampledGaussianMeasure(under: law)
      measure.relativeAccuracy = 0.02
      measure.sampleLimit = 400_000
      measure.threads = 2
      let result = try await measure.probability(of: halfSpaces)
      counts[result.status, default: 0] += 1
      let ball = try #require(result.ball)
      // The digits to trust.
      let digits = Swift.min(entry.digits ?? 20, 20)
      let slack = value / Rational(10).power(digits - 1)
      #expect(ball.lower <= value + slack && ball.upper >= value - slack, "\(entry.name)")
      #expect(ball.lower.signum() > 0, "\(entry.name)")
    }
    // Each of them has structure.
    #expect(counts["confident"] == nil && counts["enclosed", default: 0] > 33, "\(counts)")
  }
}
