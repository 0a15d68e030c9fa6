import Foundation

/// A file that is written whole or not at all.
struct OutputFile {
  let path: String
  /// The option that names it.
  var option = "--output"

  /// Fails early, before hours of work, where the file could not be written.
  func checkWritable() throws {
    let url = URL(fileURLWithPath: path)
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if path.isEmpty || (exists && isDirectory.boolValue) {
      throw Failure.output("\(option) \(path): a folder, expected a file")
    }
    let folder = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { throw Failure.output("\(option) \(path): there is no folder \(folder)") }
    guard access(folder, W_OK) == 0, !exists || access(path, W_OK) == 0 else {
      throw Failure.output("\(option) \(path): cannot be written")
    }
  }

  /// Writes the file at once; an interrupt waits until that is done.
  func write(_ produce: ((String) throws -> Void) throws -> Void) throws {
    let previous = Interruptions.signals.map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in previous { signal(number, handler) } }
    let output = try TextOutput(path: path)
    do {
      try produce(output.write)
    } catch {
      output.discard()
      throw error
    }
    try output.finish()
  }
}
