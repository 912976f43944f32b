import Testing

@testable import BulletinCore

/// Feeds that were made to break a validator: each has a verdict, and the time of none grows with a square.
@Suite struct HostileFeedTests {
    private static let sound = """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://www.w3.org/2000/svg"><id>tag:example.org,2026:f</id>\
        <title>中 &amp; T</title><updated>2026-03-14T09:26:53Z</updated><author><name>A</name></author>\
        <link rel="self" href="https://example.org/f"/><entry><id>tag:example.org,2026:1</id><title>E</title>\
        <updated>2026-03-14T09:26:53Z</updated><content type="html">&lt;p&gt;x&lt;/p&gt;<![CDATA[]]></content></entry>\
        <!-- a comment --></feed>
        """

    private func codes(_ text: String) -> [String] { codes(Array(text.utf8)) }

    private func codes(_ bytes: [UInt8]) -> [String] {
        Validator.validate(bytes, base: "https://example.org/f").map(\.rule)
    }

    private static func many(_ count: Int, _ make: (Int) -> String) -> String { (0..<count).map(make).joined() }

    @Test func theSoundFeedIsSound() { #expect(codes(Self.sound) == []) }

    @Test(arguments: [
        "<feed \(many(100_000) { "a\($0)='' " })/>",
        "<feed \(many(100_000) { "xmlns:a\($0)='urn:a' " })/>",
        "<rss version='2.0'><!-- <a> \" ' --><![CDATA[']]><channel \(many(1001) { "a\($0)=\"'\"" })/></rss>",
        "<!DOCTYPE rss [<!ENTITY x '&#60;a \(many(2000) { "a\($0)=\"\" " })/>'>]><rss>&x;</rss>",
        "<!DOCTYPE rss [<!ATTLIST rss \(many(50) { "a\($0) CDATA '' " })>]><rss/>",
        many(200) { depth in "<a \(many(20) { "xmlns:a\(depth)b\($0)='urn:a' " })>" },
    ]) func attributesAreBounded(text: String) {
        #expect(codes(text) == ["TooManyAttributes"])
    }

    /// A thousand attributes are odd, and no reason to refuse a feed unseen.
    @Test func manyAttributesAreRead() {
        let codes = codes("<rss version='2.0' \(Self.many(900) { "a\($0)='='" + " " })/>")
        #expect(codes.contains("UnexpectedAttribute") && !codes.contains("TooManyAttributes"))
    }

    @Test(arguments: [100_000, 257]) func depthIsBounded(depth: Int) {
        #expect(codes(String(repeating: "<a>", count: depth)).contains("SAXError"))
        #expect(codes(String(repeating: "[", count: depth)) == ["InvalidJSON"])
        let nested = String(repeating: "{\"a\":", count: depth)
        #expect(codes(nested) == ["InvalidJSON"])
    }

    @Test func bombsOfEntitiesStaySmall() {
        var bomb = "<!DOCTYPE feed [<!ENTITY x0 'lol'>"
        for level in 1..<12 { bomb += "<!ENTITY x\(level) '" + String(repeating: "&x\(level - 1);", count: 10) + "'>" }
        let title = Self.sound.replacing("<title>E</title>", with: "<title>&x11;</title>")
        let findings = Validator.validate(Array((bomb + "]>" + title).utf8), base: nil)
        #expect(findings.allSatisfy { $0.message.utf8.count < 1000 })
    }

    /// Each would take an hour if its time grew with a square.
    @Test(arguments: [
        "<title>\(many(200_000) { _ in "&lt;zz " })&gt;</title>",
        "<title>\(many(200_000) { _ in "&lt;zz" })&gt;</title>",
        "<managingEditor>\(many(200_000) { _ in "mailto:" })</managingEditor>",
    ]) func whatIsLongInRSSIsJudged(element: String) {
        #expect(codes("<rss version='2.0'><channel>\(element)</channel></rss>").contains("MissingAtomSelfLink"))
    }

    @Test func aHugeValueIsRead() {
        let huge = String(repeating: "x", count: 3_000_000)
        let feed = Self.sound.replacing(
            "href=\"https://example.org/f\"", with: "href=\"https://example.org/f\" title=\"\(huge)\"")
        #expect(codes(feed) == [])
    }

    /// An entry's faults count for nothing in a text that is no feed in the end.
    @Test func aBrokenEndIsAllThatIsTold() {
        let feed = Self.sound.replacing("<id>tag:example.org,2026:1</id>", with: "").replacing("</feed>", with: "")
        #expect(Set(codes(feed)) == ["SAXError"])
    }

    @Test func aFeedCutAtAnyByteIsNoFeed() {
        let bytes = Array(Self.sound.utf8)
        for count in 0..<bytes.count {
            let codes = Set(codes(Array(bytes[..<count])))
            #expect(codes == ["SAXError"] || codes == ["UnicodeError"], "cut at \(count)")
        }
    }

    @Test func aJSONFeedCutAtAnyByteIsNoFeed() {
        let feed =
            #"{"version":"https://jsonfeed.org/version/1.1","title":"\u4e2d\ud83d\ude00","items":[{"id":"1\n"}]}"#
        for count in 0..<feed.utf8.count {
            let codes = Set(codes(Array(feed.utf8.prefix(count))))
            #expect(codes.isDisjoint(with: ["MissingSelf"]) && !codes.isEmpty, "cut at \(count)")
        }
    }

    enum Form: CaseIterable { case little16, big16, little32, big32 }

    /// UTF-32 is no encoding that XML processors have to know (XML 1.0 §4.3.3).
    @Test(arguments: Form.allCases) func isReadInUTF16(form: Form) {
        let text = "\u{FEFF}" + Self.sound
        let bytes: [UInt8] =
            switch form {
            case .little16: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            case .big16: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            case .little32: text.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0] }
            case .big32: text.unicodeScalars.flatMap { [0, 0, UInt8($0.value >> 8 & 0xFF), UInt8($0.value & 0xFF)] }
            }
        switch form {
        case .little16, .big16:
            #expect(codes(bytes) == [])
            #expect(!codes(bytes.dropLast()).isEmpty)
        case .little32, .big32: #expect(!codes(bytes).isEmpty)
        }
    }

    @Test(arguments: [
        ("<?xml version='1.0' encoding='klingon'?>", "UnicodeError"),
        ("<?xml version='1.0' encoding='us-ascii'?>", nil), ("<?xml version='1.0' encoding='UTF-16'?>", "UnicodeError"),
        ("\u{0}", "UnicodeError"), ("\u{FEFF}", nil),
    ]) func wrongEncodingsAreTold(start: String, code: String?) {
        let codes = codes(start + Self.sound)
        #expect(code.map { codes.first == $0 } ?? codes.isEmpty, "\(codes)")
    }

    @Test func aNullIsNoCharacter() {
        #expect(codes(Self.sound.replacing("<title>E", with: "<title>\u{0}E")).contains("SAXError"))
    }

    /// Remarks have an end, and those of the head are not crowded out by those of entries.
    @Test func findingsAreBounded() {
        let entries = Self.many(30_000) { "<entry><id>tag:example.org,2026:\($0)</id></entry>" }
        let feed = Self.sound.replacing("<!-- a comment -->", with: entries).replacing(
            "<author><name>A</name></author>", with: "<zzz/>")
        let codes = codes(feed)
        #expect(codes.count <= 20_000)
        #expect(codes.contains("UndefinedElement"))
    }

    @Test func whatIsRemarkedOnceIsRemarkedAtItsFirstPlace() {
        let feed = Self.sound.replacing("<entry>", with: "<entry xmlns:y=\"urn:y\" xmlns:z=\"urn:z\">")
            .replacing("<feed ", with: "<feed xmlns:z=\"urn:z\" ")
        let findings = Validator.validate(Array(feed.utf8), base: nil)
        #expect(findings.map(\.rule) == ["UnknownNamespace", "UnknownNamespace"])
        #expect(findings.map { $0.column == 1 } == [true, false])
        #expect(findings.map(\.entry) == [nil, 0])
    }

    /// Values of a feed cannot pretend to be findings of their own, nor steer a terminal.
    @Test func messagesAreOneLine() {
        let id = "tag:x&#10;f:1:1: error&#13;\u{85}\u{2028}"
        let feed = Self.sound.replacing("<id>tag:example.org,2026:1", with: "<id>\(id)")
        let json = #"{"version":"a\nb","title":"T","x\ny\u001b[1m":1,"items":[]}"#
        for text in [feed, json] {
            let findings = Validator.validate(Array(text.utf8), base: nil)
            #expect(findings.count >= 1)
            for finding in findings {
                #expect(
                    !(finding.message + (finding.advice ?? "")).unicodeScalars.contains {
                        $0.value < 0x20 || $0.value == 0x2028
                    })
            }
        }
    }

    /// An author behind the entries is in the wrong place, and is there.
    @Test func anAuthorMayComeLate() {
        let author = "<author><name>A</name></author>"
        let late = Self.sound.replacing(author, with: "").replacing("</feed>", with: author + "</feed>")
        #expect(codes(late) == ["MisplacedMetadata"])
        let never = Self.sound.replacing(author, with: "")
        let findings = Validator.validate(Array(never.utf8), base: nil)
        #expect(findings.map(\.rule) == ["MissingElement"])
        #expect(findings.map(\.entry) == [0])
    }
}
