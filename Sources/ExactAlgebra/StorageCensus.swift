import Synchronization

/// Counts the C objects that are alive, so that tests can prove that none leaks.
public enum StorageCensus {
  private static let living = Atomic<Int>(0)

  /// The number of C objects owned by values of this module at this moment.
  public static var livingObjects: Int { living.load(ordering: .relaxed) }

  static func acquire() { living.add(1, ordering: .relaxed) }

  static func release() { living.subtract(1, ordering: .relaxed) }
}
