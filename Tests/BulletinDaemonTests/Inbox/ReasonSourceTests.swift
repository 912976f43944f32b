import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// What refusals say in Chinese says all of it in Chinese, but names and file endings.
@Suite(.inTurn) struct ReasonSourceTests {
    private static let sources = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources")

    /// Texts of sources that follow `label`, with `7` for what is put into them.
    private static func texts(
        after labels: [String], in folder: String, where isAsked: (String) -> Bool = { _ in true }
    ) throws -> Set<String> {
        let place = sources.appending(path: folder)
        var found: Set<String> = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: place.path)
        where name.hasSuffix(".swift") && isAsked(name) {
            let source = try String(contentsOf: place.appending(path: name), encoding: .utf8)
            for label in labels {
                for piece in source.components(separatedBy: label + "\"").dropFirst() { found.insert(literal(piece)) }
            }
        }
        return found
    }

    /// Up to the quotation mark that ends it.
    private static func literal(_ source: String) -> String {
        var text = ""
        var depth = 0
        var characters = source.makeIterator()
        while let next = characters.next() {
            if depth > 0 {
                depth += next == "(" ? 1 : next == ")" ? -1 : 0
            } else if next == "\\" {
                guard let escaped = characters.next() else { return text }
                if escaped == "(" { (text, depth) = (text + "7", 1) } else { text.append(escaped) }
            } else if next == "\"" {
                return text
            } else {
                text.append(next)
            }
        }
        return text
    }

    /// Names that Chinese writes in Latin letters.
    private static let names: Set<String> = [
        "UTF", "GB", "Markdown", "HTML", "Word", "OpenDocument", "Office", "Outlook", "Excel", "PowerPoint", "PDF",
        "RTF",
        "XML", "ZIP", "EPUB", "ELF", "SQLite", "Ogg", "MP", "MPEG", "PNG", "JPEG", "GIF", "WebP", "WAV", "AVI", "RAR",
        "z",
        "gzip", "xz", "bzip", "zstd", "YAML", "TOML", "JSON", "DOCTYPE", "From", "Subject", "draft", "true", "false",
        "id",
        "zh", "Hans", "en", "tags", "max", "inflation", "file", "size", "T", "content", "Content", "Types", "xml",
        "stories", "depth", "front", "matter", "parts", "inflated",
    ]

    private static func foreign(_ words: String) -> [Substring] {
        words.split { !$0.isASCII || !$0.isLetter }.filter { word in
            let isEnding = word.startIndex > words.startIndex && words[words.index(before: word.startIndex)] == "."
            return !isEnding && !names.contains(String(word))
        }
    }

    private static func expectChinese(_ error: BulletinError) {
        for language in [InterfaceLanguage.simplified, .traditional] {
            for reason in ["\(error)", "\(error)".replacing("x/a.txt", with: "x/a.txt/附件.txt")] {
                let words = ReasonWording.translated(reason, name: "x/a.txt", into: language)
                #expect(foreign(words).isEmpty && words.contains("；"), "\(words)")
                #expect(
                    reason.contains("附件.txt") == words.hasPrefix(language == .simplified ? "附件“附件.txt”" : "附件「附件.txt」"))
            }
        }
    }

    @Test func everyReasonOfTheReaders() throws {
        // In digests a reason is why a cut was not taken.
        var reasons = try Self.texts(after: ["reason: "], in: "BulletinCore/Reading") { !$0.hasPrefix("Digest/") }
        // Of several pieces.
        for pieced in ["7 is not well-formed XML7", "the name of its part 7 7"] {
            #expect(reasons.remove(pieced) != nil)
        }
        reasons.formUnion(["7 is not well-formed XML", "7 is not well-formed XML (line 7)"])
        for end in ["is empty", "has control characters", "has a backslash", "is absolute", "leads out of its folder"] {
            reasons.insert("the name of its part 7 \(end)")
        }
        try #require(reasons.count > 20)
        for reason in reasons { Self.expectChinese(.malformed(name: "x/a.txt", line: 2, reason: reason)) }
        for reason in [
            "merge keys (<<) are not read", "tags (!) are not read",
            "the front matter is no valid YAML: did not find expected key",
        ] {
            Self.expectChinese(.malformed(name: "x/a.txt", line: 2, reason: reason))
        }
        for limit in ReadingLimit.allCases { Self.expectChinese(.overLimit(name: "x/a.txt", limit, value: 7)) }
        let archives = try Self.texts(
            after: ["reason: ", "_NOZIP: ", "_INCONS: ", "_EXISTS: ", "_MULTIDISK: "], in: "Interop")
        try #require(archives.count > 6)
        for reason in archives {
            let isOfName = reason == "stands for two parts"
            Self.expectChinese(
                .damaged(
                    name: "x/a.txt",
                    reason: isOfName ? "the name of its part 7 \(reason)" : "the archive is damaged: \(reason)"))
        }
    }

    @Test func everyKindOfFile() throws {
        let readers = [
            "InputFormat.swift", "BulletinReader.swift", "TextDecoding.swift", "Document/DocumentKind.swift",
        ]
        let texts = try Self.texts(
            after: ["what: ", "return (", "return ", "\", ", " = "], in: "BulletinCore/Reading", where: readers.contains
        )
        let kinds = texts.filter { $0.hasPrefix("a ") || $0.hasPrefix("an ") || $0 == "binary data" }
        try #require(kinds.count > 25)
        for kind in kinds {
            Self.expectChinese(.unknownFormat(name: "x/a.txt", what: kind))
            Self.expectChinese(.binary(name: "x/a.txt", what: kind))
        }
        Self.expectChinese(.unreadAttachments(name: "x/a.txt", files: "7.doc"))
        Self.expectChinese(.severalTexts(name: "x/a.txt", files: "7.docx, 8.docx"))
    }

    /// The advice fits what the file is.
    @Test(arguments: [
        ("an old Word document (.doc)", "无法读取这种格式（旧版 Word 文档（.doc））；请另存为 .docx 后重新放入"),
        ("an Outlook message (.msg)", "无法读取这种格式（Outlook 邮件（.msg））；请另存为 .eml 后重新放入"),
        ("an Excel workbook (.xlsx)", "无法读取这种格式（Excel 表格（.xlsx））；请把文字放进 .docx 文件后放入"),
    ]) func adviceFits(what: String, words: String) {
        let reason = "\(BulletinError.unknownFormat(name: "a", what: what))"
        #expect(ReasonWording.translated(reason, name: "a", into: .simplified) == words)
    }
}
