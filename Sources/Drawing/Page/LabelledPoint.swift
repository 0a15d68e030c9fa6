public import Regions

/// A data point that is drawn on top of a picture.
public struct LabelledPoint: Hashable, Sendable {
  /// Where it is.
  public let position: PlanePoint
  /// Its class; points of one class have one mark, and the legend names it.
  public let label: String

  /// A point of a class.
  public init(_ position: PlanePoint, label: String = "data") {
    self.position = position
    self.label = label
  }
}
