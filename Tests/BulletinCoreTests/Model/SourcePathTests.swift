import BulletinCore
import Testing

@Suite struct SourcePathTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var shown: String
        var fileExtension: String
        var stem: String
    }

    static let cases = [
        Case(
            testDescription: "plain", bytes: Array("a/b.TXT".utf8), shown: "a/b.TXT", fileExtension: "txt", stem: "a/b"),
        Case(
            testDescription: "no extension", bytes: Array("a.b/c".utf8), shown: "a.b/c", fileExtension: "",
            stem: "a.b/c"),
        Case(
            testDescription: "hidden", bytes: Array("a/.txt".utf8), shown: "a/.txt", fileExtension: "", stem: "a/.txt"),
        Case(
            testDescription: "two dots", bytes: Array("a.md.txt".utf8), shown: "a.md.txt", fileExtension: "txt",
            stem: "a.md"),
        Case(testDescription: "Chinese", bytes: Array("周报.md".utf8), shown: "周报.md", fileExtension: "md", stem: "周报"),
        Case(
            testDescription: "not UTF-8", bytes: [0x61, 0xFF, 0xE5, 0x91, 0x2E, 0x74], shown: "a\\xFF\\xE5\\x91.t",
            fileExtension: "t", stem: "a\\xFF\\xE5\\x91"),
        Case(
            testDescription: "a line break and a turned direction", bytes: Array("a\n\u{202E}b".utf8),
            shown: "a\\x0A\\xE2\\x80\\xAEb", fileExtension: "", stem: "a\\x0A\\xE2\\x80\\xAEb"),
    ]

    @Test(arguments: cases) func reads(_ c: Case) {
        let path = SourcePath(bytes: c.bytes)
        #expect(path.description == c.shown)
        #expect(path.fileExtension == c.fileExtension)
        #expect(SourcePath(bytes: path.withoutExtension).description == c.stem)
    }

    @Test func namesThatAreEqualAsTextAreTwoPaths() {
        #expect(SourcePath("\u{E9}.txt") != SourcePath("e\u{301}.txt"))
    }

    @Test func foldersStandAboveTheName() {
        let path = SourcePath("water/rivers/a.txt")
        #expect(path.folders.map { String(decoding: $0, as: UTF8.self) } == ["water", "rivers"])
        #expect(path.name == Array("a.txt".utf8))
    }
}
