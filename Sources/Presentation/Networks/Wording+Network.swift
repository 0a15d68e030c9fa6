import ExactAlgebra
import Interchange
import Networks

extension Wording {
  /// What was read of a network: its layers, and on lines of their own what was assumed and what
  /// else is to be known.
  static func lines(_ reading: NetworkReading) -> [String] {
    let layers = reading.layers.map { layer in
      let sizes = "\(layer.inputs) -> \(layer.outputs)"
      return layer.name.map { "\($0.excerpt) (\(sizes))" } ?? sizes
    }
    let heading =
      "Network \(reading.file.oneLine) (\(format(reading.format))), "
      + "\(reading.network.activation): \(layers.joined(separator: ", "))"
    return TextLayout.wrapped(heading)
      + reading.remarks.flatMap { remark in
        TextLayout.wrapped(
          (remark.isAssumption ? "assumed: " : "note: ") + text(remark), indent: "  ")
      }
  }

  static func format(_ format: NetworkReading.Format) -> String {
    switch format {
    case .text: "text"
    case .onnx: "ONNX"
    case .safetensors: "safetensors"
    }
  }

  /// A remark on how a network was read.
  static func text(_ remark: ReadingRemark) -> String {
    switch remark {
    case .assumedActivation:
      "ReLU after each layer but the last, since the file does not say the activation "
        + "(--activation)"
    case .orderByNumbers:
      "the layers follow each other as the numbers in their names do, since the file does not say "
        + "the order (--layer-order)"
    case .orderByWidths:
      "the layers follow each other in the only order that fits their widths, since the file does "
        + "not say it (--layer-order)"
    case .orderStated: "the layers follow each other as --layer-order says"
    case .activationStated: "the activation is that of --activation, which the file does not say"
    case .activationOverruled(let activation):
      "the activation is that of --activation, in place of \(activation) in the file"
    case .normalizationsFollow(let layers):
      "batch normalization follows \(listed(layers)), before the activation, since the file does "
        + "not say where it is (--layer-order)"
    case .normalizationBehindActivation(let name, let layer):
      "the batch normalization \(name.excerpt) is behind the activation of \(layer.excerpt), since "
        + "a number between theirs is free (--layer-order)"
    case .assumedEpsilon(let epsilon):
      "batch normalization adds \(epsilon) to variances, since the file does not say it (--batch-epsilon)"
    case .epsilonStated(let epsilon):
      "batch normalization adds \(epsilon) to variances, as --batch-epsilon says"
    case .folded(let operators):
      "\(listed(operators)) folded into the layers beside, exactly"
    case .roundedRoots:
      "factors of batch normalization with irrational square roots are those of double precision"
    case .roundingLeftOut:
      "Cast rounds numbers when the model runs, and changes nothing here"
    case .cutOff(let operators, let name):
      "cut off behind the value '\(name.excerpt)', which is the output here: \(listed(operators)); "
        + "the activation regions are the same"
    case .outputStated(let name): "the output is '\(name.excerpt)', as --output-name says"
    case .joinedInputs(let names): "the inputs \(listed(names)) are joined in this order"
    case .externalData(let files): "numbers are from \(listed(files)) beside the model"
    case .repeatedNeurons(let count):
      "skip connections: \(count) hidden neurons repeat earlier ones, with the same activity, so "
        + "that the activation regions are those of the file"
    case .carriedInputs(let count):
      "skip connections: \(count) hidden neurons carry inputs past layers, as relu(x) - relu(-x) does, "
        + "so that the activation regions are also cut where an input is zero"
    case .comparingNeurons(let count):
      "maxima: \(count) hidden neurons compare two values each, max(a, b) = b + relu(a - b), so that "
        + "the activation regions tell which is larger"
    case .splitNeurons(let count):
      "\(count) neurons of the file have two kinks each, and are two neurons each here; the "
        + "activation regions are the pieces of both"
    }
  }

  private static func listed(_ names: [String]) -> String {
    names.map(\.excerpt).joined(separator: ", ")
  }
}
