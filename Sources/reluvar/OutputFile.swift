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

  /// Writes beside the file and renames; an interrupt waits until that is done. A link stays and
  /// its target is replaced; a pipe or a device is written to.
  func write(_ produce: ((String) throws -> Void) throws -> Void) throws {
    let previous = [SIGINT, SIGTERM].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in previous { signal(number, handler) } }
    do {
      if isPipeOrDevice {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try produce { try handle.write(contentsOf: Data($0.utf8)) }
        try handle.close()
      } else {
        try replace(with: produce)
      }
    } catch {
      throw Failure.usage("--output \(path): cannot be written")
    }
  }

  private var isPipeOrDevice: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Puts a new file in the place of the old one, with its permissions.
  private func replace(
    with produce: ((String) throws -> Void) throws -> Void
  ) throws {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let permissions = try? FileManager.default.attributesOfItem(atPath: target.path)[
      .posixPermissions]
    let temporary = target.deletingLastPathComponent()
      .appendingPathComponent(".reluvar-\(UUID().uuidString)")
    let attributes = permissions.map { [FileAttributeKey.posixPermissions: $0] }
    do {
      guard
        FileManager.default.createFile(
          atPath: temporary.path, contents: nil, attributes: attributes)
      else { throw CocoaError(.fileWriteUnknown) }
      let handle = try FileHandle(forWritingTo: temporary)
      try produce { try handle.write(contentsOf: Data($0.utf8)) }
      try handle.close()
      guard rename(temporary.path, target.path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error
    }
  }
}
