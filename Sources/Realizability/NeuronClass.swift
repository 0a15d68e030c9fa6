import ExactAlgebra
import Polyhedra

/// Neurons of one layer that are active at the same points, some at least.
struct NeuronClass {
  let activity: [Bool]
  var neurons: [Int]

  /// Whether it is one neuron. The sum of the weighted vectors of several ones, of both signs, is any vector, so
  /// no case of signs is needed.
  var isSingle: Bool { neurons.count == 1 }

  /// The half-spaces of vectors that have the signs of a neuron of the class, multiplied by a sign.
  ///
  /// - Parameters:
  ///   - sign: 1 or -1.
  ///   - points: a vector for each point.
  ///   - first: the place of the first coordinate of the vector among all coordinates.
  ///   - dimension: the number of all coordinates.
  func cone(
    withSign sign: Int, at points: [[Rational]], first: Int, dimension: Int
  ) -> [HalfSpace] {
    zip(points, activity).map { point, isActive in
      var normal = [Rational](repeating: 0, count: dimension)
      for (place, value) in point.enumerated() {
        normal[first + place] = isActive == (sign > 0) ? value : -value
      }
      return HalfSpace(normal: normal)
    }
  }
}

extension RealizationProblem {
  /// The neurons of a hidden layer that are active at some point, those with equal activities together, in
  /// the order of their first ones.
  func classes(ofLayer layer: Int) -> [NeuronClass] {
    var classes: [NeuronClass] = []
    for neuron in 0..<architecture.widths[layer] {
      let activity = activity(ofNeuron: neuron, inLayer: layer)
      guard activity.contains(true) else { continue }
      if let index = classes.firstIndex(where: { $0.activity == activity }) {
        classes[index].neurons.append(neuron)
      } else {
        classes.append(NeuronClass(activity: activity, neurons: [neuron]))
      }
    }
    return classes
  }
}
