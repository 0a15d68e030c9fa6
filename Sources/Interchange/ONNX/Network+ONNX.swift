import ExactAlgebra
import Networks

extension Network {
  /// The most nodes that the outputs of a model may depend on.
  private static let maximumNodeCount = 4_096

  /// Reads an ONNX model.
  static func reading(
    onnx contents: FileContents, _ options: NetworkReading.Options
  ) throws(DataError) -> NetworkReading {
    do {
      let graph = try graph(in: contents)
      let externalData = ExternalData(beside: contents.path)
      return try reading(of: graph, externalData, named: contents.name, options)
    } catch {
      throw error.placed(in: contents.name)
    }
  }

  private static func graph(in contents: FileContents) throws(DataError) -> ONNXGraph {
    do {
      if let graph = try ONNXModel(bytes: contents.bytes).graph { return graph }
    } catch .tooManyMessages {
      throw DataError(
        "more than \(MessageLimit.maximumCount) nodes, tensors and parts of them")
    } catch {}
    throw DataError("not an ONNX model")
  }

  private static func reading(
    of graph: ONNXGraph, _ externalData: ExternalData, named file: String,
    _ options: NetworkReading.Options
  ) throws(DataError) -> NetworkReading {
    var constants: Set<String> = []
    for tensor in graph.initializer {
      guard constants.insert(tensor.name).inserted else {
        throw DataError("the initializer '\(tensor.name.excerpt)' occurs twice")
      }
    }
    let inputs = graph.input.filter { !constants.contains($0.name) }
    guard !inputs.isEmpty else { throw DataError("0 inputs, expected one") }
    let outputs = options.outputName.map { [$0] } ?? graph.output.map(\.name)
    guard !outputs.isEmpty else { throw DataError("0 outputs, expected one") }
    let order = try GraphOrder(graph.node, known: constants.union(inputs.map(\.name)))
    if let name = options.outputName, !order.isGiven(name) {
      throw DataError(
        "--output-name: no value '\(name.excerpt)', expected the name of an output or of another "
          + "value of the model")
    }
    let nodes = try order.nodes(for: outputs)
    guard nodes.count <= maximumNodeCount else {
      throw DataError("\(nodes.count) nodes, expected at most \(maximumNodeCount)")
    }
    let used = Set(nodes.flatMap { graph.node[$0].input }).union(outputs)
    let values = try inputValues(inputs, used: used)
    var evaluation = GraphEvaluation(inputs: values, externalData: externalData)
    for tensor in graph.initializer where used.contains(tensor.name) {
      try evaluation.define(tensor)
    }
    try evaluation.run(graph.node, order: nodes, keeping: Set(outputs))
    let (output, tail) = try evaluation.output(among: outputs, input: inputs[0].name)
    let result = try evaluation.assembly.network(output: output.form)
    var remarks = evaluation.remarks(result)
    if values.count > 1 { remarks.append(.joinedInputs(values.map(\.name))) }
    if !externalData.files.isEmpty { remarks.append(.externalData(externalData.files)) }
    if let name = options.outputName { remarks.append(.outputStated(name)) }
    if let tail { remarks.append(.cutOff(tail.operators, behind: tail.name)) }
    return NetworkReading(
      result.network, file: file, format: .onnx, layerNames: result.layerNames, remarks: remarks)
  }

  /// The inputs, joined to one vector where there are several.
  private static func inputValues(
    _ inputs: [ONNXValueInfo], used: Set<String>
  ) throws(DataError) -> [(name: String, value: TensorValue)] {
    guard let first = inputs.first,
      inputs.count == 1 || inputs.allSatisfy({ used.contains($0.name) })
    else {
      let names = inputs.prefix(3).map { "'\($0.name.excerpt)'" }.joined(separator: ", ")
      throw DataError(
        "\(inputs.count) inputs\(names.isEmpty ? "" : " (\(names))"), expected one, or several "
          + "that the output depends on")
    }
    guard inputs.count > 1 else { return [(first.name, try TensorValue(inputOf: first))] }
    var widths: [Int] = []
    for input in inputs {
      let value = try TensorValue(inputOf: input)
      guard let width = value.form.width, value.layout == .rows else {
        throw DataError(
          "the input '\(input.name.excerpt)' is one of \(inputs.count) and has \(value.described), "
            + "expected points x a number of inputs")
      }
      widths.append(width)
    }
    let total = widths.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    guard (1...Network.maximumWidth).contains(total) else {
      throw DataError("\(total) inputs, expected at most \(Network.maximumWidth)")
    }
    let whole = AffineForm(group: 0, width: total)
    var start = 0
    var values: [(name: String, value: TensorValue)] = []
    for (number, input) in inputs.enumerated() {
      var value = try TensorValue(inputOf: input)
        .with(try whole.rows(Array(start..<start + widths[number])))
      value.source = -number
      values.append((input.name, value))
      start += widths[number]
    }
    return values
  }
}

extension GraphEvaluation {
  /// Computes the values of nodes, and forgets each after its last use.
  fileprivate mutating func run(
    _ nodes: [ONNXNode], order: [Int], keeping outputs: Set<String>
  ) throws(DataError) {
    var uses: [String: Int] = [:]
    for index in order { for name in nodes[index].input { uses[name, default: 0] += 1 } }
    for index in order {
      let place = nodes[index].place(index)
      do {
        try run(nodes[index], at: place)
      } catch {
        throw error.placed(at: place)
      }
      for name in nodes[index].input {
        uses[name, default: 0] -= 1
        if uses[name] == 0, !outputs.contains(name) { forget(name) }
      }
    }
  }

  /// The value that is the output of the network, which all outputs of a model come from.
  fileprivate func output(
    among names: [String], input: String
  ) throws(DataError) -> (value: TensorValue, tail: TailValue?) {
    var candidates: [(value: TensorValue, tail: TailValue?)] = []
    for name in names {
      switch try value(name) {
      case .entries(let value): candidates.append((value, nil))
      case .tail(let tail): candidates.append((tail.output, tail))
      case .constant:
        throw DataError(
          "the output '\(name.excerpt)' does not depend on the input '\(input.excerpt)'")
      }
    }
    guard let first = candidates.first,
      candidates.allSatisfy({ $0.value.source == first.value.source })
    else {
      let list = names.prefix(3).map { "'\($0.excerpt)'" }.joined(separator: ", ")
      throw DataError(
        "\(names.count) outputs (\(list)) of different values, expected one "
          + "(--output-name says which)")
    }
    guard var tail = candidates.lazy.compactMap(\.tail).first else { return first }
    for other in candidates.compactMap(\.tail) {
      tail.operators += other.operators.filter { !tail.operators.contains($0) }
    }
    return (first.value, tail)
  }

  /// What is to be known about the network.
  fileprivate func remarks(_ result: NetworkAssembly.Result) -> [ReadingRemark] {
    var remarks: [ReadingRemark] = []
    if !foldedOperators.isEmpty { remarks.append(.folded(foldedOperators)) }
    if hasRoundedRoots { remarks.append(.roundedRoots) }
    if leavesRoundingOut { remarks.append(.roundingLeftOut) }
    if result.repeatedNeuronCount > 0 {
      remarks.append(.repeatedNeurons(result.repeatedNeuronCount))
    }
    if result.carryingNeuronCount > 0 {
      remarks.append(.carriedInputs(result.carryingNeuronCount))
    }
    if assembly.comparingNeuronCount > 0 {
      remarks.append(.comparingNeurons(assembly.comparingNeuronCount))
    }
    if assembly.splitNeuronCount > 0 { remarks.append(.splitNeurons(assembly.splitNeuronCount)) }
    return remarks
  }
}

extension ONNXValueInfo {
  /// The type of the entries.
  fileprivate var elementType: Int32 { type.tensorType.elemType }

  /// The extents of the axes, `nil` where they are not numbers; `nil` without a shape.
  fileprivate var extents: [Int?]? {
    type.tensorType.shape?.dim.map { $0.dimValue > 0 ? Int($0.dimValue) : nil }
  }
}

extension TensorValue {
  /// The input of a model.
  fileprivate init(inputOf info: ONNXValueInfo) throws(DataError) {
    let place = "the input '\(info.name.excerpt)'"
    let format = ONNXElementType.formats[Int(info.elementType)]
    guard info.elementType == 0 || format != nil else {
      let name = ONNXElementType.names[Int(info.elementType)] ?? "\(info.elementType)"
      throw DataError(
        "\(place) has the data type \(name), expected float, double, float16 or bfloat16")
    }
    do {
      try self.init(inputOfShape: info.extents)
    } catch {
      throw error.placed(at: place)
    }
    self.format = format
  }
}
