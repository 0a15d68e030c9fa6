import Foundation
import Interchange
import Networks
import Testing

/// Files of the largest size that are made of as many parts as possible, or promise more than
/// they have: they are refused without memory for what they promise.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: "/proc/self/status"),
    "the system does not tell the memory of a process"))
struct MemoryTests {
  /// In a process of its own, whose memory is not that of other tests.
  @Test func memoryIsBounded() async {
    await #expect(processExitsWith: .success) {
      let files = HostileFile.all
      #expect(files.count == 8)
      let before = try #require(HostileFile.peakMegabytes)
      for file in files {
        let error = #expect(throws: DataError.self) {
          if file.name.hasSuffix(".csv") {
            _ = try PointTable(bytes: file.bytes, name: file.name)
          } else {
            _ = try Network(bytes: file.bytes, name: file.name)
          }
        }
        #expect(error?.message.contains(file.word) == true, "\(file.name): \(error!)")
      }
      let after = try #require(HostileFile.peakMegabytes)
      #expect(after - before < 400)
    }
  }
}

/// A file that is meant to exhaust memory.
private struct HostileFile {
  let name: String
  let bytes: [UInt8]
  let word: String

  static let size = 16 << 20

  static var all: [HostileFile] {
    let nodes = repeated([0x0A, 0])
    let attributes = field(1, repeated([0x2A, 0]))
    let names = field(1, repeated([0x0A, 0]))
    let tensor = field(5, field(1, [0xFF, 0xFF, 0xFF, 0x7F, 1]) + field(8, Array("W".utf8)))
    let product = field(
      1,
      field(1, Array("x".utf8)) + field(1, Array("W".utf8))
        + field(2, Array("y".utf8)) + field(4, Array("MatMul".utf8)))
    let ends = field(11, field(1, Array("x".utf8))) + field(12, field(1, Array("y".utf8)))
    let header =
      #"{"w.weight":{"dtype":"F32","shape":[4000000000,1],"data_offsets":[0,16000000000]}}"#
    let length = UInt8(header.utf8.count)
    return [
      HostileFile(name: "nodes.onnx", bytes: field(7, nodes), word: "more than 100000"),
      HostileFile(name: "attributes.onnx", bytes: field(7, attributes), word: "more than 100000"),
      HostileFile(name: "names.onnx", bytes: field(7, names + ends), word: "no node"),
      HostileFile(name: "extents.onnx", bytes: field(7, product + tensor + ends), word: "'W'"),
      HostileFile(
        name: "length.safetensors", bytes: [0, 0, 0, 0, 0, 0, 0, 0x10, 0x7B], word: "header"),
      HostileFile(
        name: "extents.safetensors",
        bytes: [length] + [UInt8](repeating: 0, count: 7)
          + Array(header.utf8), word: "'w.weight', shape"),
      HostileFile(
        name: "weights.json",
        bytes: Array("{\"layers\": [{\"weights\": [[0".utf8)
          + repeated(Array(",0".utf8)), word: "more than 2097152 entries"),
      HostileFile(name: "columns.csv", bytes: repeated(Array("1,".utf8)), word: "more than 4096"),
    ]
  }

  /// A part that fills a file but for a kilobyte.
  private static func repeated(_ part: [UInt8]) -> [UInt8] {
    var bytes = part
    while bytes.count < size / 2 - 1_024 { bytes += bytes }
    bytes += bytes.prefix((size - 1_024 - bytes.count) / part.count * part.count)
    return bytes
  }

  /// A field of a message that has a length.
  private static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0x7F {
      length.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return [number << 3 | 2] + length + [UInt8(rest)] + content
  }

  /// The most memory that the process ever had.
  static var peakMegabytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }.map { $0 / 1_024 }
  }
}
