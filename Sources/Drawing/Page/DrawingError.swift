internal import ExactAlgebra

/// Why a picture cannot be drawn.
public enum DrawingError: Error, Hashable, CustomStringConvertible {
  /// A file name whose extension is not that of a format.
  case unknownFormat(fileName: String)
  /// A page that is too small for axes, or no finite number.
  case tooSmall(width: Double, height: Double)
  /// More pixels than `PictureSize.maximumPixels`, or a longer page than
  /// `PictureSize.maximumLength`.
  case tooLarge(width: Double, height: Double, dotsPerInch: Double)
  /// A value, a coordinate or a weight that double precision cannot hold.
  case notFinite(what: String)
  /// An empty interval on an axis.
  case emptyRange(axis: String)
  /// A direction of another shape than the network.
  case wrongDirection(number: Int)
  /// A network whose inputs do not form a plane.
  case inputsNotPlanar(count: Int)
  /// An output that the network does not have; outputs count from 0.
  case noOutput(Int, count: Int)
  /// What cairo says.
  case cairo(String)

  /// Whether the page is to blame, not what is drawn on it.
  public var isOfSize: Bool {
    switch self {
    case .tooSmall, .tooLarge: true
    default: false
    }
  }

  /// One line for the user.
  public var description: String {
    switch self {
    case .unknownFormat(let fileName):
      "picture '\(fileName.excerpt)': expected a name that ends in "
        + PictureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
    case .tooSmall(let width, let height):
      "a picture of \(width) by \(height) points: expected at least "
        + "\(PictureSize.minimumLength) by \(PictureSize.minimumLength)"
    case .tooLarge(let width, let height, let dots):
      "a picture of \(width) by \(height) points with \(dots) dots per inch: expected at most "
        + "\(PictureSize.maximumLength) points each way and \(PictureSize.maximumPixels) pixels"
    case .notFinite(let what):
      "\(what.excerpt): beyond the range of double precision, which pictures are drawn in"
    case .emptyRange(let axis):
      "axis \(axis.excerpt): the upper end is not above the lower one"
    case .wrongDirection(let number):
      "direction \(number): another shape than the network, expected the same widths and biases"
    case .inputsNotPlanar(let count):
      "a network with \(count) inputs, expected 2: the picture shows a plane of inputs"
    case .noOutput(let output, let count):
      "output \(output + 1): the network has \(count)"
    case .cairo(let message):
      "cairo cannot draw the picture: \(message)"
    }
  }
}
