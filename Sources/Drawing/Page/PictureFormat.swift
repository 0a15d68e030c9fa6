/// How a picture is written.
public enum PictureFormat: String, CaseIterable, Hashable, Sendable {
  /// Scalable Vector Graphics.
  case svg
  /// Portable Document Format, one page.
  case pdf
  /// Portable Network Graphics: pixels.
  case png

  /// The format that the extension of a file name tells, in upper or lower case.
  ///
  /// - Throws: `DrawingError.unknownFormat` for other extensions, or none.
  public init(fileName: String) throws(DrawingError) {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."),
      let format = Self(rawValue: name[name.index(after: dot)...].lowercased())
    else { throw .unknownFormat(fileName: fileName) }
    self = format
  }
}
