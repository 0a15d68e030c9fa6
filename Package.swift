// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "ReLUVarieties",
  products: [
    .library(name: "ExactAlgebra", targets: ["ExactAlgebra"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
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
      ]),
    .testTarget(name: "ExactAlgebraTests", dependencies: ["ExactAlgebra"]),
  ]
)
