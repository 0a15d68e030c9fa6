import Foundation
import Synchronization

/// Takes a text piece by piece: standard output, or a file that appears when it is complete.
///
/// A file is written beside its place and renamed. A link stays and its target is replaced; a pipe
/// or a device is written to. If the program is interrupted before that, nothing is left behind.
// Unchecked: one writer at a time, between the degrees of a derivation or the pieces of a report.
final class TextOutput: @unchecked Sendable {
  /// Bytes are written in pieces of about this size.
  private static let pieceSize = 1 << 16

  /// Files that are not complete yet: to be removed when the process is ended by a signal.
  private static let temporaries = Mutex<Set<String>>([])

  private let name: String
  private let handle: FileHandle
  private let replacement: Replacement?
  private var interruptions: Interruptions?
  private var pending = Data()

  /// A new file, and whose place it is to take.
  private struct Replacement {
    let temporary: URL
    let target: URL
  }

  /// Standard output.
  init() {
    name = "standard output"
    handle = .standardOutput
    replacement = nil
  }

  /// Whether standard output is open for writing.
  static var isStandardOutputWritable: Bool {
    let flags = fcntl(STDOUT_FILENO, F_GETFL)
    return flags != -1 && flags & O_ACCMODE != O_RDONLY
  }

  /// A file.
  ///
  /// - Throws: `Failure` where it cannot be written.
  init(path: String) throws {
    name = "--output \(path)"
    do {
      if Self.isPipeOrDevice(path) {
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        replacement = nil
      } else {
        let replacement = try Self.replacement(of: path)
        handle = try FileHandle(forWritingTo: replacement.temporary)
        self.replacement = replacement
      }
    } catch {
      throw Failure.output("--output \(path): cannot be written")
    }
    guard let file = replacement?.temporary else { return }
    Self.temporaries.withLock { _ = $0.insert(file.path) }
    // Where somebody else listens already, they remove the file in the end.
    if !Interruptions.areHandled { interruptions = Interruptions { Interruptions.obey($0) } }
  }

  /// Leaves nothing behind that is not complete.
  static func discardAll() {
    temporaries.withLock { paths in
      for path in paths { unlink(path) }
      paths = []
    }
  }

  private static func isPipeOrDevice(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// An empty file beside another one, with its permissions.
  private static func replacement(of path: String) throws -> Replacement {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let permissions = try? FileManager.default.attributesOfItem(atPath: target.path)[
      .posixPermissions]
    let temporary = target.deletingLastPathComponent()
      .appendingPathComponent(".reluvar-\(UUID().uuidString)")
    let attributes = permissions.map { [FileAttributeKey.posixPermissions: $0] }
    guard
      FileManager.default.createFile(
        atPath: temporary.path, contents: nil, attributes: attributes)
    else { throw CocoaError(.fileWriteUnknown) }
    return Replacement(temporary: temporary, target: target)
  }

  /// Takes a piece.
  func write(_ text: String) throws {
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// Takes bytes.
  func write(_ data: Data) throws {
    pending.append(data)
    try flush()
  }

  /// Writes what was taken.
  func flush() throws {
    do {
      try handle.write(contentsOf: pending)
    } catch {
      throw Failure.output("\(name): cannot be written")
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is left, and puts a file in its place.
  func finish() throws {
    do {
      try flush()
      guard let replacement else { return }
      try handle.close()
      guard rename(replacement.temporary.path, replacement.target.path) == 0 else {
        throw Failure.output("\(name): cannot be written")
      }
      forget()
    } catch {
      discard()
      throw Failure.output("\(name): cannot be written")
    }
  }

  /// Leaves nothing behind.
  func discard() {
    if let replacement { try? FileManager.default.removeItem(at: replacement.temporary) }
    forget()
  }

  private func forget() {
    if let path = replacement?.temporary.path {
      Self.temporaries.withLock { _ = $0.remove(path) }
    }
    interruptions?.end()
  }
}
