import ExactAlgebra
import Networks

/// Puts together what was found about the regions, which come in the order of their patterns.
struct TilingTally {
  private let run: TilingRun
  private(set) var flaws: [TilingFlaw] = []
  private(set) var flawCount = 0
  private(set) var pointCount = 0
  private(set) var volumeCount = 0
  private(set) var crossingCount = 0
  private(set) var missingCount = 0
  private(set) var rightCount = 0
  private(set) var volumes = TilingCheck.Volumes.notComputed
  private(set) var faceNumbers: FaceNumbers?
  private var sum = PrefixSum()
  private var isInfinite = false
  private var isUnknown = false
  private var faces: FaceCount
  private var layerCounts: [Int]
  private var last: PackedPattern?

  init(of run: TilingRun) {
    self.run = run
    faces = FaceCount(dimension: run.space.dimension)
    layerCounts = run.network.architecture.hiddenWidths.map { _ in 0 }
  }

  private mutating func add(_ flaw: TilingFlaw) {
    flawCount += 1
    if flaws.count < run.options.maximumFlawCount { flaws.append(flaw) }
  }

  mutating func add(_ finding: RegionFinding) {
    for flaw in finding.flaws { add(flaw) }
    if finding.hasPoint { pointCount += 1 }
    volumeCount += finding.volumeClaimCount
    crossingCount += finding.crossingCount
    missingCount += finding.missingCount
    guard finding.isRight else { return }
    rightCount += 1
    countLayers(of: finding.pattern)
    switch finding.volume {
    case .finite(let volume)?: sum.add(volume, of: finding.pattern)
    case .infinite?: isInfinite = true
    case nil: isUnknown = true
    }
    for face in finding.faces { faces.add(face.key, dimension: face.dimension) }
  }

  private mutating func countLayers(of pattern: PackedPattern) {
    let difference = last.map { $0.firstDifference(from: pattern) ?? .max } ?? 0
    last = pattern
    var end = 0
    for (layer, width) in run.network.architecture.hiddenWidths.enumerated() {
      end += width
      if difference < end { layerCounts[layer] += 1 }
    }
  }

  /// Compares what concerns all regions together.
  mutating func finish() {
    if run.list.patterns.isEmpty { add(TilingFlaw(.emptyList)) }
    let totals = run.list.totals
    if let count = totals.count, count != run.list.patterns.count {
      add(TilingFlaw(.count(listed: count, found: run.list.patterns.count)))
    }
    if let counts = totals.layerCounts, counts != layerCounts {
      add(TilingFlaw(.layerCounts(listed: counts, found: layerCounts)))
    }
    compareVolumes()
    guard run.countsFaces, case .generated(let domain) = run.domain else { return }
    let numbers = faces.numbers(in: domain)
    faceNumbers = numbers
    if !numbers.isConsistent { add(TilingFlaw(.faceNumbers(numbers))) }
  }

  private mutating func compareVolumes() {
    let found: TilingVolume? =
      isInfinite ? .infinite : isUnknown ? nil : .finite(sum.total)
    if let listed = run.list.totals.volume, let found, listed != found {
      add(TilingFlaw(.volumeTotal(listed: listed, found: found)))
    }
    guard case .generated(let domain) = run.domain, run.countsFaces else { return }
    guard run.hasVolume else {
      volumes = .unboundedDomain
      return
    }
    guard case .finite(let total)? = found else { return }
    let whole = domain.volume(of: domain.lattice)
    guard total == whole else {
      volumes = .different(sum: total, domain: whole)
      add(TilingFlaw(.volumeSum(found: total, domain: whole)))
      return
    }
    volumes = .equal(total)
  }

  /// The result.
  var check: TilingCheck { TilingCheck(of: run, self) }
}
