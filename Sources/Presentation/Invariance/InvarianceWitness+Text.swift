import Enclosures
import ExactAlgebra
import InvariantFamilies
import Networks
import RandomNetworks

extension InvarianceWitness {
  /// The witness for people: member, layer, and what the image has.
  func lines(of family: DistributionFamily) -> [String] {
    var lines = TextLayout.wrapped("Member: \(memberInWords)")
    lines += TextLayout.wrapped("Layer: x -> ReLU(W x + b), \(layerInWords)")
    switch property {
    case .hyperplane(let coordinate, let value, let probability):
      lines += TextLayout.wrapped(
        "The image has y_\(coordinate + 1) = \(value) with probability \(probability.text). "
          + "Under every member a hyperplane has probability 0 or 1.")
    case .halfLine(let coordinate, let value, let intervals):
      lines += TextLayout.wrapped(
        "The image has y_\(coordinate + 1) < \(value) with probability 0, and more intervals with a "
          + "probability than a member has parts:")
      lines += intervals.map {
        "  \($0.lower) < y_\(coordinate + 1) < \($0.upper)  \($0.probability.text)"
      }
      lines += TextLayout.wrapped(
        "Under a member without probability below a number every part has a coordinate that is "
          + "constant, so it takes no more values than there are parts.")
    case .noParameters(let image, let proof):
      lines += ["Image:"]
      lines += image.atoms.map { atom in
        "  \(atom.weight) at (\(atom.point.map(\.description).joined(separator: ", ")))"
      }
      lines += TextLayout.wrapped(
        "No parameters give it: for each way to say which atom of the family is which point, the equations "
          + "have no solution, even in complex numbers (1 is a combination of them; "
          + "\(counted(proof.refutedCount, "way")) of beginning refuted, degree \(proof.degree)).")
    }
    return lines
  }

  private var memberInWords: String {
    if let parameters {
      return "parameters " + parameters.map(\.description).joined(separator: ", ")
    }
    let cube = box.map { " on [\($0[0].lowerBound), \($0[0].upperBound)]^\($0.count)" } ?? ""
    return switch member {
    case .gaussian: "the standard normal law" + cube
    case .uniform: "the uniform law" + cube
    case .points: "points"
    }
  }

  private var layerInWords: String {
    let rows = layer.layer.weights.map { "(" + $0.map(\.description).joined(separator: ", ") + ")" }
    let biases = (layer.layer.biases ?? []).map(\.description).joined(separator: ", ")
    return "W with rows \(rows.joined(separator: ", ")), b = (\(biases))"
  }
}
