import Dispatch
import Foundation

/// What is done when the user, a terminal that closes or a batch system asks this process to end,
/// in the place of its end. Signals that are ignored already, as behind `nohup`, stay ignored.
final class Interruptions {
  /// Those that ask for an end.
  static let signals = [SIGHUP, SIGINT, SIGTERM]

  private let sources: [any DispatchSourceSignal]

  /// From now on a signal does something else.
  ///
  /// - Parameter handle: called with the number of each signal, on any thread.
  init(_ handle: @escaping @Sendable (Int32) -> Void) {
    sources = Self.signals.compactMap { number in
      let previous = signal(number, SIG_IGN)
      guard unsafeBitCast(previous, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else {
        return nil
      }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handle(number) }
      source.resume()
      return source
    }
  }

  /// From now on signals end the process again.
  func end() {
    for source in sources where !source.isCancelled {
      source.cancel()
      signal(Int32(source.handle), SIG_DFL)
    }
  }

  /// Ends this process as the signal would have done, without files that are not complete.
  static func obey(_ number: Int32) -> Never {
    TextOutput.discardAll()
    signal(number, SIG_DFL)
    // Threads of Dispatch hold signals back.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
    exit(128 + number)
  }
}
