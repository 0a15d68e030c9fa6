import ExactAlgebra
import LongWork
import Networks
import Polyhedra

/// The activation regions whose closures contain a point, as cones of directions from the point.
///
/// A network is continuous, so a neuron whose pre-activation is not zero at the point has one sign
/// on all of these regions. The others cut the directions: on a cone on which the neurons before
/// have one activity, the pre-activation of such a neuron is a linear form of the direction. Every
/// decision is exact.
struct LocalFan<Cell: PolyhedralCell> {
  let forms: SliceForms
  /// The point in homogeneous coordinates of the slice, a column.
  let point: IntegerMatrix

  /// A cone, with what is known of the pattern there.
  private struct Node {
    var cone: Cell
    /// The activity in the layers that are finished.
    var layers: [[Bool]] = []
    /// The pre-activations of the layer at work.
    var preactivations: IntegerMatrix
    /// The activity of its first neurons.
    var isActive: [Bool] = []
    /// The neurons that are zero at the point and not on the cone.
    var vanishing: [HiddenNeuron] = []
  }

  /// A region, and the neurons that are zero at the point and not on the region.
  struct Sector {
    let pattern: ActivationPattern
    let vanishing: [HiddenNeuron]
  }

  /// The regions in the order of their patterns, until `body` returns false or `Interruption` is due.
  ///
  /// - Parameter cone: the directions that lead into the domain.
  /// - Returns: whether these are all.
  func forEach(in cone: Cell, _ body: (Sector) -> Bool) -> Bool {
    var stack = [
      Node(cone: cone, preactivations: forms.preactivations(ofLayer: 0, on: forms.inputs))
    ]
    while let node = stack.popLast() {
      guard !Interruption.isDue else { return false }
      guard node.layers.count < forms.network.layers.count - 1 else {
        let sector = Sector(
          pattern: ActivationPattern(node.layers), vanishing: node.vanishing)
        guard body(sector) else { return false }
        continue
      }
      do {
        stack += try parts(of: node).reversed()
      } catch {
        return false
      }
    }
    return true
  }

  /// The node with the next neurons decided up to one that cuts its cone, and the parts then.
  private func parts(of node: Node) throws -> [Node] {
    var node = node
    let layer = node.layers.count
    let width = forms.network.architecture.widths[layer + 1]
    let values = node.preactivations * point
    while node.isActive.count < width {
      let neuron = node.isActive.count
      let sign = values[neuron, 0].signum()
      let gradient = IntegerVector(
        node.preactivations.rowVector(neuron).entries.dropLast() + [0])
      // A form that vanishes everywhere is that of an inactive neuron.
      guard sign == 0, !gradient.isZero else {
        node.isActive.append(sign > 0)
        continue
      }
      node.vanishing.append(HiddenNeuron(layer: layer + 1, index: neuron))
      let form = LinearForms([gradient])
      switch try node.cone.side(of: 0, in: form) {
      case .positive: node.isActive.append(true)
      case .negative, .neither: node.isActive.append(false)
      case .both:
        let cut = try node.cone.cut(by: 0, in: form, label: neuron)
        return [(cut.negative, false), (cut.positive, true)].map { cone, isActive in
          var part = node
          part.cone = cone
          part.isActive.append(isActive)
          return part
        }
      }
    }
    return [next(node)]
  }

  /// The node with the next layer at work.
  private func next(_ node: Node) -> Node {
    var next = node
    next.layers.append(node.isActive)
    next.preactivations = forms.preactivations(
      ofLayer: next.layers.count,
      on: forms.output(of: node.preactivations, isActive: node.isActive))
    next.isActive = []
    return next
  }
}
