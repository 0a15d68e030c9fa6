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

  /// Whether width and height are bounds: the page is as large as what is on it then.
  let isFitted: Bool

  /// A page of the given size in points.
  public init(width: Double, height: Double, dotsPerInch: Double = 144) {
    self.init(width: width, height: height, dotsPerInch: dotsPerInch, isFitted: false)
  }

  /// A page of at most the given width in points, which fits what is drawn.
  public static func fitted(width: Double, dotsPerInch: Double = 144) -> PictureSize {
    PictureSize(
      width: width, height: 1.1 * width, dotsPerInch: dotsPerInch, isFitted: true)
  }

  private init(width: Double, height: Double, dotsPerInch: Double, isFitted: Bool) {
    self.width = width
    self.height = height
    self.dotsPerInch = dotsPerInch
    self.isFitted = isFitted
  }

  /// The page of what was drawn on a fitted one, in whole points.
  func fitting(width: Double, height: Double) -> PictureSize {
    PictureSize(
      width: max(width.rounded(.up), Self.minimumLength),
      height: max(height.rounded(.up), Self.minimumLength), dotsPerInch: dotsPerInch)
  }

  /// How much larger letters, lines and marks are than on a page of another size: in proportion on
  /// larger pages, and less small on smaller ones, so that they can be read.
  func scale(relativeTo reference: PictureSize) -> Double {
    let factor =
      isFitted
      ? width / reference.width
      : min(width / reference.width, height / reference.height)
    return factor >= 1 ? factor : max(0.75, factor.squareRoot())
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
