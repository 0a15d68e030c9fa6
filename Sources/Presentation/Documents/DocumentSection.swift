/// A part of a document under a heading.
public struct DocumentSection: Sendable {
  /// The name by which links find the section: lower-case letters and hyphens.
  let anchor: String
  /// The heading.
  let heading: String
  /// What stands below.
  var blocks: [DocumentBlock]

  /// A section.
  init(_ heading: String, anchor: String, _ blocks: [DocumentBlock]) {
    self.heading = heading
    self.anchor = anchor
    self.blocks = blocks
  }
}
