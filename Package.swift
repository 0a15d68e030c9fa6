// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "ReLUVarieties",
  products: [
    .library(name: "ExactAlgebra", targets: ["ExactAlgebra"]),
    .library(name: "Varieties", targets: ["Varieties"]),
    .library(name: "NumericalAlgebra", targets: ["NumericalAlgebra"]),
    .library(name: "Polyhedra", targets: ["Polyhedra"]),
    .library(name: "ReLUNetworks", targets: ["ReLUNetworks"]),
    .library(name: "Presentation", targets: ["Presentation"]),
    .library(name: "Drawing", targets: ["Drawing"]),
    .library(name: "Certification", targets: ["Certification"]),
    .library(name: "Interchange", targets: ["Interchange"]),
    .library(name: "Laboratory", targets: ["Laboratory"]),
    .executable(name: "reluvar", targets: ["reluvar"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CFLINT",
      providers: [.apt(["libflint-dev", "libgmp-dev", "libmpfr-dev"]), .brew(["flint"])]),
    .target(name: "CFLINTShims", dependencies: ["CFLINT"]),
    .target(
      name: "ExactAlgebra",
      dependencies: [
        "CFLINTShims", .product(name: "Algorithms", package: "swift-algorithms"),
      ],
      swiftSettings: settings),
    .target(
      name: "Varieties",
      dependencies: ["ExactAlgebra", .product(name: "Algorithms", package: "swift-algorithms")],
      swiftSettings: settings),
    .systemLibrary(
      name: "CCDD", providers: [.apt(["libcdd-dev", "libgmp-dev"]), .brew(["cddlib"])]),
    // Swift never sees a type of cddlib, so nothing but this links it.
    .target(
      name: "CCDDShims", dependencies: ["CCDD"],
      linkerSettings: [.linkedLibrary("cddgmp"), .linkedLibrary("gmp")]),
    .target(
      name: "Polyhedra", dependencies: ["CCDDShims", "ExactAlgebra"], swiftSettings: settings),
    .target(
      name: "CLAPACKShims",
      linkerSettings: [.linkedLibrary("lapacke")]),
    .target(
      name: "NumericalAlgebra", dependencies: ["CLAPACKShims"],
      swiftSettings: settings),
    .target(
      name: "ReLUNetworks",
      dependencies: [
        "ExactAlgebra", "NumericalAlgebra", "Polyhedra", "Varieties",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ],
      swiftSettings: settings),
    .systemLibrary(
      name: "CCairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .target(
      name: "Drawing", dependencies: ["CCairo", "ExactAlgebra", "ReLUNetworks"],
      swiftSettings: settings),
    .target(
      name: "Certification",
      dependencies: [
        "ExactAlgebra", "Varieties", "ReLUNetworks",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ],
      swiftSettings: settings),
    .target(
      name: "Interchange",
      dependencies: [
        "ExactAlgebra", "ReLUNetworks",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["ONNX/Model.proto"],
      swiftSettings: settings),
    .target(
      name: "Presentation",
      dependencies: [
        "ExactAlgebra", "Varieties", "ReLUNetworks", "Certification", "Interchange",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ],
      swiftSettings: settings),
    .target(
      name: "Laboratory",
      dependencies: [
        "ExactAlgebra", "Varieties", "ReLUNetworks", "Certification", "Presentation",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "reluvar",
      dependencies: [
        "ExactAlgebra", "NumericalAlgebra", "Varieties", "ReLUNetworks", "Certification",
        "Presentation", "Interchange", "Polyhedra", "Drawing", "Laboratory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "Oracles", dependencies: ["ExactAlgebra", "Certification", "Polyhedra"],
      path: "Tests/Oracles", exclude: ["Python", "Slurm"],
      swiftSettings: settings),
    .testTarget(name: "OracleTests", dependencies: ["Certification", "Oracles"]),
    .testTarget(name: "ExactAlgebraTests", dependencies: ["ExactAlgebra"]),
    .testTarget(name: "NumericalAlgebraTests", dependencies: ["NumericalAlgebra"]),
    .testTarget(
      name: "InterchangeTests",
      dependencies: [
        "ExactAlgebra", "ReLUNetworks", "Interchange", "Oracles",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "PresentationTests",
      dependencies: [
        "ExactAlgebra", "Varieties", "ReLUNetworks", "Certification", "Presentation", "Oracles",
      ]),
    .testTarget(
      name: "DrawingTests", dependencies: ["Drawing", "ReLUNetworks", "ExactAlgebra", "CCairo"]),
    .testTarget(
      name: "LaboratoryTests",
      dependencies: [
        "Laboratory", "Presentation", "Certification", "ReLUNetworks", "Varieties", "ExactAlgebra",
        "Oracles",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "reluvar", "Laboratory", "Certification", "ExactAlgebra", "ReLUNetworks", "Oracles",
      ]),
    .testTarget(
      name: "VarietiesTests", dependencies: ["Varieties", "ExactAlgebra", "Oracles"]),
    .testTarget(name: "PolyhedraTests", dependencies: ["Polyhedra", "ExactAlgebra", "Oracles"]),
    .testTarget(
      name: "CertificationTests",
      dependencies: ["Certification", "ReLUNetworks", "Varieties", "ExactAlgebra", "Oracles"]),
    .testTarget(
      name: "ReLUNetworksTests",
      dependencies: [
        "ReLUNetworks", "Polyhedra", "Varieties", "NumericalAlgebra", "ExactAlgebra", "Oracles",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ]),
  ]
)

// Benchmarks and documentation bring packages of their own, so they are there on request only:
// see `make bench` and `make docs`.
if Context.environment["RELUVAR_BENCHMARKS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []))
  package.targets.append(
    .executableTarget(
      name: "VarietyBenchmarks",
      dependencies: [
        "ExactAlgebra", "Interchange", "ReLUNetworks",
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Sources/Benchmarks/VarietyBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
}
if Context.environment["RELUVAR_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}
