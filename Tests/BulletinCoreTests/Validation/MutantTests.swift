import BulletinCore
import Foundation
import TestSupport
import Testing

/// Breaks our own feeds, one thing at a time. A validator that lets one of these through is no gate.
@Suite struct MutantTests {
    /// Elements that a rendered feed cannot lose.
    @Test(arguments: [
        (OutputFormat.rss, "title"), (.rss, "link"), (.rss, "description"), (.rss, "channel"), (.atom, "id"),
        (.atom, "title"), (.atom, "updated"), (.atom, "name"), (.atom, "author"),
    ]) func everyLostElementIsFound(format: OutputFormat, name: String) throws {
        let text = String(decoding: try format.render(SampleFeeds.feed("bare")), as: UTF8.self)
        let renamed = text.replacing("<\(name)>", with: "<atom:x xmlns:atom='urn:example:x'>")
            .replacing("</\(name)>", with: "</atom:x>")
        #expect(renamed != text)
        #expect(hasError(renamed), "\(renamed)")
    }

    @Test(arguments: [
        (OutputFormat.rss, "<pubDate>Thu, 01 Jan", "<pubDate>Fri, 01 Jan"),
        (.rss, "isPermaLink=\"false\"", "isPermaLink=\"no\""),
        (.rss, "isPermaLink=\"false\"", ""), (.rss, "<language>en", "<language>english"), (.rss, "+0000", ""),
        (.rss, "<link>http:", "<link>"), (.rss, "version=\"2.0\"", ""), (.rss, "</item>", ""),
        (.rss, "<title>One</title>", "<title>One</title><title>Two</title>"), (.rss, "&", "&&"), (.rss, "One", "\u{1}"),
        (.atom, "1970-01-01T00:00:00Z", "1970-01-01"), (.atom, "tag:example.org,2026:1", "1"),
        (.atom, "tag:example.org,2026:1", "tag:example.org:1"), (.atom, "type=\"html\"", "type=\"htm\""),
        (.atom, "href=\"http://127", "href=\"http:// 127"), (.atom, "xml:lang=\"en\"", "xml:lang=\"english\""),
        (.atom, "<entry>", "<entry>text"), (.atom, "<published>", "<issued>1</issued><published>"),
        (.atom, "http://www.w3.org/2005/Atom", "http://www.w3.org/2005/atom"),
        (.json, "\"id\"", "\"_id\""), (.json, "\"title\" : \"T\"", "\"title\" : 1"),
        (.json, "\"version\"", "\"_version\""),
        (.json, "\"items\"", "\"_items\""), (.json, "\"content_html\"", "\"_html\""), (.json, "00:00:00Z", "00:00"),
        (.json, "\"language\" : \"en\"", "\"language\" : \"english\""), (.json, "]", ""), (.json, ",\n", "\n"),
    ]) func everyFaultIsFound(format: OutputFormat, good: String, bad: String) throws {
        var feed = SampleFeeds.feed("bare")
        feed.entries[0].html = "<p>A &amp; B</p>"
        let text = String(decoding: try format.render(feed), as: UTF8.self)
        let broken = text.replacing(good, with: bad)
        #expect(broken != text, "\(good) is not in the feed")
        #expect(hasError(broken), "\(format): \(good) -> \(bad)")
    }

    /// Any cut-off feed is found out.
    @Test(arguments: OutputFormat.allCases) func everyCutIsFound(format: OutputFormat) throws {
        let bytes = try format.render(SampleFeeds.feed("weekly"))
        for length in stride(from: 0, to: bytes.count - 2, by: 37) {
            #expect(hasError(String(decoding: bytes.prefix(length), as: UTF8.self)), "\(length)")
        }
    }

    /// No bytes make it trap.
    @Test(arguments: 0..<40) func neverTraps(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for format in OutputFormat.allCases {
            var bytes = try format.render(SampleFeeds.feed("weekly"))
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("<>&\"'/= \n".utf8).randomElement(using: &random) ?? 0, at: place)
                }
            }
            _ = Validator.validate(bytes, base: "https://example.org/")
        }
    }

    private func hasError(_ text: String) -> Bool {
        Validator.validate(Array(text.utf8), base: nil).contains { $0.severity == .error }
    }
}
