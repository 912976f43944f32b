import BulletinCore
import Testing

/// Text from bulletins and from the configuration stays text, whatever it looks like.
@Suite struct PagesEscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        // By grapheme, these marks are other characters than `"` and `<`.
        "\"\u{301} onmouseover=\"\u{301}alert(1)", "<\u{200D}script>", "{{title}} {{{title}}} {{>index}}",
        "&lt;b&gt; &",
        "]]><!-- -->", "</title></style></article>", "\u{0}\u{1B}[31m\u{7F}", "\u{202E}txt.exe",
    ]

    /// The page with a harmless word in every text field tells what the markup is; with a hostile one in its place,
    /// the page is the same but for that word, escaped.
    @Test(arguments: hostile) func staysText(_ text: String) throws {
        let renderer = try PageRenderer()
        #expect(Self.index(renderer, text) == Self.index(renderer, "WORD").replacing("WORD", with: Self.escaped(text)))
        #expect(
            Self.bulletin(renderer, text, .digest)
                == Self.bulletin(renderer, "WORD", .digest).replacing("WORD", with: Self.escaped(text)))
        #expect(
            Self.bulletin(renderer, text, .single)
                == Self.bulletin(renderer, "WORD", .single).replacing("WORD", with: Self.escaped(text)))
    }

    /// Link lists are part of the content, which feeds share and escape their own way: here it counts that they bring
    /// no markup of their own.
    @Test(arguments: hostile) func linksStayText(_ text: String) throws {
        func marks(_ text: String) throws -> [Int] {
            var entry = Self.entry("title")
            entry.linksLabel = text
            entry.links = [Link(title: text), Link(title: text, url: "https://example.org/?\(text)")]
            let page = BulletinPage(
                slug: "a", title: "title", kind: .single, published: entry.published, updated: entry.updated,
                entries: [entry])
            let bytes = try PageRenderer().bulletin(page, of: SamplePages.channel)
            return "<>\"".utf8.map { mark in bytes.count { $0 == mark } }
        }
        #expect(try marks(text) == marks("WORD"))
    }

    @Test func sanitizedMarkupGoesInAsItIs() throws {
        let page = String(
            decoding: try PageRenderer().bulletin(SamplePages.single, of: SamplePages.channel), as: UTF8.self)
        #expect(page.contains("<strong>Friday noon</strong>"))
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "<": "&lt;"
            case ">": "&gt;"
            case "&": "&amp;"
            case "\"": "&quot;"
            case "'": "&#39;"
            case "\u{0}"..."\u{1F}", "\u{7F}": "\u{FFFD}"
            default: String(Character(scalar))
            }
        }.joined()
    }

    private static func index(_ renderer: PageRenderer, _ text: String) -> String {
        let feed = Feed(
            channel: channel(text), entries: [entry(text), entry(text, anchor: "")], updated: SamplePages.published)
        return String(decoding: renderer.twin(of: feed), as: UTF8.self)
    }

    private static func bulletin(_ renderer: PageRenderer, _ text: String, _ kind: Bulletin.Kind) -> String {
        let page = BulletinPage(
            slug: "a", title: text, kind: kind, issue: text, language: text, authors: [text, text],
            published: SamplePages.published, updated: SamplePages.published, entries: [entry(text), entry(text)])
        return String(decoding: renderer.bulletin(page, of: channel(text)), as: UTF8.self)
    }

    private static func channel(_ text: String) -> Channel {
        var channel = SamplePages.channel
        channel.title = text
        channel.subtitle = text
        channel.rights = text
        return channel
    }

    private static func entry(_ text: String, anchor: String = "s-1") -> Entry {
        Entry(
            id: EntryID(uri: "tag:a,2021:b"), bulletinSlug: "a", bulletinTitle: text, anchor: anchor, title: text,
            html: "<p>body</p>", text: text, summary: text, authors: [text], topics: [text],
            published: SamplePages.published, updated: SamplePages.published, position: 0)
    }
}
