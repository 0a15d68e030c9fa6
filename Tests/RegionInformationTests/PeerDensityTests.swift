import Enclosures
import ExactAlgebra
import Foundation
import Oracles
import Programs
import RegionInformation
import Testing

/// Histogram and kernel from Python, against the same sums in Swift.
@Suite struct PeerDensityTests {
  private static func points(_ count: Int, stream: UInt64) -> [[Rational]] {
    var generator = SeededGenerator(seed: 9, stream: stream)
    return (0..<count).map { _ in
      (0..<2).map { _ in
        // Two clusters.
        let number = Int.random(in: -200...200, using: &generator)
        // On no edge of a bin.
        return Rational(Integer(number > 0 ? number + 400 : number - 300), 1000)
          + Rational(1, 7919)
      }
    }
  }

  private static func expect(
    _ number: ReportedNumber?, _ expected: Double, within tolerance: Double
  ) throws {
    guard case .estimated(let value, let error)? = number else {
      Issue.record("not an estimate")
      return
    }
    let difference = abs(value - expected)
    #expect(error > 0 && difference < tolerance)
  }

  @Test(.enabled { await PythonEnvironment.isAvailable })
  func sumsAreRight() async throws {
    let python = PythonProgram(at: try #require(await PythonEnvironment.interpreter))
    let (points, others) = (Self.points(120, stream: 1), Self.points(50, stream: 2))
    let box = Array(repeating: (lower: Rational(-1), upper: Rational(1)), count: 2)
    let peers = try await PeerDensities(
      of: points, heldOut: others, in: box, smoothing: Rational(1, 2), seed: 4, by: python)
    #expect(peers.partCount == 5 && peers.hasHeldOut && peers.versions.contains("scikit-learn"))

    let bins = Int(peers.histogram.width)
    #expect(bins > 1)
    func place(_ point: [Rational]) -> [Int] {
      point.map { number in
        let place = (Double(approximating: number) + 1) / 2 * Double(bins)
        return min(Int(place), bins - 1)
      }
    }
    var counts: [[Int]: Int] = [:]
    for point in points { counts[place(point), default: 0] += 1 }
    func histogram(_ point: [Rational]) -> Double {
      let count = Double(counts[place(point)] ?? 0)
      return log((count * Double(bins * bins) + 0.5) / (4 * 120.5))
    }
    let width = peers.kernel.width
    #expect(width > 0)
    func kernel(_ point: [Rational]) -> Double {
      var sum = 0.0
      for other in points {
        var square = 0.0
        for (x, y) in zip(point, other) {
          let shift = Double(approximating: x - y)
          square += shift * shift
        }
        sum += exp(-square / (2 * width * width))
      }
      return log(sum / (120 * 2 * Double.pi * width * width))
    }
    func mean(_ density: ([Rational]) -> Double, _ points: [[Rational]]) -> Double {
      var sum = 0.0
      for point in points { sum += density(point) }
      return sum / Double(points.count)
    }
    try Self.expect(peers.histogram.ofPoints, mean(histogram, points), within: 1e-9)
    try Self.expect(peers.histogram.ofHeldOut, mean(histogram, others), within: 1e-9)
    try Self.expect(peers.kernel.ofPoints, mean(kernel, points), within: 1e-6)
    try Self.expect(peers.kernel.ofHeldOut, mean(kernel, others), within: 1e-6)
  }

  @Test func whatIsMissing() async throws {
    let folder = try TemporaryFolder()
    let none = #expect(throws: PeerDensityError.self) {
      try PythonProgram.find(in: ["PATH": folder.url.path])
    }
    #expect(none == .noPython(path: nil) && none?.isOfMissingProgram == true)
    let named = #expect(throws: PeerDensityError.self) {
      try PythonProgram.find(in: [PythonProgram.environmentVariable: folder.path("python")])
    }
    #expect(named?.description.contains(PythonProgram.environmentVariable) == true)

    // An interpreter without the packages, and one that fails.
    for (status, isMissing) in [(3, true), (1, false)] {
      let path = try folder.write("#!/bin/sh\necho no module\nexit \(status)\n", to: "python")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      let error = await #expect(throws: PeerDensityError.self) {
        try await PeerDensities(
          of: Self.points(5, stream: 1), heldOut: nil, in: [(-1, 1), (-1, 1)], smoothing: 0,
          seed: 1, by: PythonProgram(at: URL(filePath: path)))
      }
      #expect(error?.isOfMissingProgram == isMissing)
      #expect(error?.description.contains("no module") == true)
    }
  }
}
