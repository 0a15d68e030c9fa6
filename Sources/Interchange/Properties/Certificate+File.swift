public import Properties

extension Certificate {
  /// The largest file that is read.
  private static let maximumSize = 1 << 30

  /// Reads the bytes of a certificate; what they say is not looked at.
  ///
  /// - Parameter file: its path; `-` for standard input.
  /// - Throws: `DataError` for a file that cannot be read or is too large.
  public init(file: String) throws(DataError) {
    self.init(bytes: try FileContents(of: file, maximumSize: Self.maximumSize).bytes)
  }
}
