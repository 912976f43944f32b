import BulletinCore
import Foundation
import TestSupport
import Testing

/// Files in many charsets, by Fixtures/charsets: `LANGUAGE.LENGTH.CHARSET.txt`, beside the same text in UTF-8.
@Suite struct CharsetReadingTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let language: String
        let length: String
        let charset: String

        var testDescription: String { "\(language).\(length).\(charset)" }
        var isWide: Bool { charset.hasPrefix("UTF-") }

        func bytes(in charset: String? = nil) throws -> [UInt8] {
            let name = "charsets/\(language).\(length).\(charset ?? self.charset).txt"
            return Array(try Data(contentsOf: Fixtures.folder.appending(path: name)))
        }
    }

    static let cases: [Case] = {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: Fixtures.folder.appending(path: "charsets").path)
        return (names ?? []).sorted().compactMap { name in
            let parts = name.split(separator: ".").map(String.init)
            guard parts.count == 4, parts[2] != "UTF-8" else { return nil }
            return Case(language: parts[0], length: parts[1], charset: parts[2])
        }
    }()

    private func read(_ bytes: [UInt8], as name: String = "a.txt", charset: String? = nil) throws -> Bulletin {
        try BulletinReader.read(
            Source(path: SourcePath(name), bytes: bytes), options: ReadingOptions(charset: charset))
    }

    private func text(_ bulletin: Bulletin) -> String {
        ([bulletin.title] + bulletin.sections.map(\.text)).joined(separator: "|")
    }

    private func charsetFindings(_ bulletin: Bulletin) -> [Finding] {
        bulletin.findings.filter { $0.rule.hasPrefix("Charset") }
    }

    @Test func thereAreCases() { #expect(Self.cases.count == 50) }

    @Test(arguments: cases) func isGuessed(_ c: Case) throws {
        let bulletin = try read(c.bytes())
        #expect(text(bulletin) == text(try read(c.bytes(in: "UTF-8"))))
        #expect(charsetFindings(bulletin).map(\.rule) == ["CharsetGuessed"])
        #expect(charsetFindings(bulletin).allSatisfy { $0.advice?.contains("charset") == true })
        if c.length == "long" { #expect(charsetFindings(bulletin).allSatisfy { $0.severity == .info }) }
    }

    @Test(arguments: cases) func theSettingGoesBeforeAGuess(_ c: Case) throws {
        let bulletin = try read(c.bytes(), charset: c.charset)
        #expect(text(bulletin) == text(try read(c.bytes(in: "UTF-8"))))
        #expect(charsetFindings(bulletin).allSatisfy { $0.rule == "CharsetStated" })
    }

    @Test(arguments: cases.filter { !$0.isWide }) func frontMatterGoesBeforeTheSetting(_ c: Case) throws {
        let front = Array("---\ncharset: \(c.charset)\n---\n".utf8)
        let bulletin = try read(front + c.bytes(), as: "a.md", charset: c.charset == "Big5" ? "GB18030" : "Big5")
        #expect(text(bulletin) == text(try read(front + c.bytes(in: "UTF-8"), as: "a.md")))
    }

    /// The setting is for what is not UTF-8; a file that calls its UTF-8 something else is told so.
    @Test func validUTF8StaysUTF8() throws {
        let bytes = Array("Neue Bücher für alle\n".utf8)
        for charset in ["windows-1252", "GB18030", "UTF-16LE", "UTF-8"] {
            let bulletin = try read(bytes, charset: charset)
            #expect(bulletin.title == "Neue Bücher für alle")
            #expect(charsetFindings(bulletin).isEmpty)
        }
        let stated = try read(Array("---\ncharset: latin1\n---\n".utf8) + bytes, as: "a.md")
        #expect(charsetFindings(stated).map(\.rule) == ["CharsetContradicted"])
        let chance = try read(Array("---\ncharset: gbk\n---\n".utf8) + [0xC1, 0xAA, 0xCD, 0xA8, 0x0A], as: "a.md")
        #expect(text(chance).contains("联通"))
    }

    /// A declaration that the bytes belie is overruled, and that is told.
    @Test(arguments: cases.filter { !$0.isWide && $0.length == "long" && $0.charset != "ISO-2022-JP" })
    func bytesGoBeforeAWrongDeclaration(_ c: Case) throws {
        let page = { (bytes: [UInt8], label: String) in
            Array("<html><head><meta charset=\"\(label)\"></head><body><p>".utf8) + bytes
                + Array("</p></body></html>".utf8)
        }
        let wrong = c.charset == "Shift_JIS" || c.charset == "EUC-JP" ? "euc-kr" : "shift_jis"
        let bulletin = try read(page(c.bytes(), wrong), as: "a.html")
        #expect(text(bulletin) == text(try read(page(c.bytes(in: "UTF-8"), "utf-8"), as: "a.html")))
        #expect(charsetFindings(bulletin).map(\.rule) == ["CharsetContradicted"])
    }

    /// The setting is for files that do not say theirs.
    @Test func aDeclarationGoesBeforeTheSetting() throws {
        let c = try #require(Self.cases.first { $0.charset == "GB18030" && $0.length == "long" })
        let head = Array("<html><head><meta charset=\"gb2312\"></head><body><p>".utf8)
        let bulletin = try read(head + c.bytes(), as: "a.html", charset: "Big5")
        #expect(text(bulletin) == text(try read(head + c.bytes(in: "UTF-8"), as: "a.html")))
        #expect(charsetFindings(bulletin).isEmpty)
    }

    @Test func aMarkGoesBeforeADeclaration() throws {
        let page = "<html><meta charset=gbk><h1>题</h1><p>文"
        #expect(text(try read([0xEF, 0xBB, 0xBF] + Array(page.utf8), as: "a.html", charset: "Big5")) == "题|文")
        let wide = page.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(text(try read([0xFF, 0xFE] + wide, as: "a.html", charset: "Big5")) == "题|文")
    }

    @Test func littleTextIsAWarning() throws {
        let findings = charsetFindings(try read([0xC4, 0xE3, 0xBA, 0xC3]))
        #expect(
            findings.map(\.message) == ["not UTF-8, and too little text to tell a charset: GB18030 was guessed"])
        #expect(findings.map(\.severity) == [.warning])
    }

    /// é and è of windows-1252 are Thai tones in windows-874: they would stand over Latin letters.
    @Test(arguments: [
        "Le club de pétanque reprend ses activités.\n\nRéunion du comité des fêtes\n\nRépétition le mercredi 13 mai à 14 h à l'église.\n",
        "Bulletin de la paroisse Saint-Éloi\n\nPremière communion\nRépétition à l'église.\n\nQuête impérée\nPour les chrétiens d'Orient.\n",
    ])
    func shortFrenchIsNoThai(french: String) throws {
        let bytes = french.unicodeScalars.map { UInt8($0.value) }
        #expect(text(try read(bytes)) == text(try read(Array(french.utf8))))
    }

    /// Headlines of common characters, the bytes of which are letters of Greek and Thai as well.
    @Test(arguments: [
        ("元旦放假安排", 0xD4AA_B5A9_B7C5, 0xBCD9_B0B2_C5C5), ("羽毛球赛报名", 0xD3F0_C3AB_C7F2, 0xC8FC_B1A8_C3FB),
        ("寒潮蓝色预警", 0xBAAE_B3B1_C0B6, 0xC9AB_D4A4_BEAF), ("阅读马拉松", 0xD4C4_B6C1_C2ED, 0xC0AD_CBC9),
        ("招募志愿者", 0xD5D0_C4BC_D6BE, 0xD4B8_D5DF),
    ])
    func shortChineseIsChinese(line: String, start: Int, end: Int) throws {
        var bytes: [UInt8] = []
        for part in [start, end] {
            for shift in stride(from: 40, through: 0, by: -8) where part >> shift > 0 {
                bytes.append(UInt8(part >> shift & 0xFF))
            }
        }
        #expect(text(try read(bytes)) == text(try read(Array(line.utf8))))
    }

    @Test func anUnknownLabelIsRefusedWithItsLine() {
        let bytes = Array("---\ntitle: x\ncharset: klingon\n---\ntext".utf8)
        #expect(performing: { try read(bytes, as: "a.md") }, throws: { "\($0)".hasPrefix("a.md:3: 'klingon' is no ") })
    }

    /// Two charsets in one file, either way round: the line is named, and nothing is guessed.
    @Test func mixedIsRefusedWithItsLine() throws {
        let long = Case(language: "zh-Hans", length: "long", charset: "GB18030")
        let utf8 = try long.bytes(in: "UTF-8")
        let short = try Case(language: "zh-Hans", length: "short", charset: "GB18030").bytes()
        #expect(
            performing: { try read(utf8 + short) },
            throws: { "\($0)".hasPrefix("a.txt:7: bytes that are GB18030, while the rest of the file is UTF-8") })
        let line = Array("市政府召开防汛工作会议\n".utf8)
        #expect(
            performing: { try read(try long.bytes() + line) },
            throws: { "\($0)".hasPrefix("a.txt:7: a line in UTF-8, while the rest of the file is in another charset") })
    }

    @Test func cutInACharacter() throws {
        let bytes = try Case(language: "zh-Hans", length: "long", charset: "GB18030").bytes()
        let cut = Array(bytes.dropLast(2))
        #expect(
            performing: { try read(cut, charset: "GB18030") },
            throws: { "\($0)".hasPrefix("a.txt:6: the file ends within a character of the charset GB18030") })
    }

    /// Any bytes, with any setting: read, or refused in one line.
    @Test(arguments: 0..<200) func neverTraps(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let low: UInt8 = seed % 2 == 0 ? 0 : 0x80
        let bytes = (0..<Int.random(in: 1...200, using: &random)).map { _ in
            UInt8.random(in: low...255, using: &random)
        }
        for charset in [nil] + Self.cases.map(\.charset) + ["UTF-8"] {
            do { _ = try read(bytes, charset: charset) } catch {
                #expect(!"\(error)".contains("\n"))
            }
        }
    }
}
