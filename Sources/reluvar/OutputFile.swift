import Foundation

/// A file that is written whole or not at all.
struct OutputFile {
  let path: String

  /// Fails early, before hours of work, where the file could not be written.
  func checkWritable() throws {
    let url = URL(fileURLWithPath: path)
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if path.isEmpty || (exists && isDirectory.boolValue) {
      throw Failure.usage("--output \(path): a folder, expected a file")
    }
    let folder = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { throw Failure.usage("--output \(path): there is no folder \(folder)") }
    guard access(folder, W_OK) == 0, !exists || access(path, W_OK) == 0 else {
      throw Failure.usage("--output \(path): cannot be written")
    }
  }

  /// Writes beside the file and renames; an interrupt waits until that is done.
  func write(_ text: String) throws {
    let previous = [SIGINT, SIGTERM].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in previous { signal(number, handler) } }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure.usage("--output \(path): cannot be written")
    }
  }
}
