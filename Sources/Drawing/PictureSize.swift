/// The size of a picture: of the page, and of the pixels where there are any.
public struct PictureSize: Hashable, Sendable {
  /// The least width and height that is accepted, in points.
  public static let minimumLength = 120.0
  /// The largest width and height that is accepted, in points.
  public static let maximumLength = 10_000.0
  /// The largest number of pixels that is accepted.
  public static let maximumPixels = 1 << 26

  /// The width in points of 1/72 inch.
  public let width: Double
  /// The height in points.
  public let height: Double
  /// Pixels in an inch; it concerns PNG alone.
  public let dotsPerInch: Double

  /// A page of the given size in points.
  public init(width: Double, height: Double, dotsPerInch: Double = 144) {
    self.width = width
    self.height = height
    self.dotsPerInch = dotsPerInch
  }

  /// The pixels of a point.
  var pixelsPerPoint: Double { dotsPerInch / 72 }

  /// Checks that the page can hold a picture, and memory its pixels.
  func validate() throws(DrawingError) {
    guard min(width, height) >= Self.minimumLength, dotsPerInch > 0 else {
      throw .tooSmall(width: width, height: height)
    }
    let pixels = width * height * pixelsPerPoint * pixelsPerPoint
    // Written so that NaN is refused; cairo has at most 32767 pixels each way.
    guard max(width, height) <= Self.maximumLength, pixels <= Double(Self.maximumPixels),
      max(width, height) * pixelsPerPoint <= 32_767
    else { throw .tooLarge(width: width, height: height, dotsPerInch: dotsPerInch) }
  }
}
