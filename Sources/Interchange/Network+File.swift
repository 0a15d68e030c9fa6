import ExactAlgebra
public import ReLUNetworks

extension Network {
  /// Reads a network from a file: JSON or YAML, ONNX, or safetensors.
  ///
  ///     let network = try Network(file: "trained.onnx")
  ///     network.architecture.widths   // [3, 5, 4, 2]
  ///
  /// The content of the file says what it is, and its ending where the content does not. The
  /// article of the module says what each form may contain. Numbers are taken exactly: those of
  /// a text as they are written, binary floating-point numbers as the rationals that they are.
  ///
  /// - Throws: `DataError` with the file, the line or the part of it, and what was expected.
  public init(file: String) throws(DataError) {
    try self.init(FileContents(of: file))
  }

  /// Reads a network from the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:)`.
  public init(bytes: [UInt8], name: String) throws(DataError) {
    try self.init(FileContents(bytes, name: name))
  }

  private init(_ contents: FileContents) throws(DataError) {
    switch NetworkFormat(of: contents) {
    case .text: try self.init(document: Document(contents, of: "a network"))
    case .safetensors: try self.init(safetensors: contents)
    case .onnx: try self.init(onnx: contents)
    }
  }
}

/// The forms of files that hold networks.
private enum NetworkFormat {
  case text, safetensors, onnx

  /// What the content of a file looks like; where it looks like nothing, what its name says.
  init(of contents: FileContents) {
    if contents.bytes.isEmpty {
      self = .text
    } else if SafetensorsHeader.isHeader(of: contents.bytes) {
      self = .safetensors
    } else if Self.isText(contents.bytesOfText) {
      self = .text
    } else {
      self =
        switch contents.name.split(separator: ".").last?.lowercased() {
        case "json", "yaml", "yml": .text
        case "safetensors": .safetensors
        default: .onnx
        }
    }
  }

  /// Whether bytes are printable text: models in binary form have control characters.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 32 && $0 != 127 || [9, 10, 13].contains($0) }
      && String(validating: bytes, as: UTF8.self) != nil
  }
}
