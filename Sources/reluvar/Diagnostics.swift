import ExactAlgebra
import Foundation
import Synchronization
import Varieties

/// Progress and remarks on standard error: a line that is rewritten on a terminal, plain lines
/// elsewhere, nothing where quiet is asked for.
final class Diagnostics: Sendable {
  private struct State {
    var line = ""
    var lastDegree = 0
    var lastFraction = -1
  }

  private let isQuiet: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// A remark on a line of its own.
  func note(_ text: String) {
    guard !isQuiet else { return }
    clear()
    Self.write("reluvar: \(text.oneLine)\n")
  }

  /// How far the kernel has come.
  func report(_ progress: KernelProgress) {
    guard !isQuiet else { return }
    state.withLock { state in
      // Threads report out of order; only news is shown.
      guard progress.degree > state.lastDegree || progress.finished > state.lastFraction else {
        return
      }
      let isNewDegree = progress.degree != state.lastDegree
      state.lastDegree = progress.degree
      state.lastFraction = progress.finished
      if isTerminal {
        let filled = progress.finished * 30 / max(progress.total, 1)
        let bar =
          String(repeating: "#", count: filled)
          + String(repeating: ".", count: 30 - filled)
        state.line =
          "degree \(progress.degree) [\(bar)] \(progress.finished)/\(progress.total) weights"
        Self.write("\r\u{1B}[K\(state.line)")
      } else if isNewDegree {
        Self.write("degree \(progress.degree): \(progress.total) weights up to symmetry\n")
      }
    }
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
