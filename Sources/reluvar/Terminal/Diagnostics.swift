import ExactAlgebra
import Foundation
import Laboratory
import LongWork
import RandomNetworks
import Regions
import Synchronization
import Varieties
import Verification

/// Progress and remarks on standard error: a line that is rewritten on a terminal, plain lines
/// elsewhere, nothing where quiet is asked for.
final class Diagnostics: Sendable {
  private struct State {
    var line = ""
    var lastDegree = 0
    var lastFinished = -1
    var degreeStart = Stopwatch()
    var lastLine = Stopwatch()
  }

  private let isQuiet: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// A remark on a line of its own.
  func note(_ text: String) {
    guard !isQuiet else { return }
    clear()
    Self.write("\(Reluvar.invocation): \(text.oneLine)\n")
  }

  /// How far the kernel has come.
  func report(_ progress: KernelProgress) {
    guard !isQuiet else { return }
    state.withLock { state in
      // Threads report out of order; only news is shown.
      guard progress.degree > state.lastDegree || progress.finished > state.lastFinished else {
        return
      }
      if progress.degree != state.lastDegree {
        state.lastDegree = progress.degree
        state.degreeStart = Stopwatch()
        state.lastLine = Stopwatch()
        if !isTerminal {
          Self.write("degree \(progress.degree): \(progress.total) \(Self.parts(of: progress))\n")
        }
      }
      state.lastFinished = progress.finished
      let elapsed = state.degreeStart.elapsed
      if isTerminal {
        state.line =
          "degree \(progress.degree) " + Self.bar(progress.fraction) + " "
          + Self.summary(progress, after: elapsed)
        Self.write("\r\u{1B}[K\(state.line)")
      } else if state.lastLine.elapsed > Self.interval {
        state.lastLine = Stopwatch()
        Self.write("  \(Self.summary(progress, after: elapsed))\n")
      }
    }
  }

  /// How far a search for regions has come.
  ///
  /// - Parameter elapsed: the time since it began.
  func report(_ progress: RegionProgress, after elapsed: Duration) {
    let seconds = max(elapsed / .seconds(1), 1e-3)
    let rate = Double(progress.count) / seconds
    let total = progress.estimatedTotal.map { " of roughly \($0)" } ?? ""
    let rest = seconds * (1 / max(progress.fraction, 1e-9) - 1)
    show(
      fraction: progress.fraction,
      "\(progress.count)\(total) regions, \(Self.rate(rate)) per second"
        + (rest < 1e9 ? ", roughly \(Int(rest) + 1) s left" : ""))
  }

  /// How many regions of a list have been checked.
  ///
  /// - Parameters:
  ///   - count: the number of those that have been.
  ///   - total: the number of all.
  ///   - elapsed: the time since it began.
  func reportChecked(_ count: Int, of total: Int, after elapsed: Duration) {
    let rate = Double(count) / max(elapsed / .seconds(1), 1e-3)
    show(
      fraction: Double(count) / Double(max(total, 1)),
      "\(count) of \(total) regions checked, \(Self.rate(rate)) per second")
  }

  /// How far a search on boxes has come.
  ///
  /// - Parameter elapsed: the time since it began.
  func report(_ progress: BoxProgress, after elapsed: Duration) {
    let seconds = max(elapsed / .seconds(1), 1e-3)
    show(
      fraction: progress.fraction,
      "\(progress.count) boxes, \(Self.rate(Double(progress.count) / seconds)) per second, "
        + "\(progress.openCount) open")
  }

  /// How far the law of a network has come.
  ///
  /// - Parameter elapsed: the time since it began.
  func report(_ progress: NetworkLaw.Progress, after elapsed: Duration) {
    func show(_ count: Int, of total: Int, _ what: String) {
      self.show(
        fraction: Double(count) / Double(max(total, 1)), "\(count) of \(total) \(what)")
    }
    switch progress {
    case .regions(let regions): report(regions, after: elapsed)
    case .patterns(let count, let total): show(count, of: total, "patterns measured")
    case .values(let count, let total): show(count, of: total, "values and quantiles")
    case .samples(let count, let total): show(count, of: total, "random inputs")
    }
  }

  /// How many of several networks have been looked at.
  ///
  /// - Parameter elapsed: the time since it began.
  func report(network: Int, of total: Int, after elapsed: Duration) {
    guard total > 1 else { return }
    show(
      fraction: Double(network) / Double(total),
      "\(network) of \(total) networks, \(Int(elapsed / .seconds(1))) s")
  }

  /// How many points have been looked at.
  ///
  /// - Parameter elapsed: the time since it began.
  func reportPoints(_ count: Int, of total: Int, after elapsed: Duration) {
    let seconds = max(elapsed / .seconds(1), 1e-3)
    let rest = seconds * (Double(total) / Double(max(count, 1)) - 1)
    show(
      fraction: Double(count) / Double(max(total, 1)),
      "\(count) of \(total) points" + (rest < 1e9 ? ", roughly \(Int(rest) + 1) s left" : ""))
  }

  /// How many cells of a density are measured.
  func reportCells(_ count: Int, of total: Int) {
    show(fraction: Double(count) / Double(max(total, 1)), "\(count) of \(total) cells measured")
  }

  /// How many depths of networks are finished.
  func reportDepths(_ count: Int, of total: Int) {
    show(fraction: Double(count) / Double(max(total, 1)), "\(count) of \(total) depths")
  }

  private static func rate(_ rate: Double) -> String {
    rate < 10 ? String(format: "%.1f", rate) : "\(Int(rate))"
  }

  /// How far a search for rank constraints has come.
  func reportSpaces(_ count: Int) {
    show(fraction: 0, "\(count) spaces of combinations gone through")
  }

  /// How far a sweep has come.
  func report(_ progress: Sweep.Progress, after elapsed: Duration) {
    let done = progress.before + progress.finished
    let rate = Double(progress.finished) / max(elapsed / .seconds(1), 1e-3)
    let rest = Double(progress.total - done) / max(rate, 1e-9)
    show(
      fraction: Double(done) / Double(max(progress.total, 1)),
      "\(done)/\(progress.total) instances, \(progress.verdicts[.refuted] ?? 0) refuted, "
        + "\(Self.rate(rate)) per second"
        + (rest < 1e9 ? ", about \(Int(rest) + 1) s left" : ""))
  }

  /// A line of progress, unless there was one a moment ago.
  private func show(fraction: Double, _ text: @autoclosure () -> String) {
    guard !isQuiet else { return }
    state.withLock { state in
      guard state.lastLine.elapsed > (isTerminal ? Self.blink : Self.interval) else { return }
      state.lastLine = Stopwatch()
      if isTerminal {
        state.line = Self.bar(fraction) + " " + text()
        Self.write("\r\u{1B}[K\(state.line)")
      } else {
        Self.write("  \(text())\n")
      }
    }
  }

  /// The time between two changes of the line on a terminal.
  private static let blink = Duration.milliseconds(200)

  /// The time between two lines where there is no terminal.
  private static let interval = Duration.seconds(10)

  private static func parts(of progress: KernelProgress) -> String {
    progress.part.isEmpty ? "weights up to symmetry" : "representations"
  }

  private static func bar(_ fraction: Double) -> String {
    let filled = Int(fraction * 30)
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: ".", count: 30 - filled) + "]"
  }

  private static func summary(_ progress: KernelProgress, after elapsed: Duration) -> String {
    var text = "\(progress.finished)/\(progress.total) \(parts(of: progress))"
    if !progress.part.isEmpty { text += ", \(progress.part)" }
    let rest = elapsed / .seconds(1) * (1 / max(progress.fraction, 1e-9) - 1)
    if elapsed > .seconds(2), rest < 1e9 { text += ", about \(Int(rest) + 1) s left" }
    return text
  }

  /// Removes the progress line from a terminal.
  func clear() {
    state.withLock { state in
      guard !state.line.isEmpty else { return }
      state.line = ""
      Self.write("\r\u{1B}[K")
    }
  }

  static func write(_ text: String) {
    // A remark that cannot be written is no reason to lose a result.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
