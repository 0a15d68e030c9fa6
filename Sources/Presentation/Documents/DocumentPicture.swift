/// A picture of a document.
public struct DocumentPicture: Sendable {
  /// The picture itself.
  public enum Content: Hashable, Sendable {
    /// An element for a page; see `Drawing`.
    case element(String)
    /// The name of a file beside the document, for LaTeX.
    case file(String)
  }

  /// What it shows, in a sentence below it.
  public let caption: String
  /// The picture.
  public let content: Content

  /// A picture.
  public init(_ content: Content, caption: String) {
    self.content = content
    self.caption = caption
  }
}
