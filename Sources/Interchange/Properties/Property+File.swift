public import Properties

extension Property {
  /// The largest file that is read.
  private static let maximumSize = 64 << 20

  /// Reads a property in VNN-LIB, 1.0 or 2.0.
  ///
  /// Decimals are exact, and strict conditions stay strict. `X_0` or `X[0,0]` are inputs, `Y_0` or `Y[0,0]` outputs; each
  /// assertion is a part of what a counterexample satisfies. Terms are linear: sums, differences and
  /// products with numbers.
  ///
  /// - Parameter file: its path; `-` for standard input.
  /// - Throws: `DataError` with file, line and column, and what was expected.
  public init(file: String) throws(DataError) {
    let contents = try FileContents(of: file, maximumSize: Self.maximumSize)
    try self.init(vnnlib: contents.bytesOfText, name: contents.name)
  }

  /// Reads the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: as `init(file:)`.
  public init(vnnlib bytes: [UInt8], name: String) throws(DataError) {
    var reader = VNNLIBReader(bytes, file: name)
    self = try reader.property()
  }
}
