public import ExactAlgebra
public import Networks

/// A network that was read from a file, and what was read.
///
///     let reading = try NetworkReading(file: "net.safetensors")
///     reading.network.architecture.widths   // [2, 16, 16, 1]
///     reading.remarks                       // [.assumedActivation, .orderByNumbers]
///
/// Files differ in what they say. What a file leaves open is either refused, or assumed and listed
/// in `remarks`, so that a report can tell it.
public struct NetworkReading: Sendable {
  /// The forms of files that hold networks.
  public enum Format: String, Sendable {
    /// JSON or YAML.
    case text
    /// ONNX models.
    case onnx
    /// Tensors by their names.
    case safetensors
  }

  /// What the user says about a file.
  public struct Options: Sendable {
    /// The activation, where the file does not say it or is to be overruled.
    public var activation: PiecewiseLinearActivation?
    /// The layers of a file of tensors in their order.
    public var layerOrder: [String]?
    /// The value of a model that is the output of the network.
    public var outputName: String?
    /// What batch normalization adds to variances, for files of tensors, which do not say it.
    public var epsilon: Rational?

    /// Nothing is said.
    public init() {}
  }

  /// One layer.
  public struct Layer: Hashable, Sendable {
    /// What the file calls it, if it does.
    public let name: String?
    /// The number of neurons before.
    public let inputs: Int
    /// The number of its neurons.
    public let outputs: Int
  }

  /// The network.
  public let network: Network
  /// The file, as the user named it.
  public let file: String
  /// Its form.
  public let format: Format
  /// The layers.
  public let layers: [Layer]
  /// What was assumed, put together or left out.
  public let remarks: [ReadingRemark]

  init(
    _ network: Network, file: String, format: Format, layerNames: [String?] = [],
    remarks: [ReadingRemark] = []
  ) {
    self.network = network
    self.file = file
    self.format = format
    layers = network.layers.enumerated().map { index, layer in
      Layer(
        name: layerNames.indices.contains(index) ? layerNames[index] : nil,
        inputs: layer.weights[0].count, outputs: layer.weights.count)
    }
    self.remarks = remarks
  }

  /// Whether the hidden neurons are those of the file, one for each.
  ///
  /// Otherwise the patterns have more neurons than the file, and the weights do not vary freely.
  public var hasNeuronsOfTheFile: Bool {
    !remarks.contains { remark in
      switch remark {
      case .repeatedNeurons, .carriedInputs, .comparingNeurons, .splitNeurons: true
      default: false
      }
    }
  }
}

/// Something to know about how a network was read.
public enum ReadingRemark: Hashable, Sendable {
  /// The file does not say the activation: ReLU is assumed.
  case assumedActivation
  /// The file does not say the order of layers: that of the numbers in their names is assumed.
  case orderByNumbers
  /// The file does not say the order of layers: it is the only one that fits the widths.
  case orderByWidths
  /// Layers in the order that the user gave.
  case orderStated
  /// An activation that the user gave.
  case activationStated
  /// An activation that the user gave in place of that of the file.
  case activationOverruled(PiecewiseLinearActivation)
  /// The file does not say where the batch normalizations are: they are assumed to follow these
  /// layers, before their activations.
  case normalizationsFollow([String])
  /// The file does not say where a batch normalization is: it is assumed behind the activation of a
  /// layer.
  case normalizationBehindActivation(String, of: String)
  /// The file does not say what batch normalization adds to variances.
  case assumedEpsilon(Rational)
  /// What batch normalization adds to variances, as the user said.
  case epsilonStated(Rational)
  /// Operators whose affine maps are part of the layers beside them.
  case folded([String])
  /// Square roots that were rounded to double precision.
  case roundedRoots
  /// Casts that round numbers when the model runs; here they change nothing.
  case roundingLeftOut
  /// Operators behind the output of the network, with the name of that value.
  case cutOff([String], behind: String)
  /// The value that is the output of the network, as the user said.
  case outputStated(String)
  /// Inputs that were joined, in this order.
  case joinedInputs([String])
  /// Files beside the model that hold numbers.
  case externalData([String])
  /// Neurons that repeat earlier ones, since skip connections pass through their layers.
  case repeatedNeurons(Int)
  /// Neurons that carry inputs past earlier layers, two for each input, with a kink where it is zero.
  case carriedInputs(Int)
  /// Neurons that compare two values of the file for their maximum or minimum.
  case comparingNeurons(Int)
  /// Neurons of the file with two kinks, each of which is two neurons.
  case splitNeurons(Int)

  /// Whether the remark is about something that the file does not say.
  public var isAssumption: Bool {
    switch self {
    case .assumedActivation, .orderByNumbers, .orderByWidths, .normalizationsFollow,
      .normalizationBehindActivation, .assumedEpsilon:
      true
    default: false
    }
  }
}

extension NetworkReading {
  /// Reads a network from a file: JSON or YAML, ONNX, or safetensors; `-` is standard input.
  ///
  /// - Throws: `DataError` with the file, the line or the part of it, and what was expected.
  public init(file: String, options: Options = Options()) throws(DataError) {
    try self.init(FileContents(of: file), options)
  }

  /// Reads a network from the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:options:)`.
  public init(
    bytes: [UInt8], name: String, options: Options = Options()
  ) throws(DataError) {
    try self.init(FileContents(bytes, name: name), options)
  }

  /// Whether a file holds a network rather than a problem, as far as its content tells.
  ///
  /// - Throws: `DataError` for a file that cannot be read.
  public static func isNetwork(file: String) throws(DataError) -> Bool {
    let contents = try FileContents(of: file)
    guard Format(of: contents) == .text, !contents.bytes.isEmpty else {
      return !contents.bytes.isEmpty
    }
    if Network(plainJSON: contents) != nil { return true }
    guard let document = try? Document(contents, of: "a network"),
      let entries = try? document.entries(document.root, of: "a network")
    else { return false }
    let keys = entries.map(\.0)
    return keys.contains("layers") && !keys.contains("blocks")
  }

  private init(_ contents: FileContents, _ options: Options) throws(DataError) {
    if let reason = ForeignFile(of: contents)?.advice {
      throw DataError(reason, file: contents.name)
    }
    let format = Format(of: contents)
    try Self.check(options, for: format, file: contents.name)
    switch format {
    case .text:
      if let network = Network(plainJSON: contents) {
        self.init(network, file: contents.name, format: .text)
      } else {
        let network = try Network(document: Document(contents, of: "a network"))
        self.init(network, file: contents.name, format: .text)
      }
    case .safetensors: self = try StateDictionary.reading(of: contents, options)
    case .onnx: self = try Network.reading(onnx: contents, options)
    }
    if let activation = options.activation, format != .safetensors {
      self = try with(activation)
    }
  }

  /// Options for other formats are mistakes.
  private static func check(
    _ options: Options, for format: Format, file: String
  ) throws(DataError) {
    if options.layerOrder != nil, format != .safetensors {
      throw DataError(
        "--layer-order: the file says the order of its layers, expected a safetensors file",
        file: file)
    }
    if options.epsilon != nil, format != .safetensors {
      throw DataError("--batch-epsilon: the file says it, expected a safetensors file", file: file)
    }
    if options.outputName != nil, format != .onnx {
      throw DataError("--output-name: no outputs with names, expected an ONNX model", file: file)
    }
  }

  /// The same layers with another activation.
  private func with(_ activation: PiecewiseLinearActivation) throws(DataError) -> NetworkReading {
    guard activation != network.activation else { return self }
    guard hasNeuronsOfTheFile else {
      throw DataError(
        "--activation \(activation): the neurons of the file are not those of layers (see "
          + "the skip connections and kinks that it has), expected its own activation", file: file)
    }
    let other: Network
    do {
      other = try Network(layers: network.layers, activation: activation)
    } catch {
      throw DataError("\(error)", file: file)
    }
    return NetworkReading(
      other, file: file, format: format, layerNames: layers.map(\.name),
      remarks: remarks + [.activationOverruled(network.activation)])
  }
}

extension NetworkReading.Format {
  /// What the content of a file looks like; where it looks like nothing, what its name says.
  init(of contents: FileContents) {
    if contents.bytes.isEmpty {
      self = .text
    } else if SafetensorsHeader.isHeader(of: contents.bytes) {
      self = .safetensors
    } else if Self.isText(contents.bytesOfText) {
      self = .text
    } else {
      self =
        switch contents.name.split(separator: ".").last?.lowercased() {
        case "json", "yaml", "yml": .text
        case "safetensors": .safetensors
        default: .onnx
        }
    }
  }

  /// Whether bytes are printable text: models in binary form have control characters.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 32 && $0 != 127 || [9, 10, 13].contains($0) }
      && String(validating: bytes, as: UTF8.self) != nil
  }
}
