import ExactAlgebra
import ReLUNetworks
import SwiftProtobuf

extension Network {
  /// The most nodes that the output of a model may depend on.
  private static let maximumNodeCount = 4_096

  /// Reads an ONNX model.
  init(onnx contents: FileContents) throws(DataError) {
    do {
      self = try Self.network(of: Self.graph(in: contents))
    } catch {
      throw error.placed(in: contents.name)
    }
  }

  private static func graph(in contents: FileContents) throws(DataError) -> ONNXGraph {
    guard ONNXMessageKind.hasModerateCount(in: contents.bytes) else {
      throw DataError(
        "more than \(ONNXMessageKind.maximumCount) nodes, tensors and parts of them")
    }
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    guard let model = try? ONNXModel(serializedBytes: contents.bytes, options: options),
      model.hasGraph
    else { throw DataError("not an ONNX model") }
    return model.graph
  }

  private static func network(of graph: ONNXGraph) throws(DataError) -> Network {
    var constants: Set<String> = []
    for tensor in graph.initializer {
      guard constants.insert(tensor.name).inserted else {
        throw DataError("the initializer '\(tensor.name.excerpt)' occurs twice")
      }
    }
    let input = try only(graph.input.filter { !constants.contains($0.name) }, "input")
    let output = try only(graph.output, "output")
    let order = try GraphOrder(graph.node, known: constants.union([input.name]))
      .nodes(for: output.name)
    guard order.count <= maximumNodeCount else {
      throw DataError("\(order.count) nodes, expected at most \(maximumNodeCount)")
    }
    guard try chain(from: input.name, through: order, of: graph).contains(output.name) else {
      throw DataError(
        "the output '\(output.name.excerpt)' does not depend on the input '\(input.name.excerpt)'")
    }
    var evaluation = try GraphEvaluation(
      input: input.name, Activation(inputOf: input), type: Int(input.elementType))
    let used = Set(order.flatMap { graph.node[$0].input })
    for tensor in graph.initializer where used.contains(tensor.name) {
      try evaluation.define(tensor)
    }
    for index in order {
      do {
        try evaluation.run(graph.node[index])
      } catch {
        throw error.placed(at: graph.node[index].place(index))
      }
    }
    return try evaluation.activation(output.name).layers.network()
  }

  /// The names of the values that depend on the input.
  ///
  /// - Throws: `DataError` for operators that are not supported, and for nodes with several such
  ///   values: what an output depends on is a chain then.
  private static func chain(
    from input: String, through order: [Int], of graph: ONNXGraph
  ) throws(DataError) -> Set<String> {
    var chain: Set<String> = [input]
    for index in order {
      let node = graph.node[index]
      do throws(DataError) {
        _ = try ONNXOperator(of: node)
        let count = node.input.count { chain.contains($0) }
        guard count <= 1 else {
          throw DataError(
            "\(count) inputs that depend on the input of the model, expected one and constants")
        }
        if count == 1 { chain.formUnion(node.output) }
      } catch {
        throw error.placed(at: node.place(index))
      }
    }
    return chain
  }

  /// The only one of the inputs or outputs of a model.
  private static func only(
    _ values: [ONNXValueInfo], _ kind: String
  ) throws(DataError) -> ONNXValueInfo {
    guard values.count == 1 else {
      let names = values.prefix(3).map { "'\($0.name.excerpt)'" }.joined(separator: ", ")
      throw DataError(
        "\(values.count) \(kind)s\(names.isEmpty ? "" : " (\(names))"), expected one")
    }
    return values[0]
  }
}

extension ONNXValueInfo {
  /// The type of the entries.
  fileprivate var elementType: Int32 { type.tensorType.elemType }

  /// The extents of the axes, `nil` where they are not numbers; `nil` without a shape.
  fileprivate var extents: [Int?]? {
    guard type.tensorType.hasShape else { return nil }
    return type.tensorType.shape.dim.map { $0.dimValue > 0 ? Int($0.dimValue) : nil }
  }
}

extension Activation {
  /// The input of a model.
  fileprivate init(inputOf info: ONNXValueInfo) throws(DataError) {
    let place = "the input '\(info.name.excerpt)'"
    guard info.elementType == 0 || ONNXElementType.formats[Int(info.elementType)] != nil else {
      let name = ONNXElementType.names[Int(info.elementType)] ?? "\(info.elementType)"
      throw DataError(
        "\(place) has the data type \(name), expected float, double, float16 or bfloat16")
    }
    do {
      try self.init(inputOfShape: info.extents)
    } catch {
      throw error.placed(at: place)
    }
  }
}
