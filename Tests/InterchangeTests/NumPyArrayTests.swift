import ExactAlgebra
import Foundation
import Networks
import Programs
import Testing

@testable import Interchange

/// Arrays of NumPy, written byte by byte as its format says.
@Suite struct NumPyArrayTests {
  private static func file(
    _ type: String, shape: String, order: String = "False", version: UInt8 = 1, _ bytes: [UInt8],
    in folder: TemporaryFolder
  ) throws -> String {
    var header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(shape)), }"
    let start = version == 1 ? 10 : 12
    while (start + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let length = header.utf8.count
    let size = (0..<(version == 1 ? 2 : 4)).map { UInt8(length >> (8 * $0) & 255) }
    let url = folder.url.appending(path: "\(UUID().uuidString).npy")
    try Data([0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(header.utf8) + bytes)
      .write(to: url)
    return url.path(percentEncoded: false)
  }

  private static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number) { Array($0) } }
  }

  @Test func pointsInBothPrecisions() throws {
    let folder = try TemporaryFolder()
    let numbers = [0.5, -1.25, 0.1, 3, 1e300, -0.0]
    let double = try Self.file("<f8", shape: "3, 2", Self.bytes(numbers), in: folder)
    let points = try InputPoints(file: double, columns: 2)
    #expect(points.count == 3 && points[0] == [Rational(1, 2), Rational(-5, 4)])
    #expect(points[1][0] == Rational(exactly: 0.1) && points[2][1] == 0)
    // The same array by columns.
    let columns = [0.5, 0.1, 1e300, -1.25, 3, -0.0]
    let fortran = try Self.file(
      "<f8", shape: "3, 2", order: "True", Self.bytes(columns), in: folder)
    let transposed = try InputPoints(file: fortran, columns: 2)
    #expect((0..<3).allSatisfy { transposed[$0] == points[$0] })
    let single = try Self.file(
      "<f4", shape: "2, 1", version: 2, Self.bytes([Float(0.1), 2]), in: folder)
    let others = try InputPoints(file: single, columns: 1)
    #expect(others[0] == [Rational(exactly: Double(Float(0.1)))!] && others[1] == [2])
  }

  @Test func labelsAreIntegers() throws {
    let folder = try TemporaryFolder()
    let file = try Self.file("<i8", shape: "3,", Self.bytes([Int64(2), -1, 2]), in: folder)
    #expect(try LabelTable(file: file, count: 3).labels == ["2", "-1", "2"])
    let unsigned = try Self.file("<u2", shape: "2,", Self.bytes([UInt16(65_535), 1]), in: folder)
    #expect(try LabelTable(file: unsigned, count: 2).labels == ["65535", "1"])
    let small = try Self.file("|u1", shape: "2,", [7, 255], in: folder)
    #expect(try LabelTable(file: small, count: 2).labels == ["7", "255"])
  }

  @Test func refusals() throws {
    let folder = try TemporaryFolder()
    let numbers = Self.bytes([1.0, 2.0])
    func expect(_ message: String, _ file: String, columns: Int = 2) {
      do {
        _ = try InputPoints(file: file, columns: columns)
        Issue.record("no error: \(message)")
      } catch {
        #expect("\(error)".contains(message), "\(error)")
      }
    }
    expect(
      "8 bytes of numbers, expected 16",
      try Self.file("<f8", shape: "1, 2", Self.bytes([1.0]), in: folder))
    expect("type '>f8'", try Self.file(">f8", shape: "1, 2", numbers, in: folder))
    expect("3 dimensions", try Self.file("<f8", shape: "1, 1, 2", numbers, in: folder))
    expect("more than", try Self.file("<f8", shape: "4611686018427387904, 4", numbers, in: folder))
    expect(
      "row 1, column 2: not a finite number",
      try Self.file("<f8", shape: "1, 2", Self.bytes([1.0, .nan]), in: folder))
    expect("1 columns, expected 2", try Self.file("<f8", shape: "2, 1", numbers, in: folder))
    expect("no points", try Self.file("<f8", shape: "0, 2", [], in: folder))
    let url = folder.url.appending(path: "short.npy")
    try Data([0x93] + Array("NUMPY".utf8) + [1, 0, 200]).write(to: url)
    expect("no end of its header", url.path(percentEncoded: false))
    try Data([0x93] + Array("NUMPY".utf8) + [1, 0, 200, 0, 1]).write(to: url)
    expect("expected a header of 200", url.path(percentEncoded: false))
  }
}

/// Labels in text files.
@Suite struct LabelTableTests {
  private func read(
    _ text: String, count: Int, column: String? = nil
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "labels.csv")
    return try LabelTable(file: file, count: count, column: column).labels
  }

  @Test func wordsAndNumbers() throws {
    #expect(try read("cat\ndog\n", count: 2) == ["cat", "dog"])
    #expect(try read("\"big cat\"\r\ndog\r\n\n", count: 2) == ["big cat", "dog"])
    #expect(
      try read("Iris setosa\nIris virginica\n", count: 2) == ["Iris setosa", "Iris virginica"])
    // Numbers are compared as numbers, where all labels are.
    #expect(try read("1.0\n1\n1e0\n", count: 3) == ["1", "1", "1"])
    #expect(try read("1.0\n1\nx\n", count: 3) == ["1.0", "1", "x"])
    // A line more is a header, whatever it says.
    #expect(try read("0\n1\n2\n", count: 2) == ["1", "2"])
    #expect(try read("a,kind\n5,x\n6,y\n", count: 2, column: "kind") == ["x", "y"])
    #expect(try read("5,x\n6,y\n", count: 2, column: "2") == ["x", "y"])
  }

  @Test func refusals() throws {
    #expect(throws: DataError.self) { try read("a\n", count: 2) }
    #expect(throws: DataError.self) { try read("a\nb\nc\nd\n", count: 2) }
    #expect(throws: DataError.self) { try read("a,b\nc,d\n", count: 2) }
    #expect(throws: DataError.self) { try read("a,b\nc,d\n", count: 2, column: "3") }
    #expect(throws: DataError.self) { try read("a,b\nc\n", count: 2, column: "1") }
  }
}
