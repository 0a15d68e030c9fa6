import CCairoShims
import Foundation

/// The pixels of a PNG file: bytes of red, green and blue, row by row.
struct PNGPixels {
  let width: Int
  let height: Int
  let bytes: [UInt8]

  /// Reads a file with cairo; `nil` where it is none.
  init?(_ data: Data) {
    let source = Source(data)
    let surface = cairo_image_surface_create_from_png_stream(
      Source.read, Unmanaged.passUnretained(source).toOpaque())
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let pixels = cairo_image_surface_get_data(surface)
    else { return nil }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    bytes = (0..<height).flatMap { row in
      (0..<width).flatMap { column in
        (0..<3).map { pixels[row * stride + 4 * column + $0] }
      }
    }
    (self.width, self.height) = (width, height)
  }

  private final class Source {
    var rest: Data

    init(_ data: Data) { rest = data }

    static let read: cairo_read_func_t = { source, target, count in
      guard let source, let target else { return CAIRO_STATUS_READ_ERROR }
      let reader = Unmanaged<Source>.fromOpaque(source).takeUnretainedValue()
      guard reader.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
      reader.rest.prefix(Int(count)).copyBytes(to: target, count: Int(count))
      reader.rest = reader.rest.dropFirst(Int(count))
      return CAIRO_STATUS_SUCCESS
    }
  }
}
