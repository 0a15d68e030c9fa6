import Enclosures
import ExactAlgebra
public import InvariantFamilies
import Networks

/// A network of width one as a clamp, and the image of a law, ready to be written.
public struct ClampReport: Sendable {
  /// The clamp.
  public let clamp: Clamp
  /// The number of layers of the network.
  public let layerCount: Int
  /// Whether ReLU follows the last layer too.
  public let rectifiesOutput: Bool
  /// The law of the input and its image, where there is one.
  public let image: (input: GivenLaw, image: LineLaw.Description)?
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on a clamp.
  public init(
    _ clamp: Clamp, layerCount: Int, rectifiesOutput: Bool,
    image: (input: GivenLaw, image: LineLaw.Description)? = nil, seconds: Double? = nil
  ) {
    (self.clamp, self.layerCount, self.rectifiesOutput) = (clamp, layerCount, rectifiesOutput)
    (self.image, self.seconds) = (image, seconds)
  }
}

extension ClampReport: Presentable {
  /// Text and JSON.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, to: body)
  }

  private func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "A network of \(counted(layerCount, "layer")) of width one"
        + (rectifiesOutput ? "" : ", the last one affine") + ": x -> \(formula)")
    lines += [
      "", "  a  \(clamp.slope)", "  b  \(clamp.offset)",
      "  l  \(clamp.lower?.description ?? "-infinity")",
      "  u  \(clamp.upper?.description ?? "infinity")",
    ]
    if let image {
      lines += [""] + TextLayout.wrapped("Image of \(image.input)")
      lines += image.image.atoms.map { "  atom at \($0.point[0])  \($0.probability.text)" }
      lines.append("  mean  \(image.image.mean[0].text)")
      lines.append("  variance  \(image.image.covariance[0][0].text)")
    }
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  /// `min(max(a x + b, l), u)`, as far as limits are there.
  private var formula: String {
    if clamp.isConstant { return "\(clamp.offset), a constant map" }
    var formula = "a x + b"
    if clamp.lower != nil { formula = "max(\(formula), l)" }
    if clamp.upper != nil { formula = "min(\(formula), u)" }
    return formula
  }

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "a": clamp.slope, "b": clamp.offset,
      "lower": clamp.lower?.description ?? "-infinity",
      "upper": clamp.upper?.description ?? "infinity", "constant": clamp.isConstant,
      "layers": layerCount, "reluOutput": rectifiesOutput, "seconds": seconds, "version": version,
    ]
    if let image {
      object["input"] = image.input.object
      let atoms = image.image.atoms.map { atom -> JSONObject in
        ["value": atom.point[0], "probability": atom.probability]
      }
      let keys: JSONObject = [
        "atoms": atoms, "mean": image.image.mean[0], "variance": image.image.covariance[0][0],
      ]
      object["image"] = keys
    }
    return object
  }
}
