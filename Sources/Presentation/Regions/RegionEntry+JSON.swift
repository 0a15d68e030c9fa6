import ExactAlgebra
import Polyhedra
import Regions

extension RegionEntry {
  /// The keys of a region.
  func object(_ notation: RegionNotation) -> JSONObject {
    var object = details?.object(notation) ?? JSONObject()
    object.set("pattern", to: pattern.description)
    if let classes {
      object.set("affineMap", to: classes.map + 1)
      object.set("linearRegion", to: classes.component + 1)
    }
    if let points {
      object.set("pointCount", to: points.inside.count)
      object.set("points", to: points.inside)
      if !points.touching.isEmpty { object.set("touching", to: points.touching) }
    }
    return object
  }
}

extension RegionDetails {
  fileprivate func object(_ notation: RegionNotation) -> JSONObject {
    var object = JSONObject()
    object.set("bounded", to: isBounded)
    object.set("facets", to: facetCount)
    object.set("inequalities", to: facets?.map { $0.object(notation) })
    if let interiorPoint { object.add("interiorPoint", interiorPoint, notation) }
    if let area { object.add("area", area, notation) }
    switch volume {
    case .finite(let volume)?: object.add("volume", volume, notation)
    case .infinite?: object.set("volume", to: "infinite")
    case nil: break
    }
    if let map {
      var forms = JSONObject()
      forms.add("constants", map.map { $0[$0.count - 1] }, notation)
      forms.add("weights", map.map { Array($0.dropLast()) }, notation)
      object.set("map", to: forms)
    }
    if let vertices { object.add("vertices", vertices, notation) }
    if let rays { object.add("rays", rays, notation) }
    return object
  }
}

extension RegionFacet {
  /// `normal . x + offset > 0`, with the neuron or the inequality of the domain.
  fileprivate func object(_ notation: RegionNotation) -> JSONObject {
    let halfSpace = halfSpace
    var object = JSONObject()
    object.keepsOrder = true
    switch source {
    case .neuron(let neuron): object.set("neuron", to: neuron.object)
    case .domain(let index): object.set("domain", to: index + 1)
    }
    object.set("normal", to: halfSpace.normal)
    object.set("offset", to: halfSpace.offset)
    if let decimals = notation.decimals {
      let scaled = halfSpace.scaled
      object.set("normalDecimals", to: scaled.normal.map { $0.decimal(digits: decimals) })
      object.set("offsetDecimals", to: scaled.offset.decimal(digits: decimals))
    }
    return object
  }
}

extension JSONObject {
  /// A key with an exact number, and one beside it with decimals where these are asked for.
  fileprivate mutating func add(_ key: String, _ value: Rational, _ notation: RegionNotation) {
    set(key, to: value)
    set(key + "Decimals", to: notation.decimals.map { value.decimal(digits: $0) })
  }

  /// The same for a vector.
  fileprivate mutating func add(_ key: String, _ vector: [Rational], _ notation: RegionNotation) {
    set(key, to: vector)
    self[key + "Decimals"] = notation.decimals.map { digits in
      vector.map { $0.decimal(digits: digits) }
    }
  }

  /// The same for a list of vectors.
  fileprivate mutating func add(_ key: String, _ rows: [[Rational]], _ notation: RegionNotation) {
    set(key, to: rows)
    self[key + "Decimals"] = notation.decimals.map { digits in
      rows.map { $0.map { $0.decimal(digits: digits) } }
    }
  }
}
