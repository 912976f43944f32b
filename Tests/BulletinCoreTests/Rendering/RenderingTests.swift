import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@Suite struct RenderingTests {
    static let atom = "http://www.w3.org/2005/Atom"

    @Test(arguments: SampleFeeds.names, OutputFormat.allCases) func golden(name: String, format: OutputFormat) throws {
        try Fixtures.expect(try format.render(SampleFeeds.feed(name)), equals: "feeds/\(name)/\(format.fileName)")
    }

    @Test(arguments: SampleFeeds.names, OutputFormat.allCases)
    func isValidWithoutWarnings(name: String, format: OutputFormat) throws {
        let feed = SampleFeeds.feed(name)
        let findings = Validator.validate(try format.render(feed), base: format.address(of: feed))
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test(arguments: 0..<60) func hostileTextComesBackInAllFormats(seed: UInt64) throws {
        let feed = SampleFeeds.hostile(seed: seed)
        for format in OutputFormat.allCases {
            let bytes = try format.render(feed)
            #expect(bytes == (try format.render(feed)))
            let errors = Validator.validate(bytes, base: format.address(of: feed)).filter {
                $0.severity == .error
            }
            #expect(errors.isEmpty, "\(format): \(errors)")
            let read = try ReadFeed(bytes, format: format)
            #expect(read == ReadFeed(feed, for: format), "\(format)")
        }
    }

    /// Another parser than ours reads the same: expat, and Python's JSON.
    @Test func otherParsersReadTheSame() throws {
        let folder = try TemporaryFolder()
        var expected: [String: ReadFeed] = [:]
        for seed in UInt64(100)..<140 {
            let feed = SampleFeeds.hostile(seed: seed)
            for format in OutputFormat.allCases {
                let name = "\(seed).\(format.rawValue)"
                try folder.drop(try format.render(feed), as: name)
                expected[name] = ReadFeed(feed, for: format)
            }
        }
        let script = Fixtures.folder.appending(path: "feed-oracle.py").path
        guard let output = try Self.python([script, folder.path]) else {
            print("python3 is missing: feeds were not read by expat")
            return
        }
        let read = try JSONDecoder().decode([String: ReadFeed].self, from: output)
        #expect(read.count == expected.count)
        for (name, feed) in expected { #expect(read[name] == feed, "\(name)") }
    }

    private static func python(_ arguments: [String]) throws -> Data? {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return nil }
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return output
    }

    @Test(arguments: OutputFormat.allCases) func aWrongLanguageIsLeftOut(format: OutputFormat) throws {
        var feed = SampleFeeds.feed("bare")
        let bytes = try format.render(feed)
        feed.entries[0].language = "Chinese, mostly"
        #expect(try format.render(feed) == bytes)
        feed.entries[0].language = "zh-Hans"
        #expect(try format.render(feed) != bytes)
    }

    @Test func contentEndsInTheLinkList() {
        let entry = SampleFeeds.feed("weekly").entries[0]
        let expected = """
            <p>新桥今天通车，<strong>免费</strong>。</p>
            <p>老桥将改为步行桥 &amp; 市集。</p>
            <p><strong>链接</strong></p>
            <ul>
            <li><a href="https://example.org/t?a=1&amp;b=2">通车时间表 &lt;全&gt;</a></li>
            <li>一张老照片</li>
            </ul>
            """
        #expect(entry.contentHTML(in: SampleFeeds.channel) == expected)
    }
}

/// What a reader takes from a feed, to be compared between what went in and what comes out.
struct ReadFeed: Equatable, Codable {
    struct Item: Equatable, Codable {
        var id: String
        var url: String
        var title: String
        var content: String
        var summary: String
        var published: String
        var tags: [String]
        var authors: [String]
    }

    var title: String
    var language: String
    var items: [Item]

    /// What is expected of a format: its own spelling of dates, and its own rule of whose authors are written.
    init(_ feed: Feed, for format: OutputFormat) {
        let clean = XMLCharacters.cleaned
        title = clean(feed.title)
        language = feed.channel.language
        items = feed.shown.map { entry in
            let own = format == .rss && entry.authors.isEmpty ? feed.channel.authors.map(\.name) : entry.authors
            return Item(
                id: entry.id.uri, url: feed.address(of: entry), title: clean(entry.title),
                content: clean(entry.contentHTML(in: feed.channel)), summary: clean(entry.summary()),
                published: format == .rss ? entry.published.rfc822 : entry.published.rfc3339,
                tags: entry.topics.map(clean), authors: own.map(clean))
        }
    }

    init(_ bytes: [UInt8], format: OutputFormat) throws {
        switch format {
        case .rss: self = try Self.rss(bytes)
        case .atom: self = try Self.atom(bytes)
        case .json: self = try Self.json(bytes)
        }
    }

    private init(title: String, language: String, items: [Item]) {
        self.title = title
        self.language = language
        self.items = items
    }

    private static func rss(_ bytes: [UInt8]) throws -> ReadFeed {
        let channel = try #require(try XMLDocument(parsing: bytes).root.child("channel", in: ""))
        let dc = "http://purl.org/dc/elements/1.1/"
        func text(_ element: XMLElement, _ name: String, in namespace: String = "") -> String {
            element.child(name, in: namespace)?.text ?? "?"
        }
        let items = channel.children("item", in: "").map { item in
            Item(
                id: text(item, "guid"), url: text(item, "link"), title: text(item, "title"),
                content: text(item, "encoded", in: "http://purl.org/rss/1.0/modules/content/"),
                summary: unescaped(text(item, "description")), published: text(item, "pubDate"),
                tags: item.children("category", in: "").map(\.text),
                authors: item.children("creator", in: dc).map(\.text))
        }
        return ReadFeed(title: text(channel, "title"), language: text(channel, "language"), items: items)
    }

    private static func atom(_ bytes: [UInt8]) throws -> ReadFeed {
        let feed = try XMLDocument(parsing: bytes).root
        func text(_ element: XMLElement, _ name: String) -> String {
            guard let child = element.child(name, in: RenderingTests.atom) else { return "?" }
            return child.attribute("type") == "html" && name != "content" ? unescaped(child.text) : child.text
        }
        let items = feed.children("entry", in: RenderingTests.atom).map { entry in
            Item(
                id: text(entry, "id"), url: entry.child("link", in: RenderingTests.atom)?.attribute("href") ?? "?",
                title: text(entry, "title"), content: text(entry, "content"), summary: text(entry, "summary"),
                published: text(entry, "published"),
                tags: entry.children("category", in: RenderingTests.atom).map { $0.attribute("term") ?? "?" },
                authors: entry.children("author", in: RenderingTests.atom).map { text($0, "name") })
        }
        let language = feed.attribute("lang", in: "http://www.w3.org/XML/1998/namespace") ?? "?"
        return ReadFeed(title: text(feed, "title"), language: language, items: items)
    }

    private static func json(_ bytes: [UInt8]) throws -> ReadFeed {
        struct Document: Decodable {
            struct Author: Decodable { var name: String }
            struct Item: Decodable {
                var id, url, title, contentHtml, summary, datePublished: String
                var tags: [String]?
                var authors: [Author]?
            }
            var title, language: String
            var items: [Item]
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let document = try decoder.decode(Document.self, from: Data(bytes))
        let items = document.items.map { item in
            Item(
                id: item.id, url: item.url, title: item.title, content: item.contentHtml, summary: item.summary,
                published: item.datePublished, tags: item.tags ?? [], authors: (item.authors ?? []).map(\.name))
        }
        return ReadFeed(title: document.title, language: document.language, items: items)
    }

    /// Undoes the escaping of plain text as HTML.
    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }
}
