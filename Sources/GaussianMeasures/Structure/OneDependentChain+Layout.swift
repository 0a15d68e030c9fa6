import ExactAlgebra
import Foundation

/// The pieces on which a message is known.
struct PieceLayout {
  /// The bounds of the pieces, increasing.
  let bounds: [Double]
  /// The number of points on each.
  let points: Int
}

/// Where the probability of a chain lies, about: found in floating point. Nothing depends on it but how
/// narrow the result is.
///
/// Around the most probable point of the slabs the logarithm of the density falls by at least `t^2 / 2` where
/// one of the independent numbers moves by `t`.
struct OneDependentLayout {
  /// For each number but the last one the pieces for `Z_k`.
  private(set) var pieces: [PieceLayout] = []
  /// About the number of terms of polynomials.
  private(set) var work = 0.0
  private(set) var largestPointCount = 0
  /// The binary digits that thin slabs cost.
  private(set) var lostBits = 0

  /// - Parameters:
  ///   - chain: the chain.
  ///   - goal: about the number of relative binary digits that are aimed at.
  ///   - share: the length of pieces, relative to the one with the least work where messages are flat.
  init(_ chain: OneDependentChain, goal: Int, share: Double) {
    let links = chain.links.map(RoundedLink.init)
    let mode = Self.mode(links)
    for link in links where link.width < .infinity {
      let size = max(link.own, min(link.lower.magnitude, link.upper.magnitude))
      lostBits = max(lostBits, Int(min(log2(max(1, size / link.width)), 1e4)))
    }
    let fall = Double(goal + lostBits) * log(2) + 8
    let reach = (2 * fall).squareRoot()
    var growths = Array(repeating: 0.5, count: links.count)
    for number in links.indices.dropLast().reversed() {
      let ratio = links[number + 1].other / links[number + 1].own
      growths[number] = 0.5 + ratio * ratio * growths[number + 1]
    }
    for number in links.indices.dropLast() {
      // A half-length at which the growth in the ellipse is moderate.
      let half = min(reach / 2, share * (0.5 / growths[number]).squareRoot())
      let count = max(1, min(Int(min(reach / half, 1e6).rounded(.up)), 100_000))
      let length = reach / Double(count)
      let decay = EllipseShape(
        growth: growths[number] * length * length,
        slope: (6 * growths[number] + mode[number].magnitude) * length
      ).decay(goal: fall)
      // An even number, so that no point is the middle of a piece.
      // The logarithm of the message is bent by at most twice the growth, so this is a slope near the mode.
      let points = max(4, (Int(min(decay, 1e6).rounded(.up)) + 1) / 2 * 2)
      largestPointCount = max(largestPointCount, points)
      work += Double(count) * Double(points) * Double(points) * 2
      guard work < 1e12 else { break }
      let start = mode[number] - reach
      pieces.append(
        PieceLayout(
          bounds: (0...count).map { start + 2 * length * Double($0) }, points: points))
    }
    if pieces.count < links.count - 1 { work = .infinity }
  }

  /// A link in floating point.
  private struct RoundedLink {
    let own: Double
    let other: Double
    let lower: Double
    let upper: Double
    let width: Double

    init(_ link: OneDependentChain.Link) {
      own = Double(approximating: link.ownSquare).squareRoot()
      other = Double(approximating: link.otherSquare).squareRoot() * Double(link.sign)
      lower = link.lower.map { Double(approximating: $0) } ?? -.infinity
      upper = link.upper.map { Double(approximating: $0) } ?? .infinity
      if let lower = link.lower, let upper = link.upper {
        width = Double(approximating: upper - lower)
      } else {
        width = .infinity
      }
    }
  }

  /// The most probable values of the independent numbers, by the method of Hildreth: `X = C Z` is held at
  /// its ends by forces `g`, and `Z = C^T g`.
  private static func mode(_ links: [RoundedLink]) -> [Double] {
    let count = links.count
    var forces = Array(repeating: 0.0, count: count)
    let totals = links.map { $0.own * $0.own + $0.other * $0.other }
    // The covariance with the number before.
    let common = links.indices.map { $0 > 0 ? links[$0 - 1].own * links[$0].other : 0 }
    for _ in 0..<2_000 {
      var largestStep = 0.0
      for number in links.indices {
        var rest = 0.0
        if number > 0 { rest += common[number] * forces[number - 1] }
        if number + 1 < count { rest += common[number + 1] * forces[number + 1] }
        let link = links[number]
        let end = rest < link.lower ? link.lower : rest > link.upper ? link.upper : rest
        let next = (end - rest) / totals[number]
        largestStep = max(
          largestStep, (next - forces[number]).magnitude * totals[number].squareRoot())
        forces[number] = next
      }
      if largestStep < 1e-3 { break }
    }
    return links.indices.map {
      links[$0].own * forces[$0]
        + ($0 + 1 < count ? links[$0 + 1].other * forces[$0 + 1] : 0)
    }
  }
}
