import Databases
import Foundation

/// The findings of a sweep in one SQLite file.
///
/// Every group of findings is one transaction, written through to the disk: a process that is
/// killed at any moment leaves a file with all findings of earlier transactions. The file works on
/// network file systems too, as long as one machine writes at a time.
public final class SweepStore: Sendable {
  /// The number of the format, which changes with the tables.
  public static let format = 2
  /// How long to wait for another process that writes to a store.
  public static let patience = Duration.seconds(10)
  /// Marks the files of this program: "RLUV".
  private static let applicationID = 0x524C_5556

  /// Where the file is.
  public let path: String
  /// What the sweep is about.
  public let definition: SweepDefinition
  /// The version of the program that began it.
  public let version: String
  /// The numbers of the instances that belong into this store.
  public let range: Range<Int>
  /// The digest of the plan that the store is a shard of, if it is one.
  public let plan: String?
  private let database: Database

  /// The store at a path for a sweep: the one that is there, or a new one.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - definition: what the sweep is about.
  ///   - range: the numbers of the instances; all of them where it is `nil`, which takes a walk
  ///     through the family when the store is made.
  ///   - plan: the digest of the plan that it is a shard of.
  ///   - version: the version of the program.
  ///   - claims: other claims, with which a store of another sweep is refused by its name.
  /// - Throws: `StoreError`.
  public static func open(
    at path: String, for definition: SweepDefinition, range: Range<Int>? = nil,
    plan: String? = nil, version: String, claims: [any Claim] = []
  ) throws(StoreError) -> SweepStore {
    let claims = [definition.claim] + claims
    try check(path)
    if isNew(path) {
      let all = range ?? 0..<definition.instances.reduce(0) { count, _ in count + 1 }
      do {
        return try SweepStore(
          creatingAt: path,
          header: Header(definition: definition, version: version, range: all, plan: plan))
      } catch {
        // Another sweep may have made it at the same moment.
        guard !isNew(path), (try? SweepStore(openingAt: path, claims: claims)) != nil else {
          throw error
        }
      }
    }
    let store = try SweepStore(openingAt: path, claims: claims)
    let isSame = store.definition == definition && (range == nil || range == store.range)
    guard isSame else {
      throw .otherSweep(
        path: path, found: store.title, wanted: title(of: definition, range: range))
    }
    guard store.version == version else {
      throw .otherVersion(path: path, version: store.version, own: version)
    }
    guard plan == nil || store.plan == plan else { throw .otherPlan(path: path) }
    return store
  }

  /// An existing store.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - claims: the claims of which it may hold a sweep.
  ///   - patience: how long to wait for another process that writes to the file.
  /// - Throws: `StoreError`.
  public convenience init(
    at path: String, claims: [any Claim], patience: Duration = SweepStore.patience
  ) throws(StoreError) {
    try Self.check(path)
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    guard !Self.isNew(path) else { throw .notAStore(path: path) }
    try self.init(openingAt: path, claims: claims, patience: patience)
  }

  /// Whether there is nothing at the path, or the file that a process left which was killed
  /// before it wrote anything.
  private static func isNew(_ path: String) -> Bool {
    // A link that leads nowhere is new too.
    guard FileManager.default.fileExists(atPath: path),
      let attributes = try? FileManager.default.attributesOfItem(atPath: fileName(path))
    else { return true }
    return attributes[.type] as? FileAttributeType == .typeRegular
      && attributes[.size] as? Int == 0
  }

  /// Refuses names that no store can have.
  private static func check(_ path: String) throws(StoreError) {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if path.isEmpty || isFolder.boolValue { throw .notAFile(path: path) }
  }

  /// The absolute name with links followed, which SQLite takes literally.
  static func fileName(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private init(
    openingAt path: String, claims: [any Claim], patience: Duration = SweepStore.patience
  ) throws(StoreError) {
    do {
      database = try Self.connect(to: path, patience: patience)
      let header = try database.read { try Header(from: $0, path: path, claims: claims) }
      (definition, version) = (header.definition, header.version)
      (range, plan) = (header.range, header.plan)
      self.path = path
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private init(creatingAt path: String, header: Header) throws(StoreError) {
    self.path = path
    (definition, version) = (header.definition, header.version)
    (range, plan) = (header.range, header.plan)
    do {
      database = try Database(at: Self.fileName(path), patience: Self.patience)
      try database.write { connection in
        try header.write(to: connection, applicationID: Self.applicationID)
        try connection.execute(script: Self.tables)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// For writing where that is possible, which rolls back what a killed process left.
  private static func connect(to path: String, patience: Duration) throws -> Database {
    do {
      let database = try Database(at: fileName(path), patience: patience)
      _ = try database.read { try $0.first("SELECT count(*) FROM sqlite_master") }
      return database
    } catch let error as DatabaseError where error.kind == .readOnly {
      return try Database(at: fileName(path), isReadOnly: true, patience: patience)
    }
  }

  private static let tables = """
    CREATE TABLE finding (
      number INTEGER PRIMARY KEY,
      key TEXT NOT NULL, instance TEXT NOT NULL, part TEXT NOT NULL,
      members TEXT NOT NULL, verdict TEXT NOT NULL, outcome TEXT NOT NULL,
      finding TEXT NOT NULL, seed TEXT NOT NULL, primes TEXT NOT NULL,
      version TEXT NOT NULL, seconds REAL NOT NULL
    ) STRICT;
    """

  /// The sweep, with the part of it that the store is for.
  public var title: String { Self.title(of: definition, range: range) }

  private static func title(of definition: SweepDefinition, range: Range<Int>?) -> String {
    guard let range, range.lowerBound > 0 else { return definition.description }
    return "\(definition), instances from \(range.lowerBound)"
  }

  /// The first lines of a file: whose it is, and what it is about.
  private struct Header {
    let definition: SweepDefinition
    let version: String
    let range: Range<Int>
    let plan: String?

    init(definition: SweepDefinition, version: String, range: Range<Int>, plan: String?) {
      self.definition = definition
      self.version = version
      self.range = range
      self.plan = plan
    }

    init(from connection: Connection, path: String, claims: [any Claim]) throws {
      let mark = try connection.value("PRAGMA application_id", as: Int.self)
      guard mark == SweepStore.applicationID else { throw StoreError.notAStore(path: path) }
      let rows = try connection.rows("SELECT key, value FROM header")
      let values = [String: String](
        uniqueKeysWithValues: try rows.map { (try $0.get(0), try $0.get(1)) })
      let format = try connection.value("PRAGMA user_version") ?? 0
      guard format == SweepStore.format else {
        throw StoreError.otherFormat(
          path: path, format: format, version: values["version"] ?? "unknown")
      }
      let pages = try connection.value("PRAGMA page_count") ?? 0
      let pageSize = try connection.value("PRAGMA page_size") ?? 0
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: SweepStore.fileName(path))
      guard let size = attributes?[.size] as? Int, size >= pages * pageSize else {
        throw StoreError.damaged(path: path, reason: "the end of the file is missing")
      }
      let check = try connection.value("PRAGMA quick_check(1)") ?? "no answer"
      guard check == "ok" else { throw StoreError.damaged(path: path, reason: check) }
      guard let text = values["definition"], let version = values["version"],
        let definition = try Self.definition(text, path: path, claims: claims),
        let first = values["first"].flatMap({ Int($0) }),
        let end = values["end"].flatMap({ Int($0) }), first <= end
      else {
        throw StoreError.damaged(path: path, reason: "the header is incomplete")
      }
      self.init(
        definition: definition, version: version, range: first..<end, plan: values["plan"])
    }

    private static func definition(
      _ text: String, path: String, claims: [any Claim]
    ) throws -> SweepDefinition? {
      do {
        return try JSONDecoder(claims: claims).decode(SweepDefinition.self, from: Data(text.utf8))
      } catch let error as SweepDefinition.UnknownClaim {
        throw StoreError.unknownClaim(path: path, claim: error.name)
      } catch {
        return nil
      }
    }

    func write(to connection: Connection, applicationID: Int) throws {
      let text = String(decoding: try JSONEncoder.canonical.encode(definition), as: UTF8.self)
      try connection.execute(
        script: """
          PRAGMA application_id = \(applicationID);
          PRAGMA user_version = \(SweepStore.format);
          CREATE TABLE header (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
          """)
      let values =
        [
          ("definition", text), ("version", version), ("first", "\(range.lowerBound)"),
          ("end", "\(range.upperBound)"),
        ] + (plan.map { [("plan", $0)] } ?? [])
      for (key, value) in values {
        try connection.execute("INSERT INTO header (key, value) VALUES (?, ?)", [key, value])
      }
    }
  }

  /// Does something in one transaction.
  func write<Result>(_ body: (Connection) throws -> Result) throws(StoreError) -> Result {
    do { return try database.write(body) } catch { throw StoreError(error, path: path) }
  }

  /// Does something outside of any transaction, such as attaching another file.
  func withConnection<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    do {
      return try database.access(body)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// Reads something.
  func read<Result>(_ body: (Connection) throws -> Result) throws(StoreError) -> Result {
    do {
      return try database.read(body)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
