import Enclosures
import ExactAlgebra
import RegionInformation

extension DensityReport {
  /// The keys of a density.
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "points": points.file, "pointCount": density.pointCount,
      "outsideCount": density.outsideCount, "withoutInteriorCount": density.sliverCount,
      "layers": layerCount, "smoothing": density.options.smoothing,
      "densityElsewhere": ReportedNumber.exact(density.densityElsewhere),
      "occupiedPart": density.occupiedPart,
      "meanLogDensity": Self.json(density.ofPoints.value),
      "seed": recordedSeed, "seconds": seconds, "version": version,
    ]
    switch reference {
    case .box(let text): object["box"] = text
    case .boxOfPoints: object["box"] = boxSides
    case .law(let law): object["input"] = law.object
    }
    object["reference"] = sizeName
    object["cells"] = density.cells.map { cell in
      [
        "pattern": cell.pattern.description, "count": cell.count, sizeName: cell.size,
        "density": cell.density,
      ] as JSONObject
    }
    object["withoutInterior"] = density.slivers.map { sliver in
      ["pattern": sliver.pattern.description, "count": sliver.count] as JSONObject
    }
    object["heldOut"] = heldOut.map { heldOut in
      [
        "points": heldOut.points.file, "pointCount": heldOut.mean.count,
        "outsideCount": heldOut.mean.outsideCount,
        "withoutInteriorCount": heldOut.mean.sliverCount,
        "zeroDensityCount": heldOut.mean.zeroCount,
        "meanLogDensity": Self.json(heldOut.mean.value),
        "meanLogDensityWherePositive": heldOut.mean.valueWherePositive,
      ] as JSONObject
    }
    if let peers {
      object["histogram"] = Self.object(peers.histogram, "binsPerAxis", peers)
      object["kernel"] = Self.object(peers.kernel, "bandwidth", peers)
      object["comparison"] = ["parts": peers.partCount, "program": peers.versions] as JSONObject
    }
    object["samples"] = samples
    return object
  }

  private static func object(
    _ estimate: PeerDensities.Estimate, _ width: String, _ peers: PeerDensities
  ) -> JSONObject {
    var object: JSONObject = [
      width: estimate.width, "meanLogDensity": json(estimate.ofPoints),
      "zeroDensityCount": estimate.zeroCounts.points,
    ]
    if peers.hasHeldOut {
      object["heldOut"] =
        [
          "meanLogDensity": json(estimate.ofHeldOut),
          "zeroDensityCount": estimate.zeroCounts.heldOut,
        ] as JSONObject
    }
    return object
  }

  /// A mean, where `nil` is minus infinity.
  private static func json(_ mean: ReportedNumber?) -> JSON {
    if let mean { return mean.json }
    var object = JSONObject()
    object.keepsOrder = true
    for (key, value) in [
      ("status", "exact"), ("value", "-infinity"), ("lower", "-infinity"), ("upper", "-infinity"),
    ] {
      object.set(key, to: value)
    }
    return .object(object)
  }

  /// The bounds of the box.
  var boxSides: [[Rational]] {
    guard case .box(let sides) = density.reference else { return [] }
    return sides.map { [$0.lower, $0.upper] }
  }
}
