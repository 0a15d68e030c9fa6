// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// In debug builds, such as those of tests, the optimizer works on request only: it makes the build
/// longer and what is built several times as fast.
let optimization: [SwiftSetting] =
  Context.environment["RELUVAR_OPTIMIZED"] == nil
  ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]
let settings: [SwiftSetting] =
  [.enableUpcomingFeature("InternalImportsByDefault")] + optimization

extension Target.Dependency {
  static let algorithms: Self = .product(name: "Algorithms", package: "swift-algorithms")
  static let argumentParser: Self = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
  static let yaml: Self = .product(name: "Yams", package: "Yams")
}

/// A module of the libraries and the modules that it may import.
func room(
  _ name: String, on dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// What several test targets share.
func testRoom(
  _ name: String, on dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude,
    swiftSettings: settings)
}

/// The tests of a module, which may import what it imports and more.
func tests(
  of name: String, on dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    exclude: exclude)
}

/// Arb beside FLINT 2.9; in FLINT 3 it is a part of FLINT.
let arbLibrary: [LinkerSetting] =
  Context.environment["FLINT_PREFIX"] == nil
    && FileManager.default.fileExists(atPath: "/usr/include/arb.h")
  ? [.linkedLibrary("flint-arb")] : []

/// C libraries: each is seen by one room; kernels of our own by all that compute in floating point.
let doors: [Target] = [
  .systemLibrary(
    name: "CFLINT",
    providers: [.apt(["libflint-dev", "libgmp-dev", "libmpfr-dev"]), .brew(["flint"])]),
  .target(name: "CFLINTShims", dependencies: ["CFLINT"]),
  // Sums of products in floating point, with the instructions that the processor has.
  .target(name: "CRealKernels"),
  .target(name: "CArbShims", dependencies: ["CFLINT"], linkerSettings: arbLibrary),
  // On Linux these two are opened when they are needed: most runs need neither.
  .target(
    name: "CLAPACKShims",
    linkerSettings: [.linkedLibrary("lapacke", .when(platforms: [.macOS]))]),
  .target(
    name: "CCairoShims", linkerSettings: [.linkedLibrary("cairo", .when(platforms: [.macOS]))]),
  .systemLibrary(
    name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
]

/// The libraries, from the ground up.
let rooms: [Target] = [
  room("LongWork"),
  room("Programs", on: ["LongWork"]),
  room("Databases", on: ["CSQLite"]),
  room("ExactAlgebra", on: ["CFLINTShims", .algorithms]),
  room("Enclosures", on: ["CArbShims", "ExactAlgebra"]),
  room("NumericalAlgebra", on: ["CLAPACKShims"]),
  room("Polyhedra", on: ["CRealKernels", "ExactAlgebra", "LongWork"]),
  room("GaussianMeasures", on: ["Enclosures", "ExactAlgebra", "LongWork", "Polyhedra"]),
  room("Varieties", on: ["ExactAlgebra", "LongWork", .algorithms]),
  room("Networks", on: ["ExactAlgebra"]),
  room(
    "Regions",
    on: ["CRealKernels", "ExactAlgebra", "LongWork", "Networks", "Polyhedra", .algorithms]),
  room("Tilings", on: ["ExactAlgebra", "LongWork", "Networks", "Polyhedra"]),
  room(
    "RandomNetworks",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks", "NumericalAlgebra",
      "Polyhedra", "Regions",
    ]),
  room(
    "LatentGates",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks", "RandomNetworks",
    ]),
  room(
    "InvariantFamilies",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks", "Polyhedra",
      "RandomNetworks", "Regions", "Varieties",
    ]),
  room("Properties", on: ["ExactAlgebra", "Networks"]),
  room(
    "Verification",
    on: [
      "CRealKernels", "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks",
      "Polyhedra", "Properties", "RandomNetworks", "Regions",
    ]),
  room(
    "RegionInformation",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks", "Polyhedra",
      "Programs", "RandomNetworks", "Regions",
    ]),
  room("Realizability", on: ["ExactAlgebra", "LongWork", "Networks", "Polyhedra"]),
  room(
    "NetworkVarieties",
    on: ["ExactAlgebra", "LongWork", "Networks", "NumericalAlgebra", "Varieties", .algorithms]),
  room(
    "Certification",
    on: [
      "ExactAlgebra", "LongWork", "NetworkVarieties", "Programs", "Varieties",
      .algorithms,
    ]),
  room(
    "PossibleOutputs",
    on: [
      "Certification", "Enclosures", "ExactAlgebra", "LongWork", "NetworkVarieties", "Networks",
      "Realizability", "Varieties",
    ]),
  room(
    "Interchange",
    on: [
      "ExactAlgebra", "GaussianMeasures", "InvariantFamilies", "NetworkVarieties", "Networks",
      "Polyhedra", "Properties", "RandomNetworks", "Tilings", .yaml,
    ]),
  room("Formulas"),
  room("Laboratory", on: ["Databases", "ExactAlgebra", "Formulas", "LongWork", "Programs"]),
  room(
    "Presentation",
    on: [
      "Certification", "Enclosures", "ExactAlgebra", "Formulas", "GaussianMeasures", "Interchange",
      "InvariantFamilies", "Laboratory", "LatentGates", "NetworkVarieties", "Networks",
      "Polyhedra", "PossibleOutputs", "Properties", "RandomNetworks", "Realizability",
      "RegionInformation", "Regions", "Tilings", "Varieties", "Verification", .algorithms,
    ]),
  room("Drawing", on: ["CCairoShims", "ExactAlgebra", "Networks", "Regions"]),
  room(
    "Claims",
    on: [
      "Certification", "ExactAlgebra", "Formulas", "Interchange", "Laboratory", "LongWork",
      "NetworkVarieties", "Networks", "Polyhedra", "Presentation", "Regions", "Varieties",
      .algorithms,
    ]),
]

let command = Target.executableTarget(
  name: "reluvar",
  dependencies: [
    "Certification", "Claims", "Drawing", "Enclosures", "ExactAlgebra", "GaussianMeasures",
    "Interchange", "InvariantFamilies", "Laboratory", "LatentGates", "LongWork",
    "NetworkVarieties", "Networks", "NumericalAlgebra", "Polyhedra", "PossibleOutputs",
    "Presentation", "Programs", "Properties", "RandomNetworks", "Realizability",
    "RegionInformation", "Regions", "Tilings", "Varieties", "Verification", .argumentParser,
  ],
  swiftSettings: settings)

let tests: [Target] = [
  testRoom(
    "Oracles", on: ["ExactAlgebra", "Polyhedra", "Programs"], exclude: ["Python", "R", "Slurm"]),
  testRoom(
    "Specimens", on: ["ExactAlgebra", "NetworkVarieties", "Networks", "Polyhedra", "Regions"]),
  .testTarget(name: "OracleTests", dependencies: ["Oracles", "Programs"]),
  tests(of: "LongWork", on: ["ExactAlgebra", "Specimens"]),
  tests(of: "Programs"),
  tests(of: "Databases", on: ["Programs"]),
  tests(of: "ExactAlgebra"),
  tests(of: "Enclosures", on: ["ExactAlgebra"]),
  tests(
    of: "GaussianMeasures",
    on: ["Enclosures", "ExactAlgebra", "Oracles", "Polyhedra", "Programs"]),
  tests(of: "NumericalAlgebra"),
  // Exact linear programs of another program, which tests alone link.
  .systemLibrary(
    name: "CCDD", path: "Tests/CDD/CCDD",
    providers: [.apt(["libcdd-dev", "libgmp-dev"]), .brew(["cddlib"])]),
  .target(
    name: "CCDDShims", dependencies: ["CCDD"], path: "Tests/CDD/CCDDShims",
    linkerSettings: [.linkedLibrary("cddgmp"), .linkedLibrary("gmp")]),
  tests(of: "Polyhedra", on: ["CCDDShims", "ExactAlgebra", "LongWork", "Oracles"]),
  tests(
    of: "Varieties",
    on: [
      "ExactAlgebra", "NetworkVarieties", "Networks", "Oracles", "Specimens",
      .algorithms,
    ]),
  tests(of: "Networks", on: ["ExactAlgebra", "Specimens", .algorithms]),
  tests(
    of: "LatentGates",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks", "Oracles",
      "Programs", "RandomNetworks",
    ]),
  tests(
    of: "InvariantFamilies",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "LongWork", "Networks", "Oracles",
      "Polyhedra", "Programs", "RandomNetworks", "Regions", "Varieties",
    ]),
  tests(
    of: "Properties",
    on: ["ExactAlgebra", "Interchange", "Networks", "Oracles", "Programs", "Verification"]),
  tests(
    of: "Verification",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "Interchange", "LongWork", "Networks",
      "Oracles", "Polyhedra", "Programs", "Properties", "RandomNetworks", "Regions",
    ]),
  tests(of: "Regions", on: ["ExactAlgebra", "Networks", "Oracles", "Polyhedra", "Specimens"]),
  tests(
    of: "Tilings",
    on: [
      "ExactAlgebra", "Interchange", "LongWork", "Networks", "Oracles", "Polyhedra", "Programs",
      "Regions", "Specimens",
    ]),
  tests(
    of: "RandomNetworks",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "Interchange", "LongWork", "Networks",
      "Oracles", "Polyhedra", "Regions",
    ]),
  tests(
    of: "RegionInformation",
    on: [
      "Enclosures", "ExactAlgebra", "GaussianMeasures", "Interchange", "Networks", "Oracles",
      "Polyhedra",
      "Programs",
      "RandomNetworks", "Regions",
    ]),
  tests(of: "Realizability", on: ["ExactAlgebra", "Networks", "Oracles", "Polyhedra"]),
  tests(
    of: "NetworkVarieties",
    on: [
      "ExactAlgebra", "LongWork", "Networks", "NumericalAlgebra", "Oracles", "Specimens",
      "Varieties", .algorithms,
    ]),
  tests(
    of: "Certification",
    on: ["ExactAlgebra", "NetworkVarieties", "Networks", "Oracles", "Programs", "Varieties"]),
  tests(
    of: "PossibleOutputs",
    on: [
      "Certification", "ExactAlgebra", "LongWork", "NetworkVarieties", "Networks", "Oracles",
      "Programs", "Realizability", "Varieties",
    ]),
  tests(
    of: "Interchange",
    on: [
      "ExactAlgebra", "NetworkVarieties", "Networks", "Oracles", "Programs", "Regions", "Tilings",
    ],
    exclude: ["Fixtures"]),
  tests(
    of: "Presentation",
    on: [
      "Certification", "ExactAlgebra", "Formulas", "NetworkVarieties", "Networks", "Oracles",
      "Programs", "Varieties",
    ]),
  tests(of: "Formulas"),
  tests(of: "Drawing", on: ["CCairoShims", "ExactAlgebra", "Networks", "Regions"]),
  tests(
    of: "Laboratory",
    on: [
      "Claims", "Databases", "ExactAlgebra", "Formulas", "NetworkVarieties", "Oracles",
      "Presentation", "Programs",
    ], exclude: ["Fixtures"]),
  tests(
    of: "Claims",
    on: [
      "Certification", "ExactAlgebra", "Formulas", "Laboratory", "NetworkVarieties", "Networks",
      "Oracles", "Polyhedra", "Presentation", "Programs", "Regions", "Specimens", "Varieties",
      .algorithms,
    ]),
  .testTarget(
    name: "CommandTests",
    dependencies: [
      "Certification", "Claims", "ExactAlgebra", "Laboratory", "NetworkVarieties", "Networks",
      "Oracles", "Programs", "reluvar",
    ]),
]

let package = Package(
  name: "ReLUVarieties",
  products: [
    .library(name: "ReLUVarieties", targets: rooms.map(\.name)),
    .executable(name: "reluvar", targets: ["reluvar"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: doors + rooms + [command] + tests)

// Benchmarks and documentation bring packages of their own, so they are there on request only:
// see `make bench` and `make docs`.
if Context.environment["RELUVAR_BENCHMARKS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []))
  package.targets.append(
    .executableTarget(
      name: "VarietyBenchmarks",
      dependencies: [
        "Enclosures", "ExactAlgebra", "GaussianMeasures", "Interchange", "NetworkVarieties",
        "Networks", "RandomNetworks", "Regions", .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Sources/Benchmarks/VarietyBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
}
if Context.environment["RELUVAR_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}
