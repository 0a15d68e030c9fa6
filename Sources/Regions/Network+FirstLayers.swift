import Networks

extension Network {
  /// The network of the first hidden layers, with the layer after them as output layer; the
  /// network itself where no number is given.
  ///
  /// - Throws: `RegionError.layerCount` where there are not as many hidden layers.
  func firstHiddenLayers(_ count: Int?) throws(RegionError) -> Network {
    guard let count else { return self }
    let hidden = layers.count - 1
    guard (1...max(hidden, 1)).contains(count), hidden > 0 else {
      throw .layerCount(count, maximum: hidden)
    }
    return truncated(afterHiddenLayers: count)
  }
}
