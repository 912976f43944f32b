import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// The example file and the manual know every setting.
@Suite(.inTurn) struct ExampleConfigurationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    @Test func exampleIsRight() throws {
        let path = Self.root.appending(path: "Config/bulletind.yaml").path
        let configuration = try Configuration.load(path: path, overrides: [])
        #expect(configuration.language == "zh-Hans")
    }

    @Test(arguments: Setting.all.map(\.key)) func isExplained(_ key: String) throws {
        let example = try String(contentsOf: Self.root.appending(path: "Config/bulletind.yaml"), encoding: .utf8)
        #expect(example.contains("\n\(key):"))
        let manual = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        #expect(manual.contains("`\(key)`"))
    }
}
