/// Files of other programs that are known and not read, since they hold programs rather than data.
enum ForeignFile {
  case pyTorch, pickle, hdf5, keras, numpy, tensorFlowLite

  /// What a file is, by its content and its ending.
  init?(of contents: FileContents) {
    let bytes = contents.bytes
    guard !SafetensorsHeader.isHeader(of: bytes) else { return nil }
    let ending = contents.name.split(separator: ".").last?.lowercased() ?? ""
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      // A zip archive; the name of its first member follows the header of 30 bytes.
      let start = String(decoding: bytes.dropFirst(30).prefix(200), as: UTF8.self)
      if ending == "keras" || start.hasPrefix("metadata.json") {
        self = .keras
      } else if ending == "npz" || start.contains(".npy") {
        self = .numpy
      } else {
        self = .pyTorch
      }
    } else if bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 13, 10]) {
      self = .hdf5
    } else if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) {
      self = .numpy
    } else if bytes.dropFirst(4).starts(with: Array("TFL3".utf8)) {
      self = .tensorFlowLite
    } else if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      self = ["pt", "pth", "bin", "ckpt"].contains(ending) ? .pyTorch : .pickle
    } else if ["pt", "pth", "ckpt"].contains(ending), contents.looksForeign {
      self = .pyTorch
    } else {
      return nil
    }
  }

  /// What the user can do.
  var advice: String {
    switch self {
    case .pyTorch:
      "a PyTorch file, which is a program in Python and is not read; convert it with "
        + "safetensors.torch.save_file(model.state_dict(), 'net.safetensors') or "
        + "torch.onnx.export(model, example_input, 'net.onnx')"
    case .pickle:
      "a file of Python's pickle, which is a program and is not read; convert a scikit-learn model "
        + "with skl2onnx.to_onnx(model, X[:1]), a PyTorch one with torch.onnx.export"
    case .hdf5:
      "an HDF5 file such as those of Keras, which is not read; convert the model with "
        + "tf2onnx.convert.from_keras(model) or model.export('net.onnx', format='onnx')"
    case .keras:
      "a Keras file, which is not read; convert the model with "
        + "model.export('net.onnx', format='onnx') or tf2onnx.convert.from_keras(model)"
    case .numpy:
      "a file of NumPy arrays, which do not say how they follow each other; write the weights as "
        + "JSON, or as tensors <layer>.weight and <layer>.bias with safetensors.numpy.save_file"
    case .tensorFlowLite:
      "a TensorFlow Lite file, which is not read; convert the model with python -m tf2onnx.convert "
        + "--tflite"
    }
  }
}

extension FileContents {
  /// Whether the first bytes are not printable.
  fileprivate var looksForeign: Bool { bytes.prefix(8).contains { $0 < 9 || $0 >= 128 } }
}
