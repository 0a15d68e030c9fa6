import Dispatch
import Foundation
import Synchronization

/// What is done when the user, a terminal that closes or a batch system asks this process to end,
/// in the place of its end. Signals that are ignored already, as behind `nohup`, stay ignored.
final class Interruptions {
  /// The signals that ask the process to end.
  static let signals = [SIGHUP, SIGINT, SIGTERM]

  /// How many are in force.
  private static let activeCount = Mutex(0)

  /// Whether signals do something else already. A second handler of Dispatch beside the first one
  /// would lose signals.
  static var areHandled: Bool { activeCount.withLock { $0 > 0 } }

  private let sources: [any DispatchSourceSignal]
  private var isInForce = true

  /// From now on a signal does something else.
  ///
  /// - Parameter handle: called with the number of each signal, on any thread.
  ///
  /// - Precondition: none other is in force.
  init(_ handle: @escaping @Sendable (Int32) -> Void) {
    Self.activeCount.withLock { $0 += 1 }
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
    guard isInForce else { return }
    isInForce = false
    Self.activeCount.withLock { $0 -= 1 }
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
