import Foundation
import Specimens
import Testing

@testable import LongWork

/// Work that cannot be asked to end is done to its end, or left alone when its time is over.
@Suite struct AbandonmentTests {
  @Test func resultsComeBack() throws {
    #expect(try Interruption.abandoning { 6 * 7 } == 42)
    let numbers = try Interruption.within(.seconds(600)) {
      try (0..<100).map { number in try Interruption.abandoning { number } }
    }
    #expect(numbers == Array(0..<100))
  }

  @Test func endComesFirst() throws {
    let hasEnded = Recorder<Bool>()
    let gate = DispatchSemaphore(value: 0)
    #expect(throws: Interruption.TimeIsOver(limit: .milliseconds(30))) {
      try Interruption.within(.milliseconds(30)) {
        try Interruption.abandoning {
          gate.wait()
          hasEnded.append(true)
        }
      }
    }
    #expect(hasEnded.values.isEmpty)
    // What was abandoned does no harm when it ends.
    gate.signal()
    while hasEnded.values.isEmpty { Thread.sleep(forTimeInterval: 0.005) }
  }

  @Test func requestIsSeen() throws {
    let request = Interruption.Request()
    let gate = DispatchSemaphore(value: 0)
    defer { gate.signal() }
    #expect(throws: Interruption.IsRequested.self) {
      try Interruption.within(nil, of: request) {
        try Interruption.abandoning {
          request.make()
          gate.wait()
        }
      }
    }
  }

  @Test func remainingTime() {
    #expect(Interruption.remainingTime == nil)
    Interruption.within(.seconds(100)) {
      let time = Interruption.remainingTime
      #expect(time.map { $0 > .seconds(50) && $0 <= .seconds(100) } == true)
      // A later end does not put off an earlier one.
      Interruption.within(.seconds(1_000)) {
        #expect(Interruption.remainingTime.map { $0 <= .seconds(100) } == true)
      }
      Interruption.within(.zero) { #expect(Interruption.remainingTime == .zero) }
    }
  }
}
