import Interop
import TestSupport
import Testing

@Suite struct ZipArchiveTests {
    typealias Entry = ZipRecipe.Entry

    /// All parts, read one after another.
    private func read(
        _ bytes: [UInt8], maxParts: Int = 10, maxSize: Int = 10_000_000, maxInflation: Int = 200
    ) throws(ZipError) -> [String: [UInt8]] {
        var archive = try ZipArchive(
            reading: bytes, maxParts: maxParts, maxInflatedSize: maxSize, maxInflation: maxInflation)
        var parts: [String: [UInt8]] = [:]
        for part in archive.parts { parts[String(decoding: part.name, as: UTF8.self)] = try archive.read(part) }
        return parts
    }

    @Test func readsParts() throws {
        var stored = Entry("b/c.txt", "stored")
        stored.isDeflated = false
        let bytes = ZipRecipe([Entry("a", "deflated"), Entry("b/", ""), stored]).bytes
        #expect(try read(bytes) == ["a": Array("deflated".utf8), "b/c.txt": Array("stored".utf8)])
    }

    @Test func findsPartsWithoutRegardToCase() throws {
        let archive = try ZipArchive(
            reading: ZipRecipe([Entry("[Content_Types].xml", "x")]).bytes, maxParts: 1, maxInflatedSize: 10,
            maxInflation: 10)
        #expect(archive.part(named: Array("[content_types].XML".utf8))?.name == Array("[Content_Types].xml".utf8))
        #expect(archive.part(named: Array("other".utf8)) == nil)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var error: ZipError
    }

    static let refusals: [Refusal] = {
        let plain = ZipRecipe([Entry("a", "text text text"), Entry("b", "more")]).bytes
        let unlisted = ZipError.damaged(reason: "its list of parts is missing, as when a copy was cut off")
        let contradicted = ZipError.damaged(reason: "its list of parts and the parts contradict each other")
        func one(_ name: String) -> [UInt8] { ZipRecipe([Entry(name, "x")]).bytes }
        func changed(_ change: (inout Entry) -> Void) -> [UInt8] {
            var entry = Entry("a", "text text text")
            change(&entry)
            return ZipRecipe([entry]).bytes
        }
        var outer = Entry("outer", Entry("inner", "x").local)
        outer.isDeflated = false
        var nested = ZipRecipe([outer])
        nested.listed = [(Entry("inner", "x"), 35)]
        var shared = ZipRecipe([Entry("a", "x")])
        shared.listed = [(Entry("b", "x"), 0)]
        return [
            Refusal(testDescription: "empty", bytes: [], error: unlisted),
            Refusal(testDescription: "cut off", bytes: Array(plain.dropLast(30)), error: unlisted),
            Refusal(testDescription: "cut in front", bytes: Array(plain.dropFirst(10)), error: contradicted),
            Refusal(testDescription: "appended", bytes: plain + Array("appended".utf8), error: contradicted),
            Refusal(
                testDescription: "another name in the local header", bytes: changed { $0.localName = [0x62] },
                error: contradicted),
            Refusal(testDescription: "two parts at one place", bytes: shared.bytes, error: contradicted),
            Refusal(
                testDescription: "a part in a part", bytes: nested.bytes,
                error: .damaged(reason: "its parts lie in each other")),
            Refusal(
                testDescription: "more packed than there is", bytes: changed { $0.claimedPackedSize = 5000 },
                error: unlisted),
            Refusal(
                testDescription: "encrypted", bytes: changed { $0.flags = 1 }, error: .encrypted(part: "a")),
            Refusal(
                testDescription: "up", bytes: one("../../etc/cron.d/x"),
                error: .badName("../../etc/cron.d/x", reason: "leads out of its folder")),
            Refusal(
                testDescription: "up inside", bytes: one("word/../../x"),
                error: .badName("word/../../x", reason: "leads out of its folder")),
            Refusal(
                testDescription: "absolute", bytes: one("/etc/x"), error: .badName("/etc/x", reason: "is absolute")),
            Refusal(testDescription: "drive", bytes: one("C:x"), error: .badName("C:x", reason: "is absolute")),
            Refusal(
                testDescription: "backslash", bytes: one("word\\x"),
                error: .badName("word\\x", reason: "has a backslash")),
            Refusal(
                testDescription: "control character", bytes: one("a\u{7}"),
                error: .badName("a\\x07", reason: "has control characters")),
            Refusal(
                testDescription: "twice", bytes: ZipRecipe([Entry("a", "x"), Entry("a", "y")]).bytes,
                error: .damaged(reason: "two parts bear one name")),
            Refusal(
                testDescription: "twice by case", bytes: ZipRecipe([Entry("A/b", "x"), Entry("a/B", "y")]).bytes,
                error: .badName("a/B", reason: "stands for two parts")),
            Refusal(
                testDescription: "too many", bytes: ZipRecipe((0..<11).map { Entry("\($0)", "x") }).bytes,
                error: .tooManyParts(limit: 10)),
            Refusal(
                testDescription: "denser than any text",
                bytes: ZipRecipe([Entry("a", [UInt8](repeating: 0x20, count: 3_000_000))]).bytes,
                error: .tooDense(part: "a", limit: 200)),
            Refusal(
                testDescription: "large in sum",
                bytes: ZipRecipe(
                    (0..<6).map { number in
                        Entry("\(number)", (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 9) })
                    }
                ).bytes, error: .tooLarge(limit: 10_000_000)),
        ]
    }()

    @Test(arguments: refusals) func refuses(_ c: Refusal) {
        #expect(throws: c.error) { try read(c.bytes) }
    }

    @Test(arguments: [10, 14_000_000]) func sizesAreNotBelieved(claimed: UInt32) throws {
        var entry = Entry("a", "text text text")
        entry.claimedSize = claimed
        #expect(try read(ZipRecipe([entry]).bytes) == ["a": Array("text text text".utf8)])
    }

    @Test func checksumsAreChecked() throws {
        var entry = Entry("a", "text")
        entry.isDeflated = false
        var bytes = ZipRecipe([entry]).bytes
        bytes[31] ^= 1
        #expect(throws: ZipError.damagedPart("a", reason: "CRC error")) { try read(bytes) }
    }

    @Test(arguments: 0..<200) func neverTraps(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var bytes = ZipRecipe([Entry("a", "text text text"), Entry("b/c", "more"), Entry("d", "x")]).bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if seed % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
        _ = try? read(bytes)
    }
}
