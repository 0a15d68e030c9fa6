@testable import Interchange

extension ONNXModel: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, irVersion)
    writer.field(2, producerName)
    if let graph { writer.field(7, graph) }
    writer.list(8, opsetImport)
  }
}

extension ONNXOperatorSet: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, domain)
    writer.field(2, version)
  }
}

extension ONNXGraph: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.list(1, node)
    writer.field(2, name)
    writer.list(5, initializer)
    writer.list(11, input)
    writer.list(12, output)
  }
}

extension ONNXNode: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.list(1, input)
    writer.list(2, output)
    writer.field(3, name)
    writer.field(4, opType)
    writer.list(5, attribute)
    writer.field(7, domain)
  }
}

extension ONNXAttribute: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, name)
    writer.field(2, f)
    writer.field(3, i)
    writer.field(4, s)
    if type == 4 { writer.field(5, t) }
    writer.list(7, floats)
    writer.list(8, ints)
    writer.field(20, type)
  }
}

extension ONNXTensor: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.list(1, dims)
    writer.field(2, dataType)
    writer.list(4, floatData)
    writer.list(5, int32Data)
    writer.list(7, int64Data)
    writer.field(8, name)
    writer.field(9, rawData)
    writer.list(10, doubleData)
    writer.list(13, externalData)
    writer.field(14, dataLocation)
  }
}

extension ONNXEntry: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, key)
    writer.field(2, value)
  }
}

extension ONNXValueInfo: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, name)
    writer.field(2, type)
  }
}

extension ONNXValueType: EncodableMessage {
  func write(to writer: inout WireWriter) { writer.field(1, tensorType) }
}

extension ONNXTensorType: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, elemType)
    if let shape { writer.field(2, shape) }
  }
}

extension ONNXShape: EncodableMessage {
  func write(to writer: inout WireWriter) { writer.list(1, dim) }
}

extension ONNXDimension: EncodableMessage {
  func write(to writer: inout WireWriter) {
    writer.field(1, dimValue)
    writer.field(2, dimParam)
  }
}
