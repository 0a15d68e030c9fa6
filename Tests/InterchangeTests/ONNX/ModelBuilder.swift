import ExactAlgebra
import Networks
import Testing

@testable import Interchange

/// An ONNX model, built as exporters build them.
struct ModelBuilder {
  /// Where a model has the entries of a tensor.
  enum Storage: CaseIterable {
    case list, raw
  }

  var graph = ONNXGraph()

  /// A model with one input `x` and one output `y`.
  ///
  /// - Parameter shape: the extents of the input; `nil` for those that are not known.
  init(inputShape shape: [Int?]? = [nil, 2], type: Int32 = 1) {
    graph.input = [Self.value("x", shape, type)]
    graph.output = [Self.value("y", nil, type)]
  }

  /// An input or output.
  static func value(_ name: String, _ shape: [Int?]?, _ type: Int32) -> ONNXValueInfo {
    var info = ONNXValueInfo()
    info.name = name
    info.type.tensorType.elemType = type
    guard let shape else { return info }
    info.type.tensorType.shape = .with {
      $0.dim = shape.map { extent in
        var dimension = ONNXDimension()
        if let extent { dimension.dimValue = Int64(extent) } else { dimension.dimParam = "count" }
        return dimension
      }
    }
    return info
  }

  /// A tensor of type float.
  static func tensor(
    _ name: String, _ entries: [Double], _ shape: [Int], storage: Storage = .list
  ) -> ONNXTensor {
    var tensor = ONNXTensor()
    tensor.name = name
    tensor.dims = shape.map(Int64.init)
    tensor.dataType = 1
    switch storage {
    case .list: tensor.floatData = entries.map(Float.init)
    case .raw:
      for entry in entries {
        withUnsafeBytes(of: Float(entry).bitPattern.littleEndian) {
          tensor.rawData.append(contentsOf: $0)
        }
      }
    }
    return tensor
  }

  /// A list of integers, such as a shape.
  static func integers(_ name: String, _ entries: [Int]) -> ONNXTensor {
    var tensor = ONNXTensor()
    tensor.name = name
    tensor.dims = [Int64(entries.count)]
    tensor.dataType = 7
    tensor.int64Data = entries.map(Int64.init)
    return tensor
  }

  /// Adds an initializer.
  mutating func initialize(_ name: String, _ entries: [Double], _ shape: [Int]) {
    graph.initializer.append(Self.tensor(name, entries, shape))
  }

  /// Adds a node.
  mutating func node(
    _ operation: String, _ inputs: [String], _ output: String,
    integers: [String: Int] = [:], numbers: [String: Float] = [:], lists: [String: [Int]] = [:],
    texts: [String: String] = [:]
  ) {
    var node = ONNXNode()
    node.opType = operation
    node.name = "to_\(output)"
    node.input = inputs
    node.output = [output]
    for (name, value) in integers.sorted(by: { $0.key < $1.key }) {
      var attribute = ONNXAttribute()
      (attribute.name, attribute.type, attribute.i) = (name, 2, Int64(value))
      node.attribute.append(attribute)
    }
    for (name, value) in numbers.sorted(by: { $0.key < $1.key }) {
      var attribute = ONNXAttribute()
      (attribute.name, attribute.type, attribute.f) = (name, 1, value)
      node.attribute.append(attribute)
    }
    for (name, list) in lists.sorted(by: { $0.key < $1.key }) {
      var attribute = ONNXAttribute()
      (attribute.name, attribute.type, attribute.ints) = (name, 7, list.map(Int64.init))
      node.attribute.append(attribute)
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      var attribute = ONNXAttribute()
      (attribute.name, attribute.type, attribute.s) = (name, 3, Array(text.utf8)[...])
      node.attribute.append(attribute)
    }
    graph.node.append(node)
  }

  /// Adds a constant as a node.
  mutating func constant(_ name: String, _ entries: [Double], _ shape: [Int]) {
    var attribute = ONNXAttribute()
    (attribute.name, attribute.type) = ("value", 4)
    attribute.t = Self.tensor("", entries, shape)
    node("Constant", [], name)
    graph.node[graph.node.count - 1].attribute = [attribute]
  }

  /// The bytes of the file.
  func bytes() throws -> [UInt8] {
    var model = ONNXModel()
    model.irVersion = 8
    model.producerName = "test"
    model.graph = graph
    model.opsetImport = [ONNXOperatorSet.with { $0.version = 18 }]
    return model.bytes()
  }

  /// The network that is read.
  func network() throws -> Network { try Network(bytes: bytes(), name: "model.onnx") }
}

/// Checks that the bytes of a network are refused: one line that names the file and says all of
/// the given words.
func expectRefused(
  network bytes: [UInt8], name: String, line: Int? = nil, saying words: [String],
  at location: SourceLocation = #_sourceLocation
) {
  let error = #expect(throws: DataError.self, sourceLocation: location) {
    try Network(bytes: bytes, name: name)
  }
  guard let error else { return }
  let place = line.map { "\(name):\($0): " } ?? "\(name): "
  #expect(!words.isEmpty && error.file == name && error.line == line, sourceLocation: location)
  #expect(
    "\(error)".hasPrefix(place) && isOneLine("\(error)")
      && words.allSatisfy(error.message.contains),
    "'\(error)' should be one line that starts with '\(place)' and says \(words)",
    sourceLocation: location)
}
