// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "ReLUVarieties",
  products: [
    .library(name: "ExactAlgebra", targets: ["ExactAlgebra"]),
    .library(name: "Varieties", targets: ["Varieties"]),
    .library(name: "ReLUNetworks", targets: ["ReLUNetworks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0")
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
    .target(name: "Varieties", dependencies: ["ExactAlgebra"], swiftSettings: settings),
    .target(
      name: "ReLUNetworks", dependencies: ["ExactAlgebra", "Varieties"],
      swiftSettings: settings),
    .testTarget(name: "ReLUNetworksTests", dependencies: ["ReLUNetworks"]),
  ]
)
