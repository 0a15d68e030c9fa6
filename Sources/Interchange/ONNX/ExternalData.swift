import ExactAlgebra
import Foundation

/// The files beside a model in which the entries of large tensors may be.
///
/// A model names such a file by a path relative to its own folder. Paths that lead out of that
/// folder, links included, are refused: a model must not say what else on a disk is read.
final class ExternalData {
  private let model: String?
  /// The files that were read, in their order, as the model names them.
  private(set) var files: [String] = []

  /// The files beside a model; `nil` for one that was not read from a file.
  init(beside model: String?) { self.model = model }

  /// The bytes of the entries of a tensor.
  ///
  /// - Throws: `DataError` for a file that is not in the folder of the model, and for bytes that are
  ///   not there.
  func bytes(of tensor: ONNXTensor, count: Int) throws(DataError) -> Data {
    do {
      return try read(tensor, count: count)
    } catch {
      throw error.placed(at: "tensor '\(tensor.name.excerpt)', data in another file")
    }
  }

  private func read(_ tensor: ONNXTensor, count: Int) throws(DataError) -> Data {
    var values: [String: String] = [:]
    for entry in tensor.externalData { values[entry.key] = entry.value }
    guard let location = values["location"], !location.isEmpty else {
      throw DataError("no location, expected the name of a file")
    }
    let path = try path(of: location)
    let offset = try Self.number(values["offset"], "offset") ?? 0
    let length = try Self.number(values["length"], "length") ?? count
    guard length == count else {
      throw DataError("\(length) bytes, expected \(count)")
    }
    guard count <= FileContents.maximumSize else {
      throw DataError("\(count) bytes, expected at most \(FileContents.maximumSize >> 20) MiB")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw DataError("'\(location.excerpt)' cannot be read")
    }
    defer { try? handle.close() }
    guard let size = try? handle.seekToEnd(), UInt64(offset) <= size,
      UInt64(count) <= size - UInt64(offset)
    else {
      throw DataError(
        "'\(location.excerpt)' ends before byte \(offset) + \(count), expected so many bytes")
    }
    guard (try? handle.seek(toOffset: UInt64(offset))) != nil,
      let data = try? handle.read(upToCount: count) ?? Data(), data.count == count
    else { throw DataError("'\(location.excerpt)' cannot be read") }
    if !files.contains(location) { files.append(location) }
    return data
  }

  /// The path of a file in the folder of the model.
  private func path(of location: String) throws(DataError) -> String {
    guard let model else {
      throw DataError("'\(location.excerpt)', expected a model in a file with this one beside it")
    }
    let parts = location.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(".."), !location.hasPrefix("/"), !location.utf8.contains(0) else {
      throw DataError("'\(location.excerpt)' leads out of the folder of the model, refused")
    }
    let folder = URL(filePath: model).resolvingSymlinksInPath().deletingLastPathComponent()
    // The model itself may be a link to a file elsewhere: its data are looked for beside the link
    // first.
    let beside = URL(filePath: model).deletingLastPathComponent().resolvingSymlinksInPath()
    for candidate in [beside, folder] {
      let file = candidate.appending(path: location).resolvingSymlinksInPath()
      var isDirectory: ObjCBool = false
      guard
        FileManager.default.fileExists(
          atPath: file.path(percentEncoded: false), isDirectory: &isDirectory)
      else { continue }
      let home = candidate.path(percentEncoded: false)
      let prefix = home.hasSuffix("/") ? home : home + "/"
      guard file.path(percentEncoded: false).hasPrefix(prefix) else {
        throw DataError("'\(location.excerpt)' leads out of the folder of the model, refused")
      }
      let type = try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      guard !isDirectory.boolValue, type == true else {
        throw DataError("'\(location.excerpt)' is not a file of bytes")
      }
      return file.path(percentEncoded: false)
    }
    throw DataError("no such file: '\(location.excerpt)', expected it beside the model")
  }

  private static func number(_ text: String?, _ name: String) throws(DataError) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw DataError("\(name) '\(text.excerpt)', expected a number of bytes")
    }
    return number
  }
}
