import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// What goes over the wire comes out as it went in, and what was not put in by a worker does not come out.
@Suite(.inTurn) struct WireTests {
    static let limits = ReadingLimits()

    private func received(_ reply: WireReply) throws -> WireReply {
        try WireReply(Array(reply.message.dropFirst(WireWriter.headSize)), limits: Self.limits)
    }

    @Test(arguments: 0..<200) func bulletinsComeOutAsTheyWentIn(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let reply = WireReply.bulletin(.random(&random))
        #expect(try received(reply) == reply)
    }

    /// A field that is added to the model has to be added to the wire: it would come out as its default.
    @Test func everyFieldIsOnTheWire() {
        var random = SeededRandom(seed: 1)
        let bulletin = Bulletin.random(&random)
        func fields(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
        #expect(
            fields(bulletin) == [
                "kind", "title", "language", "date", "notBefore", "issue", "id", "authors", "tags", "summary",
                "isDraft", "intro",
                "sections", "findings", "confidence", "facts", "via", "attachments",
            ])
        #expect(
            fields(Section(title: "", html: "", text: "", line: 1)) == [
                "marker", "title", "html", "text", "linksLabel", "links", "category", "line",
            ])
        #expect(fields(Link(title: "")) == ["title", "url"])
        #expect(
            fields(Finding(.info, "", "")) == ["severity", "rule", "message", "advice", "line", "column", "entry"])
        #expect(fields(HeaderFact(.issue, "")) == ["kind", "value", "label", "line"])
        #expect(
            fields(Attachment(reference: "", mediaType: "", bytes: [])) == ["reference", "title", "mediaType", "bytes"])
        #expect(
            fields(ReadingLimits()) == [
                "maxFileSize", "maxSections", "maxDepth", "maxFrontMatterSize", "maxParts", "maxInflatedSize",
                "maxInflation",
            ])
        #expect(fields(ReadingOptions()) == ["limits", "charset"])
    }

    /// A worker that was taken over gets no address into a feed that a reader would not accept.
    @Test(arguments: ["javascript:alert(1)", "//a.example/", "data:text/html,x", ""])
    func unfitAddressesAreRefused(address: String) throws {
        var random = SeededRandom(seed: 1)
        var bulletin = Bulletin.random(&random)
        bulletin.via = address
        func read() throws {
            _ = try WireReply(
                Array(WireReply.bulletin(bulletin).message.dropFirst(WireWriter.headSize)), limits: Self.limits)
        }
        #expect(throws: WireError.self) { try read() }
        bulletin.via = nil
        bulletin.sections = [Section(title: "A", html: "", text: "", links: [Link(title: "B", url: address)], line: 1)]
        #expect(throws: WireError.self) { try read() }
        bulletin.sections[0].links = []
        try read()
    }

    @Test func requestsComeOutAsTheyWentIn() throws {
        let request = WireRequest(
            source: Source(
                path: SourcePath(bytes: [0xFF, 0x2F, 0x41]), bytes: [0, 1, 2],
                headlines: [FormerHeadline(marker: "一、", title: "桥"), FormerHeadline(marker: "", title: "")]),
            options: ReadingOptions(limits: ReadingLimits(maxSections: 7, maxInflation: 9), charset: "Big5"))
        #expect(try WireRequest(Array(request.message.dropFirst(WireWriter.headSize))) == request)
    }

    /// Every byte exchanged, and every place cut off: an answer or an error, never a trap.
    @Test(arguments: 0..<20) func damageIsFoundOrHarmless(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = Array(WireReply.bulletin(.random(&random)).message.dropFirst(WireWriter.headSize))
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= UInt8.random(in: 1...255, using: &random)
            _ = try? WireReply(damaged, limits: Self.limits)
            #expect(throws: WireError.self) { try WireReply(Array(bytes[..<place]), limits: Self.limits) }
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<p onclick=\"x\">a</p>", "<a href=\"javascript:x\">a</a>", "<P>a</P>", "<p>a",
        "</p>", "<p><b>a</p></b>", "a < b", "<!-- a -->", "<a href='https://a.example/'>a</a>",
        "<a href=\"java&#115;cript:x\">a</a>", "<svg></svg>", "<img src=\"https://a.example/\" onerror=\"x\"/>",
        "<p style=\"x\">a</p>", "<iframe/>", "<p",
    ]) func unsanitizedHTMLIsNoAnswer(html: String) throws {
        let whole = WireReply.bulletin(
            Bulletin(kind: .single, title: "a", sections: [Section(title: "a", html: html, text: "", line: 1)]))
        #expect(throws: WireError("HTML that was not sanitized")) { try received(whole) }
        let intro = WireReply.bulletin(Bulletin(kind: .single, title: "a", intro: html, sections: []))
        #expect(throws: WireError.self) { try received(intro) }
    }

    @Test func aReasonIsOneLine() {
        #expect(throws: WireError.self) { try received(.rejected("a\nb")) }
        #expect(throws: WireError.self) { try received(.rejected("")) }
        #expect(throws: Never.self) { try received(.rejected("a: b; c")) }
    }
}

extension Bulletin {
    /// Any bulletin that the model allows.
    fileprivate static func random(_ random: inout SeededRandom) -> Bulletin {
        func text(_ random: inout SeededRandom, least: Int = 0) -> String {
            let scalars: [Unicode.Scalar] = ["a", "一", "é", "\u{301}", "🙂", " ", "\"", "①"]
            var text = ""
            for _ in 0..<Int.random(in: least...12, using: &random) {
                text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a")
            }
            return text
        }
        func perhaps<Value>(_ random: inout SeededRandom, _ value: (inout SeededRandom) -> Value) -> Value? {
            Bool.random(using: &random) ? value(&random) : nil
        }
        func list<Value>(_ random: inout SeededRandom, _ value: (inout SeededRandom) -> Value) -> [Value] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random) }
        }
        func line(_ random: inout SeededRandom) -> Int { Int.random(in: 1...100_000, using: &random) }
        func date(_ random: inout SeededRandom) -> StatedDate? {
            CivilDate(year: 2000, month: 2, day: 29).map {
                StatedDate(
                    day: $0, secondOfDay: perhaps(&random) { Int.random(in: 0...86_399, using: &$0) },
                    offset: perhaps(&random) { Int.random(in: -43_200...50_400, using: &$0) },
                    origin: StatedDate.Origin.allCases.randomElement(using: &random) ?? .text,
                    line: perhaps(&random, line), mayHold: Bool.random(using: &random),
                    isNamed: Bool.random(using: &random), isEmbargo: Bool.random(using: &random))
            }
        }
        let html = ["", "<p>a &lt; b</p>", "<p><a href=\"https://a.example/?b&amp;c\">a</a><br/></p>", "<hr/>"]
        let addresses = ["https://a.example/?b&c", "local:a.png", "mailto:a@example.org"]
        var bulletin = Bulletin(
            kind: Bool.random(using: &random) ? .digest : .single, title: text(&random, least: 1),
            language: perhaps(&random) { text(&$0) },
            date: perhaps(&random, date) ?? nil,
            issue: perhaps(&random) { text(&$0) }, id: perhaps(&random) { text(&$0) },
            authors: list(&random) { text(&$0) }, tags: list(&random) { text(&$0) },
            summary: perhaps(&random) { text(&$0) }, isDraft: Bool.random(using: &random),
            intro: html.randomElement(using: &random) ?? "",
            sections: list(&random) { random in
                Section(
                    marker: text(&random), title: text(&random, least: 1),
                    html: html.randomElement(using: &random) ?? "", text: text(&random),
                    linksLabel: perhaps(&random) { text(&$0) },
                    links: list(&random) { random in
                        Link(title: text(&random, least: 1), url: addresses.randomElement(using: &random))
                    },
                    category: perhaps(&random) { text(&$0) }, line: line(&random))
            },
            findings: list(&random) { random in
                Finding(
                    Finding.Severity.allCases.randomElement(using: &random) ?? .info, text(&random), text(&random),
                    advice: perhaps(&random) { text(&$0) }, line: perhaps(&random, line),
                    column: perhaps(&random, line), entry: perhaps(&random, line))
            })
        bulletin.notBefore = perhaps(&random, date) ?? nil
        bulletin.confidence = [.high, .medium, .low].randomElement(using: &random) ?? .high
        bulletin.facts = list(&random) { random in
            HeaderFact(
                HeaderFact.Kind.allCases.randomElement(using: &random) ?? .issue, text(&random),
                label: perhaps(&random) { text(&$0) }, line: perhaps(&random, line))
        }
        bulletin.via = perhaps(&random) { _ in "https://a.example/?b&c" }
        bulletin.attachments = list(&random) { random in
            Attachment(
                reference: text(&random, least: 1), title: text(&random), mediaType: "image/png",
                bytes: list(&random) { UInt8.random(in: 0...255, using: &$0) })
        }
        return bulletin
    }
}
