import ExactAlgebra
import Polyhedra

extension ActivationRegions {
  /// Nodes of the search tree that divide the regions, in order: each region is below exactly one of them.
  ///
  ///     let prefixes = try regions.prefixes(regionsEach: 50_000)
  ///     var summary = try await regions.count(below: prefixes[0])
  ///     for prefix in prefixes.dropFirst() { summary = summary + (try await regions.count(below: prefix)) }
  ///     // summary == regions.count()
  ///
  /// How many regions are below a node is estimated while the tree is divided, so that some have more than
  /// asked for, and many have fewer; that each region is below one of them does not depend on it.
  ///
  /// - Parameters:
  ///   - size: about how many regions there are below a node at most; with 1 every region is a node.
  ///   - seed: of the random numbers of the estimates.
  /// - Throws: `RegionError.emptyDomain`; as `Interruption.check`.
  public func prefixes(regionsEach size: Int, seed: UInt64 = 1) throws -> [RegionPrefix] {
    precondition(size >= 1, "nodes without regions")
    return try prefixes(cellType, size: size, seed: seed)
  }

  private func prefixes<Cell: PolyhedralCell>(
    _ cellType: Cell.Type, size: Int, seed: UInt64
  ) throws -> [RegionPrefix] {
    let tree = tree(of: cellType)
    var generator = SeededGenerator(seed: seed)
    return try tree.partition(
      below: root(of: tree), leavesEach: size, using: &generator)
  }

  /// The numbers of regions below a node of the search tree. Of the regions of first layers those are
  /// counted that no node before it has a part of, so numbers of a division add up.
  ///
  /// - Throws: as `forEach(below:options:transform:body:)`.
  public func count(
    below prefix: RegionPrefix, options: Options = Options()
  ) async throws -> RegionSummary {
    try await forEach(below: prefix, options: options, transform: { _ in }, body: { _ in true })
  }

  /// The volume of the cell of a node, which is that of all regions below it, computed without
  /// them; `nil` where vertices are not computed.
  ///
  /// - Throws: `RegionError.emptyDomain`, `RegionError.strangePrefix`; as `Interruption.check`.
  public func volume(of prefix: RegionPrefix) throws -> RegionVolume? {
    guard cellType == GeneratedCell.self else { return nil }
    let tree = tree(of: GeneratedCell.self)
    let cell = try tree.node(at: prefix, below: root(of: tree)).cell
    guard !space.hasHiddenLines, let volume = try cell.volume() else { return .infinite }
    return .finite(volume)
  }

  /// The mean of some estimates of the number of regions below a node, for a guess at what a search
  /// takes.
  ///
  /// - Throws: `RegionError.emptyDomain`, `RegionError.strangePrefix`; as `Interruption.check`.
  package func estimatedCount(
    below prefix: RegionPrefix = .root, passes: Int, seed: UInt64 = 1
  ) throws -> Double {
    try estimatedCount(cellType, below: prefix, passes: passes, seed: seed)
  }

  private func estimatedCount<Cell: PolyhedralCell>(
    _ cellType: Cell.Type, below prefix: RegionPrefix, passes: Int, seed: UInt64
  ) throws -> Double {
    let tree = tree(of: cellType)
    let node = try tree.node(at: prefix, below: root(of: tree))
    var generator = SeededGenerator(seed: seed)
    return try tree.estimatedLeafCount(below: node, passes: passes, using: &generator)
  }
}
