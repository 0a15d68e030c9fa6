import Foundation

/// The instances of a shard in a file: one on each line, as JSON.
struct InstanceFile: Sendable {
  private static let newline = UInt8(ascii: "\n")

  /// The text of a file, and its digest.
  ///
  /// - Parameter instances: the instances; as many as asked for are taken.
  static func text(
    of instances: inout some IteratorProtocol<NumberedInstance>, count: Int
  ) throws -> (text: Data, digest: String) {
    let encoder = JSONEncoder.canonical
    var text = Data()
    for _ in 0..<count {
      guard let instance = instances.next() else { break }
      text += try encoder.encode(instance.instance)
      text.append(newline)
    }
    return (text, digest(of: text))
  }

  private static func digest(of text: Data) -> String {
    var fingerprint = Fingerprint()
    text.withUnsafeBytes { fingerprint.add($0) }
    return fingerprint.text
  }

  private let text: Data
  private let range: Range<Int>
  private let family: any InstanceFamily

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - range: the numbers of its instances.
  ///   - family: the family that they belong to.
  /// - Throws: `PlanError` where it is not the one with the digest.
  init(
    at path: String, range: Range<Int>, of family: any InstanceFamily, digest: String
  ) throws(PlanError) {
    do {
      text = try Data(contentsOf: URL(filePath: path))
    } catch CocoaError.fileReadNoSuchFile {
      throw .damaged(path: path, reason: "the file is missing")
    } catch {
      throw PlanError(error, path: path)
    }
    guard Self.digest(of: text) == digest else {
      throw .damaged(path: path, reason: "these are not the instances that were planned")
    }
    self.range = range
    self.family = family
  }

  /// The instances with their numbers, each read when it is asked for; they end before a line that
  /// is none.
  var instances: some Sequence<NumberedInstance> {
    zip(range, text.split(separator: Self.newline)).lazy
      .map { number, line in
        (try? family.instance(from: line)).map {
          NumberedInstance(number: number, instance: $0)
        }
      }
      .prefix { $0 != nil }.map { $0! }
  }
}
