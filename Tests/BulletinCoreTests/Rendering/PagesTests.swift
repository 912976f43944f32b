import BulletinCore
import Foundation
import Testing

/// The pages as wholes: against files under `Tests/Fixtures/pages`, and by the rules of HTML.
@Suite struct PagesTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var render: @Sendable (PageRenderer) -> [UInt8]
    }

    static let cases = [
        Case(testDescription: "index.zh") {
            $0.twin(of: SamplePages.feed, topics: [SamplePages.weather], topicSlugs: SamplePages.topicSlugs)
        },
        Case(testDescription: "index.en") { $0.twin(of: SamplePages.englishFeed) },
        Case(testDescription: "issues.zh") { $0.twin(of: SamplePages.issues, topicSlugs: SamplePages.topicSlugs) },
        Case(testDescription: "topic.zh") { $0.twin(of: SamplePages.topic, topicSlugs: SamplePages.topicSlugs) },
        Case(testDescription: "archive.en") { $0.twin(of: SamplePages.archive) },
        Case(testDescription: "gone.zh") { $0.gone(in: SamplePages.channel) },
        Case(testDescription: "digest.zh") { $0.bulletin(SamplePages.digest, of: SamplePages.channel) },
        Case(testDescription: "single.en") { $0.bulletin(SamplePages.single, of: SamplePages.englishChannel) },
        Case(testDescription: "single.en-in-zh") { $0.bulletin(SamplePages.single, of: SamplePages.channel) },
    ]

    @Test(arguments: cases) func looksAsRecorded(_ c: Case) throws {
        let bytes = c.render(try PageRenderer())
        let file = Self.fixtures.appending(path: "\(c.testDescription).html")
        if ProcessInfo.processInfo.environment["BULLETIND_RECORD"] == "1" {
            try Data(bytes).write(to: file)
            Issue.record("recorded \(file.lastPathComponent); look at it, and run again without BULLETIND_RECORD")
            return
        }
        let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        #expect(String(decoding: bytes, as: UTF8.self) == recorded)
    }

    @Test(arguments: cases) func isTheSameEachTime(_ c: Case) throws {
        let once = c.render(try PageRenderer())
        #expect(once == c.render(try PageRenderer()))
    }

    /// The tree builder that browsers agree on has nothing to remark. Skipped where Python's html5lib is missing.
    @Test(.enabled(if: HTML5Checker.isPresent, "python3 with html5lib is not installed"), arguments: cases)
    func isValidHTML(_ c: Case) throws {
        let remarks = try HTML5Checker.remarks(on: c.render(try PageRenderer()))
        #expect(remarks == "")
    }

    @Test func emptyFeedSaysSo() throws {
        let feed = Feed(channel: SamplePages.channel, entries: [], updated: SamplePages.published)
        let page = String(decoding: try PageRenderer().twin(of: feed), as: UTF8.self)
        #expect(page.contains("还没有内容。"))
        #expect(!page.contains("class=\"issue\""))
    }

    @Test func aLabelLeadsToItsTopicAndAnnouncesItsFeeds() throws {
        let page = String(
            decoding: try PageRenderer().bulletin(
                SamplePages.digest, of: SamplePages.channel, topicSlugs: ["灌溉": "irrigation"]), as: UTF8.self)
        #expect(page.contains("<li><a href=\"../../topics/irrigation/\">灌溉</a></li>"))
        #expect(page.contains("<li>数字化</li>"))
        #expect(page.contains("href=\"../../topics/irrigation/feed.atom\""))
    }

    @Test func theFrontPageListsAHundredTopics() throws {
        let topics = (0..<150).map { Topic(name: "t\($0)", slug: "t\($0)") }
        let page = String(decoding: try PageRenderer().twin(of: SamplePages.feed, topics: topics), as: UTF8.self)
        #expect(page.contains("<a href=\"topics/t99/\">t99</a>"))
        #expect(!page.contains("t100"))
    }

    @Test func correctionsAreDatedAndOnlyThey() throws {
        let page = String(
            decoding: try PageRenderer().bulletin(SamplePages.digest, of: SamplePages.channel), as: UTF8.self)
        #expect(page.split(separator: "class=\"corrected\"").count == 2)
        #expect(page.contains("更新于 <time datetime=\"2021-04-03T01:30:00Z\">2021年4月3日</time>"))
    }

    @Test func daysAreThoseOfTheChannelsZone() throws {
        var feed = SamplePages.englishFeed
        feed.entries[0].published = Timestamp(CivilDate(year: 2021, month: 7, day: 1)!, secondOfDay: 84_600)
        let page = String(decoding: try PageRenderer().twin(of: feed), as: UTF8.self)
        #expect(page.contains("datetime=\"2021-07-01T23:30:00Z\">2 July 2021</time>"))
    }

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/pages").standardizedFileURL
}

/// html5lib's parser as an independent judge of pages.
enum HTML5Checker {
    static let isPresent = (try? run("import html5lib", input: []))?.status == 0

    /// - Returns: one line per parse error; empty for a page without any.
    static func remarks(on page: [UInt8]) throws -> String {
        let program = """
            import html5lib, sys
            parser = html5lib.HTMLParser()
            parser.parse(sys.stdin.buffer.read(), transport_encoding="utf-8")
            print("\\n".join(str(error) for error in parser.errors), end="")
            """
        return try run(program, input: page).output
    }

    private static func run(_ program: String, input: [UInt8]) throws -> (status: Int32, output: String) {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
