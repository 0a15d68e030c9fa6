import Networks

extension ActivationPattern {
  /// For each layer from 0 the neurons that are active, none in layer 0.
  var activeNeurons: [Set<Int>] {
    [[]] + layers.map { layer in Set(layer.indices.filter { layer[$0] }) }
  }
}
