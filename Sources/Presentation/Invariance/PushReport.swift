import Enclosures
import ExactAlgebra
public import InvariantFamilies
public import Networks

/// The images of a law under the layers of a network, ready to be written.
public struct PushReport: Sendable {
  /// The images after each layer.
  public enum Images: Sendable {
    /// Of a law with finite support: the law itself, and the image after each layer.
    case points(FiniteLaw, images: [FiniteLaw])
    /// Of a law on the line.
    case line(GivenLaw, images: [LineLaw.Description])
  }

  /// Which atoms are written.
  public enum Listing: Sendable {
    /// All in JSON and tables, unless there are very many; in text those of the last layer, if they are few.
    case automatic
    /// All.
    case all
    /// None: numbers only.
    case none
  }

  /// The images.
  public let images: Images
  /// Where atoms come from; `nil` for a law on the line.
  public let atoms: GivenPoints?
  /// The network.
  public let architecture: Architecture
  /// Whether the activation follows the last layer too.
  public let rectifiesOutput: Bool
  /// Which atoms are written.
  public let listing: Listing
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on images.
  public init(
    _ images: Images, from atoms: GivenPoints?, under architecture: Architecture,
    rectifiesOutput: Bool, listing: Listing = .automatic, seconds: Double? = nil
  ) {
    (self.images, self.atoms, self.architecture) = (images, atoms, architecture)
    (self.rectifiesOutput, self.listing, self.seconds) = (rectifiesOutput, listing, seconds)
  }

  /// The most coordinates of atoms that are written where nobody asks for them.
  static let listedCoordinates = 1 << 18
  /// The most lines of atoms in text, likewise.
  static let listedLines = 24
}

extension PushReport: Presentable {
  /// Text, JSON and CSV.
  public static var formats: [OutputFormat] { [.text, .json, .csv] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, table: { table }, to: body)
  }

  /// Whether atoms are written in JSON and tables.
  private var listsAtoms: Bool {
    switch listing {
    case .all: return true
    case .none: return false
    case .automatic:
      guard case .points(_, let images) = images else { return true }
      var count = 0
      for image in images { count += image.count * image.dimension }
      return count <= Self.listedCoordinates
    }
  }

  // MARK: text

  private func lines(version: String) -> [String] {
    var lines: [String]
    switch images {
    case .points(let start, let images):
      lines = TextLayout.wrapped(
        "Images of \(counted(start.count, "atom")) under \(Wording.widths(architecture)), exactly."
          + " Atoms that meet are one, with the sum of their weights.")
      lines += [""] + table(of: start, images)
      if let last = images.last { lines += atomLines(of: last, layer: images.count) }
    case .line(let law, let images):
      lines = TextLayout.wrapped(
        "Images of \(law) under \(Wording.widths(architecture)): a path, which bends at exact places."
          + " Where it stands still there is an atom.")
      lines += [""] + table(of: images)
      if let last = images.last { lines += descriptionLines(of: last, layer: images.count) }
    }
    lines +=
      [""]
      + TextLayout.wrapped(
        rectifiesOutput
          ? "The activation follows every layer." : "The last layer is affine (--relu-output).")
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private func table(of start: FiniteLaw, _ images: [FiniteLaw]) -> [String] {
    TextLayout.table(
      header: ["layer", "coordinates", "atoms"],
      rows: ([start] + images).enumerated().map { layer, law in
        [layer == 0 ? "input" : "\(layer)", "\(law.dimension)", "\(law.count)"]
      }, leftAligned: [0])
  }

  private func atomLines(of law: FiniteLaw, layer: Int) -> [String] {
    let isListed =
      switch listing {
      case .all: true
      case .none: false
      case .automatic: law.count <= Self.listedLines
      }
    guard isListed else {
      return listing == .automatic ? ["", "--list shows the atoms; JSON and CSV have them."] : []
    }
    return ["", "Atoms after layer \(layer)"]
      + TextLayout.table(
        header: ["weight", "point"],
        rows: law.atoms.map { atom in
          ["\(atom.weight)", atom.point.map(\.description).joined(separator: ", ")]
        }, leftAligned: [1])
  }

  private func table(of images: [LineLaw.Description]) -> [String] {
    TextLayout.table(
      header: ["layer", "coordinates", "atoms", "moving parts"],
      rows: images.enumerated().map { layer, law in
        ["\(layer + 1)", "\(law.mean.count)", "\(law.atoms.count)", "\(law.stretches.count)"]
      }, leftAligned: [])
  }

  private func descriptionLines(of law: LineLaw.Description, layer: Int) -> [String] {
    var lines = [""]
    if law.atoms.isEmpty {
      lines.append("No atoms after layer \(layer)")
    } else {
      lines.append("Atoms after layer \(layer)")
      lines += TextLayout.table(
        header: ["point", "probability"],
        rows: law.atoms.map { atom in
          [atom.point.map(\.description).joined(separator: ", "), atom.probability.text]
        }, leftAligned: [0, 1])
    }
    lines += ["", "Mean"] + law.mean.enumerated().map { "  y_\($0 + 1)  \($1.text)" }
    lines += ["", "Covariance"]
    for (row, entries) in law.covariance.enumerated() {
      for (column, entry) in entries.enumerated() where column >= row {
        lines.append("  y_\(row + 1), y_\(column + 1)  \(entry.text)")
      }
    }
    return lines
  }

  // MARK: JSON

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "widths": architecture.widths, "reluOutput": rectifiesOutput, "seconds": seconds,
      "version": version, "atomFile": atoms?.file, "listed": listsAtoms,
    ]
    switch images {
    case .points(let start, let images):
      object["atomCount"] = start.count
      object["layers"] = images.enumerated().map { layer, law -> JSONObject in
        [
          "layer": layer + 1, "dimension": law.dimension, "atomCount": law.count,
          "atoms": listsAtoms ? law.atoms.map(\.object) : nil,
        ]
      }
    case .line(let law, let images):
      object["input"] = law.object
      object["layers"] = images.enumerated().map { layer, law in
        var object: JSONObject = ["layer": layer + 1]
        object.add(law.object(listing: listsAtoms))
        return object
      }
    }
    return object
  }

  // MARK: tables

  /// A row for each atom; of laws on the line that are not atoms alone, atoms only.
  private var table: [[String]] {
    let width =
      switch images {
      case .points(_, let images): images.map(\.dimension).max() ?? 0
      case .line(_, let images): images.map(\.mean.count).max() ?? 0
      }
    let header = ["layer", "weight"] + (0..<width).map { "y\($0 + 1)" }
    guard listsAtoms else { return [header] }
    func row(_ layer: Int, _ weight: String, _ point: [Rational]) -> [String] {
      ["\(layer + 1)", weight] + point.map(\.description)
        + Array(repeating: "", count: width - point.count)
    }
    switch images {
    case .points(_, let images):
      return [header]
        + images.enumerated().flatMap { layer, law in
          law.atoms.map { row(layer, "\($0.weight)", $0.point) }
        }
    case .line(_, let images):
      return [header]
        + images.enumerated().flatMap { layer, law in
          law.atoms.map { row(layer, $0.probability.text, $0.point) }
        }
    }
  }
}

extension LineLaw.Description {
  /// The keys of a law on a path.
  func object(listing: Bool) -> JSONObject {
    [
      "dimension": mean.count, "atomCount": atoms.count, "stretchCount": stretches.count,
      "atoms": listing ? atoms.map(\.object) : nil,
      "stretches": listing ? stretches.map(\.object) : nil, "mean": mean, "covariance": covariance,
    ]
  }
}

extension FiniteLaw.Atom {
  /// The keys of an atom.
  var object: JSONObject { ["point": point, "weight": weight] }
}

extension LineLaw.Atom {
  fileprivate var object: JSONObject { ["point": point, "probability": probability] }
}

extension LineLaw.Stretch {
  fileprivate var object: JSONObject {
    [
      "from": lower, "to": upper, "slope": piece.slope, "offset": piece.offset,
      "probability": probability,
    ]
  }
}
