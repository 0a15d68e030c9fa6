import ExactAlgebra
import Foundation
import Programs
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

private struct ReferenceLayer: Decodable {
  let weights: [[String]]
  let biases: [String]
}

private struct ScalarLayer: Decodable {
  let w: String
  let b: String
  let relu: Bool
}

private struct ReferenceAtom: Decodable {
  let x: [String]
  let w: String
}

private struct BaseLaw: Decodable {
  let mean: String
  let `var`: String
}

private struct ReferenceImage: Decodable {
  let atomAtLower: String
  let atomAtUpper: String
  let mean: String
  let variance: String

  enum CodingKeys: String, CodingKey {
    case atomAtLower = "atom_at_l"
    case atomAtUpper = "atom_at_u"
    case mean, variance
  }
}

/// Exact images that were computed by others, through the command.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
struct InvarianceReferenceTests {
  private struct File: Decodable { let entries: [Entry] }

  private struct Entry: Decodable {
    let kind: String
    let name: String
    let afterLayer: [[ReferenceAtom]]?
    let atoms: [ReferenceAtom]?
    let a: String?
    let b: String?
    let l: String?
    let u: String?
    let baseLaw: BaseLaw?
    let image: ReferenceImage?
    let vectorLayers: [ReferenceLayer]?
    let scalarLayers: [ScalarLayer]?

    private enum Key: String, CodingKey {
      case kind, name, atoms, a, b, l, u, image, layers
      case afterLayer = "after_layer"
      case baseLaw = "base_law"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      kind = try values.decode(String.self, forKey: .kind)
      name = try values.decode(String.self, forKey: .name)
      let isPush = kind == "finite_support_push"
      let isClamp = kind == "clamp"
      afterLayer = isPush ? try values.decode([[ReferenceAtom]].self, forKey: .afterLayer) : nil
      atoms = isPush ? try values.decode([ReferenceAtom].self, forKey: .atoms) : nil
      vectorLayers = isPush ? try values.decode([ReferenceLayer].self, forKey: .layers) : nil
      scalarLayers = isClamp ? try values.decode([ScalarLayer].self, forKey: .layers) : nil
      func text(_ key: Key) throws -> String? {
        isClamp ? try values.decode(String.self, forKey: key) : nil
      }
      (a, b, l, u) = (try text(.a), try text(.b), try text(.l), try text(.u))
      baseLaw = isClamp ? try values.decodeIfPresent(BaseLaw.self, forKey: .baseLaw) : nil
      image = isClamp ? try values.decodeIfPresent(ReferenceImage.self, forKey: .image) : nil
    }
  }

  private static func entries(_ kind: String) throws -> [Entry] {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    return try JSONDecoder().decode(File.self, from: data).entries.filter { $0.kind == kind }
  }

  private struct Push: Decodable {
    struct Layer: Decodable {
      struct Atom: Decodable {
        let point: [RegionsOutput.ExactNumber]
        let weight: RegionsOutput.ExactNumber
      }
      let atoms: [Atom]
    }
    let layers: [Layer]
  }

  @Test func finiteSupport() async throws {
    let entries = try Self.entries("finite_support_push")
    #expect(entries.count == 3)
    for entry in entries {
      let command = try Command()
      let layers = try #require(entry.vectorLayers).map { layer in
        ["weights": layer.weights, "biases": layer.biases] as [String: Any]
      }
      let data = try JSONSerialization.data(withJSONObject: ["layers": layers])
      _ = try command.folder.write(Array(data), to: "net.json")
      _ = try command.folder.write(
        #require(entry.atoms).map { ($0.x + [$0.w]).joined(separator: ",") + "\n" }.joined(),
        to: "atoms.csv")
      let run = try await command.run(
        "invariance", "push", "net.json", "--atoms", "atoms.csv", "--relu-output", "--format",
        "json")
      let result = try JSONDecoder().decode(Push.self, from: Data(run.output.utf8))
      let expected = try #require(entry.afterLayer)
      #expect(result.layers.count == expected.count)
      for (layer, atoms) in zip(result.layers, expected) {
        let wanted = try atoms.map { (point: try $0.x.map(Rational.init(parsing:)), weight: $0.w) }
          .sorted { $0.point.lexicographicallyPrecedes($1.point) }
        #expect(layer.atoms.map { $0.point.map(\.value) } == wanted.map(\.point), "\(entry.name)")
        #expect(
          layer.atoms.map(\.weight.value) == (try wanted.map { try Rational(parsing: $0.weight) }))
      }
    }
  }

  private struct Clamp: Decodable {
    struct Image: Decodable {
      struct Atom: Decodable {
        let value: RegionsOutput.ExactNumber
        let probability: LawOutput.Number
      }
      let atoms: [Atom]
      let mean: LawOutput.Number
      let variance: LawOutput.Number
    }
    let a: RegionsOutput.ExactNumber
    let b: RegionsOutput.ExactNumber
    let lower: String
    let upper: String
    let image: Image?
  }

  @Test func clamps() async throws {
    let entries = try Self.entries("clamp")
    #expect(entries.count == 9 && entries.filter { $0.image != nil }.count >= 5)
    for entry in entries {
      let result = try await Self.clamp(of: entry)
      #expect(try result.a.value == Rational(parsing: #require(entry.a)), "\(entry.name)")
      #expect(try result.b.value == Rational(parsing: #require(entry.b)), "\(entry.name)")
      let words = ["-inf": "-infinity", "inf": "infinity"]
      let (lower, upper) = (try #require(entry.l), try #require(entry.u))
      #expect(result.lower == words[lower] ?? lower)
      #expect(result.upper == words[upper] ?? upper)
      guard let expected = entry.image else { continue }
      let image = try #require(result.image)
      try Self.expect(image.mean, expected.mean, entry.name)
      try Self.expect(image.variance, expected.variance, entry.name)
      for (limit, text) in [(lower, expected.atomAtLower), (upper, expected.atomAtUpper)] {
        let atom = image.atoms.first { $0.value.value.description == limit }
        if words[limit] == nil {
          try Self.expect(#require(atom).probability, text, entry.name)
        } else {
          #expect(atom == nil && text == "0.0")
        }
      }
    }
  }

  private static func clamp(of entry: Entry) async throws -> Clamp {
    let command = try Command()
    let layers = try #require(entry.scalarLayers)
    let objects = layers.map { ["weights": [[$0.w]], "biases": [$0.b]] as [String: Any] }
    let data = try JSONSerialization.data(withJSONObject: ["layers": objects])
    _ = try command.folder.write(Array(data), to: "net.json")
    var arguments = ["invariance", "clamp", "net.json", "--format", "json"]
    if try #require(layers.last).relu { arguments.append("--relu-output") }
    if let law = entry.baseLaw {
      _ = try command.folder.write(
        "gaussian: {mean: [\(law.mean)], covariance: [[\(law.var)]]}\n", to: "law.yaml")
      arguments += ["--input", "law.yaml"]
    }
    let run = try await command.run(arguments)
    return try JSONDecoder().decode(Clamp.self, from: Data(run.output.utf8))
  }

  /// The reference has 20 digits.
  private static func expect(
    _ number: LawOutput.Number, _ text: String, _ name: String
  ) throws {
    let value = try Rational(parsing: text)
    let error = value.magnitude * Rational(10).power(-18)
    #expect(number.contains(value, within: error), "\(name): \(number), \(text)")
    #expect(try #require(number.width) <= error, "\(name): \(number)")
  }
}
