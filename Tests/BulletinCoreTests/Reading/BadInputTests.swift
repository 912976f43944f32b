import BulletinCore
import TestSupport
import Testing

/// The rows of the bad-input corpus that concern text, Markdown and HTML.
@Suite struct BadInputTests {
    private func read(_ bytes: [UInt8], as name: String = "a.txt") throws -> Bulletin {
        try BulletinReader.read(Source(path: SourcePath(name), bytes: bytes))
    }

    private func text(_ bytes: [UInt8], as name: String = "a.txt") throws -> String {
        let bulletin = try read(bytes, as: name)
        return ([bulletin.title] + bulletin.sections.map(\.text)).joined(separator: "|")
    }

    @Test func byteOrderMarks() throws {
        #expect(try text([0xEF, 0xBB, 0xBF] + Array("# 题\n\n文".utf8), as: "a.md") == "题|文")
        #expect(try text([0xFF, 0xFE, 0x98, 0x98, 0x0A, 0x00, 0x87, 0x65]) == "题|文")
        #expect(try text([0xFE, 0xFF, 0x98, 0x98, 0x00, 0x0A, 0x65, 0x87]) == "题|文")
    }

    struct Rejection: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var name = "a.txt"
        var reason: String
    }

    static let rejections = [
        Rejection(
            testDescription: "empty", bytes: [],
            reason: "a.txt: the file is empty; write something into it, or remove it"),
        Rejection(
            testDescription: "blank", bytes: Array(" \n　\n".utf8),
            reason: "a.txt: the file is empty; write something into it, or remove it"),
        Rejection(
            testDescription: "only a BOM", bytes: [0xEF, 0xBB, 0xBF],
            reason: "a.txt: the file is empty; write something into it, or remove it"),
        Rejection(
            testDescription: "overlong UTF-8", bytes: [0x61, 0x0A, 0xC0, 0xAF],
            reason:
                "a.txt:2: no charset that is known gives text from here on; save the file as UTF-8 and drop it in again"
        ),
        Rejection(
            testDescription: "a lone surrogate", bytes: Array("中文中文中文\n".utf8) + [0xED, 0xA0, 0x80],
            reason:
                "a.txt:2: bytes that are not UTF-8, while the rest of the file is UTF-8; correct the line and drop the file in again"
        ),
        Rejection(
            testDescription: "one GBK line in UTF-8", bytes: Array("中文中文中文\n\n".utf8) + [0xD2, 0xAA, 0xCE, 0xC5],
            reason:
                "a.txt:3: bytes that are not UTF-8, while the rest of the file is UTF-8; correct the line and drop the file in again"
        ),
        Rejection(
            testDescription: "cut in a character", bytes: Array("中文中文中文".utf8.dropLast()),
            reason:
                "a.txt:1: the file ends within a character, it was likely cut off; correct the line and drop the file in again"
        ),
        Rejection(
            testDescription: "odd UTF-16", bytes: [0xFF, 0xFE, 0x98, 0x98, 0x0A],
            reason:
                "a.txt:1: the file ends within a character of the charset UTF-16LE and was likely cut off; correct the line and drop the file in again"
        ),
        Rejection(
            testDescription: "six zero bytes", bytes: Array("abc".utf8) + [0, 0, 0, 0, 0, 0],
            reason: "a.txt: this is binary data, not text; save it as plain text, Markdown or HTML and drop it in again"
        ),
        Rejection(
            testDescription: "PNG", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D],
            reason: "a.txt: this is a PNG image, not text; save it as plain text, Markdown or HTML and drop it in again"
        ),
        Rejection(
            testDescription: "ELF", bytes: [0x7F, 0x45, 0x4C, 0x46],
            reason:
                "a.txt: this is an ELF program, not text; save it as plain text, Markdown or HTML and drop it in again"),
        Rejection(
            testDescription: "gzip", bytes: [0x1F, 0x8B, 8],
            reason:
                "a.txt: this is a gzip archive, not text; save it as plain text, Markdown or HTML and drop it in again"),
        Rejection(
            testDescription: "PDF", bytes: Array("%PDF-1.7".utf8),
            reason:
                "a.txt: a PDF document is not a format that is read; known are text (.txt), Markdown (.md), HTML (.html), Word (.docx), OpenDocument text (.odt) and mail (.eml)"
        ),
        Rejection(
            testDescription: "old Word", bytes: [0xD0, 0xCF, 0x11, 0xE0], name: "a.doc",
            reason:
                "a.doc: an old Office document (.doc, .xls or encrypted) is not a format that is read; save it as .docx without a password and drop it in again"
        ),
        Rejection(
            testDescription: "another extension", bytes: Array("a,b".utf8), name: "a.csv",
            reason:
                "a.csv: a file named .csv is not a format that is read; known are text (.txt), Markdown (.md), HTML (.html), Word (.docx), OpenDocument text (.odt) and mail (.eml)"
        ),
        Rejection(
            testDescription: "a torn picture", bytes: Array(0...255) + Array(0...255), name: "a.JPG",
            reason: "a.JPG: this is no JPEG file, or it is damaged; export it again and drop it in"),
        Rejection(
            testDescription: "a drawing called a picture", bytes: Array("<?xml version='1.0'?><svg/>".utf8),
            name: "a.png",
            reason: "a.png: this is no PNG file, or it is damaged; export it again and drop it in"),
        Rejection(
            testDescription: "an archive called a film", bytes: [0x1F, 0x8B, 8, 0, 0], name: "a.mp4",
            reason: "a.mp4: this is no MP4 file, or it is damaged; export it again and drop it in"),
        Rejection(
            testDescription: "a document called another", bytes: [0xD0, 0xCF, 0x11, 0xE0], name: "a.pdf",
            reason:
                "a.pdf: an old Office document (.doc, .xls or encrypted) is not a format that is read; save it as .docx without a password and drop it in again"
        ),
        Rejection(
            testDescription: "a picture that is one", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], name: "a.png",
            reason: "a.png: this is a PNG image, not text; save it as plain text, Markdown or HTML and drop it in again"
        ),
        Rejection(
            testDescription: "nested too deep", bytes: Array(String(repeating: "<div>", count: 257).utf8),
            name: "a.html",
            reason:
                "a.html: more than 200 elements within each other; put fewer lists, tables or quotations within each other, or raise max-depth"
        ),
        Rejection(
            testDescription: "quotes too deep", bytes: Array((String(repeating: "> ", count: 5000) + "x").utf8),
            name: "a.md",
            reason:
                "a.md: more than 200 elements within each other; put fewer lists, tables or quotations within each other, or raise max-depth"
        ),
    ]

    @Test(arguments: rejections) func rejects(_ c: Rejection) {
        #expect(performing: { try read(c.bytes, as: c.name) }, throws: { "\($0)" == c.reason })
    }

    @Test func tooLarge() {
        var limits = ReadingLimits()
        limits.maxFileSize = 3
        #expect(throws: BulletinError.tooLarge(name: "a.txt", size: 4, limit: 3)) {
            try BulletinReader.read(
                Source(path: SourcePath("a.txt"), bytes: Array("abcd".utf8)), options: ReadingOptions(limits: limits))
        }
    }

    @Test func tooManySections() {
        var limits = ReadingLimits()
        limits.maxSections = 1
        #expect(throws: BulletinError.overLimit(name: "a.txt", .sections, value: 1)) {
            try BulletinReader.read(
                Source(path: SourcePath("a.txt"), bytes: Array("周报\n①甲地\n文。\n②乙地\n文。".utf8)),
                options: ReadingOptions(limits: limits))
        }
    }

    @Test func guessesCharsets() throws {
        for name in ["zh-gb18030", "zh-hant-big5", "neg-en-press-release"] {
            #expect(try Truth.named(name).read().findings.contains { $0.rule == "CharsetGuessed" }, "\(name)")
        }
    }

    @Test func controlCharactersAreLeftOut() throws {
        let bulletin = try read(Array("题\n文\u{0}\u{1}\u{B}\u{7F}\u{FFFE}字".utf8))
        #expect(bulletin.sections[0].text == "文字")
        #expect(bulletin.findings.map(\.rule) == ["ForbiddenCharacters"])
    }

    @Test(arguments: ["题\r\n文\r\n字", "题\r文\r字", "题\n文\r\n字", "题\u{85}文\u{2028}字"]) func lineEnds(text: String) throws {
        #expect(try self.text(Array(text.utf8)) == "题|文\n字")
    }

    @Test func textIsExact() throws {
        let text = "题 <script>\n]]> -- ?> &#0; &amp;amp; AT&T 👩‍👩‍👧"
        #expect(try self.text(Array(text.utf8)) == "题 <script>|]]> -- ?> &#0; &amp;amp; AT&T 👩‍👩‍👧")
        #expect(
            try read(Array(text.utf8)).sections[0].html == "<p>]]&gt; -- ?&gt; &amp;#0; &amp;amp;amp; AT&amp;T 👩‍👩‍👧</p>")
    }

    @Test func titlesLoseDirectionOverrides() throws {
        #expect(try read(Array("题\u{202E}目\n文".utf8)).title == "题目")
    }

    @Test func htmlByContent() throws { #expect(try text(Array("<!DOCTYPE html><h1>题</h1><p>文".utf8)) == "题|文") }

    @Test func bytesWinOverDeclaredCharset() throws {
        #expect(try text(Array("<html><meta charset=gbk><h1>题</h1><p>文".utf8), as: "a.html") == "题|文")
    }

    static let pieces = [
        "①", "②", "③", "一、", "二、", "（一）", "（二）", "1. ", "2. ", "１．", "■", "●", "【", "】", "链接\n", "附件：", "目录\n", "\n",
        "\n\n", "\r\n", "甲地开工",
        "。", "，", "：", "文字很多文字很多文字很多文字很多文字很多文字很多。", "https://a.example/x", "http://", "[1] ", "---\n", "~~~\n", "***",
        "**", "`", "```\n", "# ",
        "## ", "> ", "- ", "|", "<p>", "<", ">", "&", "\u{0}", "\u{3000}", "2031年3月4日", "第12期", "Subject: ",
        "Item 1 of 2\n", ".A...\n", "&&\n", "title: ",
        "    ", "ABCDEFG HIJ\n", "来源：", "[^1]", "[a](b)", "\u{202E}", "\u{FEFF}", "十", "第", "条", "〔2031〕", "号",
        "99999999999999999999", "٣", "é",
    ]

    /// Nothing traps; equal input gives equal output; plain text comes from the source and nowhere else.
    @Test(arguments: 0..<400) func neverTraps(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let source = (0..<Int.random(in: 1...80, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
        for name in ["a.txt", "a.md", "a.html"] {
            let bytes = Array(source.utf8.dropLast(seed % 7 == 0 ? 1 : 0))
            guard let bulletin = try? read(bytes, as: name) else { continue }
            #expect(try read(bytes, as: name) == bulletin)
            #expect(!bulletin.sections.isEmpty && bulletin.sections.allSatisfy { !$0.title.isEmpty })
            guard name == "a.txt", !source.hasPrefix("---"), !source.contains("<"), !source.contains("***") else {
                continue
            }
            let whole = letters(source)
            for section in bulletin.sections {
                for line in section.text.split(separator: "\n") {
                    #expect(whole.contains(letters(String(line))), "\(line)")
                }
            }
        }
    }

    @Test(arguments: 0..<100) func neverTrapsOnBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<Int.random(in: 1...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        for name in ["a.txt", "a.md", "a.html"] { _ = try? read(bytes, as: name) }
    }

    private func letters(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
    }
}
