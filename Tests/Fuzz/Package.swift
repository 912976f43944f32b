// swift-tools-version:6.2
import PackageDescription

// A package of its own, because a program whose `main` is libFuzzer's cannot be part of one that has tests.
let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bulletind", path: "../..")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [.product(name: "BulletinCore", package: "bulletind")],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    ]
)
