import BulletinCore
import Interop
import Testing

/// Files beside bulletins, in feeds and on pages.
@Suite struct EnclosureTests {
    static func file(_ name: String, as path: String? = nil, title: String = "") -> AttachedFile {
        let ending = String(name.split(separator: ".").last ?? "")
        return AttachedFile(
            reference: Array(name.utf8), path: "files/w/" + (path ?? name), length: 1_234_567,
            format: MediaFormat.published(as: ending)!, title: title)
    }

    static func entry(
        _ html: String, files: [AttachedFile] = [], links: [Link] = []
    ) -> Entry {
        Entry(
            id: EntryID(uri: "tag:example.org,2026:1"), bulletinSlug: "w", bulletinTitle: "W", anchor: "", title: "One",
            html: html, text: "Text", links: links, published: Timestamp(seconds: 0), updated: Timestamp(seconds: 0),
            position: 0, files: files)
    }

    static func feed(_ entry: Entry, url: String = "https://news.example.org/sub/") -> Feed {
        var channel = SampleFeeds.feed("bare").channel
        channel.url = url
        return Feed(channel: channel, entries: [entry], updated: Timestamp(seconds: 0))
    }

    static func page(_ entry: Entry, intro: String = "") throws -> String {
        let page = BulletinPage(
            slug: "w", title: "W", kind: .single, published: entry.published, updated: entry.updated, intro: intro,
            entries: [entry], introFiles: entry.files)
        return String(decoding: try PageRenderer().bulletin(page, of: feed(entry).channel), as: UTF8.self)
    }

    static func text(_ feed: Feed, as format: OutputFormat) throws -> String {
        String(decoding: try format.render(feed), as: UTF8.self)
    }

    @Test(arguments: [
        ("<a href=\"local:talk.mp3\">x</a>", "<a href=\"https://news.example.org/sub/files/w/talk.mp3\">x</a>"),
        (
            "<a href=\"local:./talk.mp3#t=10\">x</a>",
            "<a href=\"https://news.example.org/sub/files/w/talk.mp3#t=10\">x</a>"
        ),
        (
            "<img src=\"local:a%20b.png\" alt=\"y\"/>",
            "<img src=\"https://news.example.org/sub/files/w/a-b.png\" alt=\"y\"/>"
        ),
        ("<p><img src=\"local:lost.png\" alt=\"a &lt; b\"/>.</p>", "<p>a &lt; b.</p>"),
        ("<p><img src=\"local:lost.png\"/></p>", "<p></p>"),
        ("<img src=\"local:talk.mp3\" alt=\"no picture\"/>", "no picture"),
        (
            "<a href=\"local:other.html#x\">x</a>",
            "<a href=\"https://news.example.org/sub/bulletins/w/other.html#x\">x</a>"
        ),
        ("<a href=\"local:../v/\">x</a>", "<a href=\"https://news.example.org/sub/bulletins/v/\">x</a>"),
        ("<a href=\"local:#top\">x</a>", "<a href=\"https://news.example.org/sub/bulletins/w/#top\">x</a>"),
        (
            "<a href=\"local:?q=1&amp;r=2\">x</a>",
            "<a href=\"https://news.example.org/sub/bulletins/w/?q=1&amp;r=2\">x</a>"
        ),
        ("<a href=\"local:/news/1.html\">x</a>", "<a href=\"https://news.example.org/news/1.html\">x</a>"),
        ("<a href=\"local:../../../../../etc\">x</a>", "<a href=\"https://news.example.org/etc\">x</a>"),
        ("<a href=\"local:..\">x</a>", "<a href=\"https://news.example.org/sub/bulletins/\">x</a>"),
        ("<a href=\"local://evil.example/x\">x</a>", "<a href=\"https://news.example.org/evil.example/x\">x</a>"),
        (
            "<a href=\"local:javascript:alert(1)\">x</a>",
            "<a href=\"https://news.example.org/sub/bulletins/w/javascript:alert(1)\">x</a>"
        ),
        (
            "<a href=\"local:a[1]%#b#c\">x</a>",
            "<a href=\"https://news.example.org/sub/bulletins/w/a%5B1%5D%25#b%23c\">x</a>"
        ),
        ("<p>local:a.png</p>", "<p>local:a.png</p>"),
    ]) func addressesAreCompleted(html: String, expected: String) {
        let entry = Self.entry(html, files: [Self.file("talk.mp3"), Self.file("a b.png", as: "a-b.png")])
        let content = entry.contentHTML(in: Self.feed(entry).channel)
        // Files that the text does not name stand behind it.
        #expect(content.prefix(expected.count) == Substring(expected))
        #expect(["", "\n<figure>", "\n<ul>"].contains { content.dropFirst(expected.count).prefix($0.count) == $0 })
    }

    @Test func linksOfTheListAreCompleted() {
        let entry = Self.entry(
            "", files: [Self.file("r.pdf")],
            links: [Link(title: "Report", url: "local:r.pdf"), Link(title: "Other", url: "local:o.html")])
        let content = entry.contentHTML(in: Self.feed(entry).channel)
        #expect(content.contains("<a href=\"https://news.example.org/sub/files/w/r.pdf\">Report</a>"))
        #expect(content.contains("<a href=\"https://news.example.org/sub/bulletins/w/o.html\">Other</a>"))
    }

    @Test func anotherAddressOfTheSiteChangesThem() throws {
        let entry = Self.entry("<img src=\"local:a.png\"/>", files: [Self.file("a.png")])
        let text = try Self.text(Self.feed(entry, url: "http://127.0.0.1:8080/"), as: .json)
        #expect(text.contains("http:\\/\\/127.0.0.1:8080\\/files\\/w\\/a.png"))
    }

    static let all = [
        file("a.png", title: "A \"map\" <1>"), file("r.pdf"), file("talk.mp3", title: "Talk"), file("film.mp4"),
        file("a.png"),
    ]

    @Test(arguments: OutputFormat.allCases) func feedsWithEnclosuresAreValid(format: OutputFormat) throws {
        let feed = Self.feed(Self.entry("<p><img src=\"local:a.png\" alt=\"y\"/></p>", files: Self.all))
        let findings = Validator.validate(try format.render(feed), base: format.address(of: feed))
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test func rssHasTheOneThatIsHeard() throws {
        let text = try Self.text(Self.feed(Self.entry("", files: Self.all)), as: .rss)
        #expect(text.split(separator: "<enclosure ").count == 2)
        #expect(
            text.contains(
                "<enclosure url=\"https://news.example.org/sub/files/w/talk.mp3\" length=\"1234567\" type=\"audio/mpeg\"/>"
            ))
        let documents = try Self.text(Self.feed(Self.entry("", files: Array(Self.all.prefix(2)))), as: .rss)
        #expect(documents.contains("type=\"application/pdf\"/>"))
    }

    /// An RSS item has one enclosure, and readers of feeds tell little of documents.
    @Test func filesThatNothingNamesAreLedTo() throws {
        let files = [
            Self.file("公告.职位表.pdf", as: "a1.pdf"), Self.file("公告.报名表.pdf", as: "a2.pdf"), Self.file("a.mp3"),
            Self.file("b.mp3"), Self.file("c.pdf"),
        ]
        let entry = Self.entry("<p><a href=\"local:c.pdf\">C</a></p>", files: files)
        for format in OutputFormat.allCases {
            let text = try Self.text(Self.feed(entry), as: format).replacing("\\/", with: "/")
            for (address, name) in [("a1.pdf", "公告.职位表.pdf"), ("a2.pdf", "公告.报名表.pdf"), ("b.mp3", "b.mp3")] {
                #expect(text.contains("files/w/\(address)"))
                #expect(text.contains("\(name)&lt;/a") || text.contains("\(name)</a"), "\(format) \(name)")
            }
            #expect(!text.contains("a.mp3</a") && !text.contains("a.mp3&lt;/a"))
        }
        let page = try Self.page(entry)
        #expect(page.split(separator: ">公告.职位表.pdf</a>").count == 2)
        #expect(try Self.text(Self.feed(entry), as: .json).contains("\"title\" : \"公告.职位表.pdf\""))
    }

    @Test func atomAndJSONHaveEachOnce() throws {
        let feed = Self.feed(Self.entry("", files: Self.all))
        let atom = try Self.text(feed, as: .atom)
        #expect(atom.split(separator: "rel=\"enclosure\"").count == 5)
        #expect(
            atom.contains(
                "type=\"video/mp4\" length=\"1234567\" href=\"https://news.example.org/sub/files/w/film.mp4\""))
        let json = try Self.text(feed, as: .json)
        #expect(json.split(separator: "\"mime_type\"").count == 5)
        #expect(json.contains("\"size_in_bytes\" : 1234567"))
    }

    @Test func pagesPlayAndLead() throws {
        let page = try Self.page(
            Self.entry("<p><a href=\"local:r.pdf\">r</a></p>", files: Self.all + [Self.file("s.pdf")]))
        #expect(
            page.contains("<figure><img src=\"../../files/w/a.png\" alt=\"A &quot;map&quot; &lt;1&gt;\"/></figure>"))
        #expect(page.contains("<audio controls preload=\"none\" src=\"../../files/w/talk.mp3\"></audio>"))
        #expect(page.contains("<video controls preload=\"metadata\" src=\"../../files/w/film.mp4\"></video>"))
        #expect(page.contains("<a href=\"../../files/w/s.pdf\" type=\"application/pdf\">s.pdf</a> <span>1.3 MB</span>"))
        // The text leads to it already.
        #expect(!page.contains("type=\"application/pdf\">r.pdf"))
        #expect(try HTML5Checker.isPresent ? HTML5Checker.remarks(on: Array(page.utf8)) == "" : true)
    }

    @Test func theIntroShowsItsPictures() throws {
        let page = try Self.page(
            Self.entry("", files: [Self.file("a.png")]),
            intro: "<p><img src=\"local:a.png\"/><img src=\"local:b.png\"/></p>")
        #expect(page.contains("<p><img src=\"../../files/w/a.png\"/></p>"))
    }

    /// Whatever is stored, no local address leaves the program.
    @Test(arguments: 0..<100) func noLocalAddressGetsOut(seed: UInt64) throws {
        var random = SeededRandomText(seed: seed)
        func attribute() -> String {
            random.text(12).replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;")
        }
        let html = (0..<20).map { _ in
            "<p><a href=\"local:\(attribute())\">x</a><img alt=\"\(attribute())\" src=\"local:\(attribute())\"/></p>"
        }.joined()
        let entry = Self.entry(
            html, files: Self.all, links: [Link(title: "x", url: "local:" + random.text(5)), Link(title: "local:y")])
        let feed = Self.feed(entry)
        for content in [entry.contentHTML(in: feed.channel), try Self.page(entry, intro: html)] {
            #expect(LocalAddress.references(in: content).isEmpty)
        }
        for format in OutputFormat.allCases {
            let bytes = try format.render(feed)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("=\\\"local:"))
            let errors = Validator.validate(bytes, base: format.address(of: feed)).filter {
                $0.severity == .error
            }
            #expect(errors.isEmpty, "\(errors)")
        }
    }
}
