import Enclosures
import RandomNetworks

extension SurveyedPatterns {
  /// The keys of a survey.
  var object: JSONObject {
    let points = curve.map { point -> JSONObject in
      ["patterns": point.patternCount, "mass": point.mass]
    }
    return [
      "sampleCount": sampleCount, "undecidedSamples": openCount, "proposedPatterns": proposedCount,
      "curve": points,
      "provedMass": provedMass.map {
        [
          "patterns": $0.patternCount, "mass": $0.mass,
          "atLeast": $0.mass.ball?.lower.decimal(digits: 6, rounding: .down),
        ] as JSONObject
      },
    ]
  }

  /// What is proved without samples, for people.
  var provedLines: [String] {
    guard let provedMass, let lower = provedMass.mass.ball?.lower else { return [] }
    let shown = lower.decimal(digits: 4, rounding: .down)
    return ["  \(counted(provedMass.patternCount, "pattern")), without samples: at least \(shown)"]
  }

  /// The mass of some numbers of patterns, for people: 1, 2, 5, 10 and so on, and the last one.
  var curveRows: [(String, String)] {
    curve.filter { point in
      let leading = "\(point.patternCount)".trimmingZeros
      return ["1", "2", "5"].contains(leading) || point.patternCount == proposedCount
    }.map { point in
      let bounds = point.mass.decimals.bounds
      return ("\(point.patternCount)", bounds.map { "\($0.lower) to \($0.upper)" } ?? "not known")
    }
  }
}

extension String {
  /// Without zeros at the end.
  fileprivate var trimmingZeros: Substring {
    self[..<(lastIndex { $0 != "0" }.map { index(after: $0) } ?? startIndex)]
  }
}
