import Foundation
import TestSupport
import Testing

/// The bad-input table (Tests/BadInput/generate.py): what every hostile or unlucky file must become, each verdict
/// asserted on the real program.
@Suite struct BadInputTableTests {
    @Test(arguments: try BadInputTable.made.get().rows) func becomesWhatTheTableSays(_ row: BadInputTable.Row) throws {
        let outcome = try #require(try BadInputTable.made.get().outcomes[row.file], "parse said nothing of it")
        guard row.verdict != .refused else {
            let reason = try #require(outcome.error, "accepted, though it must be refused")
            #expect(reason.contains(row.reason ?? "?"))
            return
        }
        #expect(outcome.error == nil)
        let title = try #require(outcome.title)
        #expect(!title.isEmpty && title.utf8.count <= row.titleBytes ?? 4_096)
        if let expected = row.title { #expect(title.sameBytes(as: expected)) }
        if let date = row.date { #expect(outcome.date == date) }
        if let stories = row.stories { #expect(outcome.items.count == stories) }
        for part in row.titleLacks ?? [] { #expect(!title.unicodeScalars.contains(part.unicodeScalars.first ?? " ")) }
        let text = ([title] + outcome.items.flatMap { [$0.title, $0.bodyText] }).joined(separator: "\n")
        for part in row.has ?? [] { #expect(text.sameBytes(contain: part)) }
        let html = outcome.items.map(\.bodyHtml).joined(separator: "\n")
        for part in row.lacks ?? [] { #expect(!html.sameBytes(contain: part)) }
        let codes = Set((outcome.findings ?? []).map(\.code))
        for finding in row.findings ?? [] {
            #expect(!codes.isDisjoint(with: finding.split(separator: "|").map(String.init)))
        }
    }
}

/// The rows of the table that need more than one file, or the same file twice.
@Suite struct BadInputStoriesTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("inbox")
        try folder.write("title: 周报\nfeed-entries: 1000\nfeed-size: 50 MB\n", to: "settings.yaml")
    }

    /// - Returns: what the feed holds after a build.
    private func build(code: Int32 = 0) throws -> [JSONFeedShape.Item] {
        let result = try Service.run(["build", "--config", "settings.yaml"], in: folder)
        #expect(result.code == code, "\(result.errors)")
        return try JSONDecoder().decode(JSONFeedShape.self, from: Data(folder.read("site/feed.json"))).items
    }

    /// All of the table in one inbox but for the megabytes, which take a program built for tests long: a note beside
    /// each file that must be refused, the rest in valid feeds.
    @Test func aWholeInboxOfItIsPublishedButForTheRefused() throws {
        let table = try BadInputTable.made.get()
        try folder.remove("inbox")
        try FileManager.default.copyItem(atPath: table.folder("inbox"), toPath: folder("inbox"))
        var rows = table.rows
        for row in table.rows where try folder.size(of: "inbox/" + row.file) > 1_000_000 {
            try folder.remove("inbox/" + row.file)
            rows.removeAll { $0.file == row.file }
        }
        _ = try build(code: 65)
        let feeds = ["site/feed.rss", "site/feed.atom", "site/feed.json"]
        let validation = try Service.run(["validate"] + feeds, in: folder)
        #expect(validation.code == 0)
        #expect(!validation.output.contains(": error: "))
        let noteEnding = ".rejected.txt"
        let refused = Set(
            try folder.files(below: "inbox").keys.filter { $0.hasSuffix(noteEnding) }
                .map { String($0.dropLast(noteEnding.count)) })
        let expected = Set(rows.lazy.filter { $0.verdict == .refused }.map(\.file))
        #expect(refused == expected)
    }

    /// Row 55.
    @Test func anIdThatTwoFilesStateIsRefusedOnce() throws {
        for name in ["one", "two"] {
            try folder.write("---\ntitle: \(name)\nid: same\n---\n\n正文\(name)。\n", to: "inbox/\(name).md")
        }
        #expect(try build(code: 65).count == 1)
    }

    /// Row 98.
    @Test func aFileOfAnotherTypeIsTheSameBulletinByTitleAndContent() throws {
        let text = "园区周报第3期\n①新线通车\n首条通勤班线今日开通。\n②仓库改造\n三号仓库完成改造。\n"
        try folder.write(text, to: "inbox/weekly.txt")
        let before = try build()
        #expect(before.count == 2)
        try folder.remove("inbox/weekly.txt")
        let page = "<h1>园区周报第3期</h1><h2>新线通车</h2><p>首条通勤班线今日开通。</p><h2>仓库改造</h2><p>三号仓库完成改造。</p>"
        try folder.write("<html><body>\(page)</body></html>", to: "inbox/weekly.html")
        #expect(try build().map(\.id) == before.map(\.id))
    }

    /// Row 103.
    @Test func filesOfOneMomentHaveAStableOrder() throws {
        for number in 0..<500 {
            try folder.write(
                "---\ntitle: 消息\(number)\ndate: 2021-03-05\n---\n\n正文\(number)。\n", to: "inbox/n\(number).md")
        }
        let first = try build()
        #expect(first.count == 500)
        #expect(Set(first.map(\.id)).count == 500)
        for name in ["site", "state"] { try folder.remove(name) }
        #expect(try build().map(\.title) == first.map(\.title))
    }

    /// Row 104.
    @Test func anOldStoryKeepsIdAndDateWhenItIsCorrected() throws {
        func write(_ text: String) throws {
            try folder.write("---\ntitle: 旧闻\ndate: 1999-03-05\n---\n\n\(text)\n", to: "inbox/old.md")
        }
        try write("正文。")
        let before = try #require(try build().first)
        try write("改正过的正文。")
        let after = try #require(try build().first)
        #expect(after.id == before.id)
        #expect(after.published == before.published)
        #expect(after.modified > before.modified)
    }
}

/// The table as the script makes it, and what `parse` says of each file.
struct BadInputTable: Sendable {
    enum Verdict: String, Decodable {
        case accepted = "A"
        case normalised = "N"
        case refused = "Q"
    }

    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        var row: Int
        var file: String
        var verdict: Verdict
        var title: String?
        var titleBytes: Int?
        var titleLacks: [String]?
        var date: String?
        var stories: Int?
        var has: [String]?
        var lacks: [String]?
        var findings: [String]?
        var reason: String?

        var testDescription: String { file }
    }

    struct Outcome: Decodable, Sendable {
        struct Item: Decodable {
            var title: String
            var bodyText: String
            var bodyHtml: String
        }

        struct Remark: Decodable { var code: String }

        var file: String
        var title: String?
        var date: String?
        var items: [Item]
        var findings: [Remark]?
        var error: String?
    }

    let folder: TemporaryFolder
    let rows: [Row]
    let outcomes: [String: Outcome]

    /// Made once for all tests.
    static let made = Result { try BadInputTable() }

    init() throws {
        folder = try TemporaryFolder()
        let script = Fixtures.folder.deletingLastPathComponent().appending(path: "BadInput/generate.py")
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", script.path, folder.path]
        try python.run()
        python.waitUntilExit()
        guard python.terminationStatus == 0 else { throw TestSupportError("generate.py failed") }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        rows = try folder.text("table.jsonl").split(separator: "\n").map {
            try decoder.decode(Row.self, from: Data($0.utf8))
        }
        let parsed = try Service.run(["parse", "--format", "json"] + rows.map { "inbox/" + $0.file }, in: folder)
        outcomes = try Dictionary(
            uniqueKeysWithValues: parsed.output.split(separator: "\n").map { line in
                let outcome = try decoder.decode(Outcome.self, from: Data(line.utf8))
                return (outcome.file.replacing("inbox/", with: ""), outcome)
            })
    }
}

extension String {
    /// Without Unicode's equivalences: NFC and NFD differ.
    fileprivate func sameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    fileprivate func sameBytes(contain part: String) -> Bool {
        Data(utf8).range(of: Data(part.utf8)) != nil
    }
}
