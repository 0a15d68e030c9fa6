// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "RegionsAndEquations",
  dependencies: [.package(name: "ReLUVarieties", path: "../..")],
  targets: [
    .executableTarget(
      name: "RegionsAndEquations",
      dependencies: [.product(name: "ReLUVarieties", package: "ReLUVarieties")])
  ])
