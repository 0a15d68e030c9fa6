import ExactAlgebra
public import Networks

extension Network {
  /// Reads a network from a file: JSON or YAML, ONNX, or safetensors.
  ///
  ///     let network = try Network(file: "trained.onnx")
  ///     network.architecture.widths   // [3, 5, 4, 2]
  ///
  /// The content of the file says what it is, and its ending where the content does not. The
  /// article of the module says what each form may contain. Numbers are taken exactly: those of
  /// a text as they are written, binary floating-point numbers as the rationals that they are.
  /// `NetworkReading` also tells what the file leaves open.
  ///
  /// - Throws: `DataError` with the file, the line or the part of it, and what was expected.
  public init(file: String) throws(DataError) {
    self = try NetworkReading(file: file).network
  }

  /// Reads a network from the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:)`.
  public init(bytes: [UInt8], name: String) throws(DataError) {
    self = try NetworkReading(bytes: bytes, name: name).network
  }
}
