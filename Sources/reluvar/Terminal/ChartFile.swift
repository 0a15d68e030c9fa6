import Drawing
import Foundation

/// The file of `--chart`, whose name says its form.
struct ChartFile {
  let path: String
  let format: PictureFormat

  /// A file that can be written.
  ///
  /// - Parameter output: the file of the result, which is another one.
  init(_ path: String, besides output: String?) throws {
    guard path != output else { throw Failure.usage("--chart and --output: expected two files") }
    try OutputFile(path: path).checkWritable()
    do {
      format = try PictureFormat(fileName: path)
    } catch {
      throw Failure.usage("--chart: \(error)")
    }
    self.path = path
  }

  /// Writes a picture.
  func write(_ picture: (PictureFormat) throws -> Data) throws {
    do {
      let data = try picture(format)
      let file = try TextOutput(path: path)
      try file.write(data)
      try file.finish()
    } catch let error as DrawingError {
      throw Failure.data("--chart: \(error)")
    }
  }
}
