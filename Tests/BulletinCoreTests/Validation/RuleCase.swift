import Testing

/// A feed, and what the validator says of it. `▶` stands before each element that a finding is about.
struct RuleCase: CustomTestStringConvertible, Sendable {
    /// The rule that the case is about.
    var rule: String
    var testDescription: String
    /// With marks.
    var feed: String
    /// Codes of the findings, in the order of the marks; empty for a feed that keeps the law.
    var codes: [String]

    /// A case in a feed that is valid but for what is put into it.
    static func atom(
        _ rule: String, _ description: String, head: String = "", entry: String = "<content>text</content>",
        author: String = "<author><name>A</name></author>", type: String = "application/atom+xml", _ codes: String...
    ) -> RuleCase {
        let feed = """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">
              <id>tag:example.org,2026:f</id><title>T</title><updated>2026-03-14T09:26:53Z</updated>
              <link rel="self" type="\(type)" href="https://example.org/f"/>
              \(author)\(head)
              <entry>
                <id>tag:example.org,2026:1</id><title>E</title><updated>2026-03-14T09:26:53Z</updated>
                <link href="https://example.org/1"/>
                \(entry)
              </entry>
            </feed>
            """
        return RuleCase(rule: rule, testDescription: "\(rule): \(description)", feed: feed, codes: codes)
    }

    static func rss(
        _ rule: String, _ description: String, version: String = "2.0", channel: String = "",
        item: String = "<title>E</title><guid isPermaLink='false'>1</guid>", after: String = "", _ codes: String...
    ) -> RuleCase {
        let feed = """
            <rss version="\(version)" xmlns:atom="http://www.w3.org/2005/Atom"
              xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/">
              <channel>
                <title>T</title><link>https://example.org/</link><description>D</description>
                <atom:link rel="self" type="application/rss+xml" href="https://example.org/f"/>
                \(channel)
                <item>\(item)</item>
                \(after)
              </channel>
            </rss>
            """
        return RuleCase(rule: rule, testDescription: "\(rule): \(description)", feed: feed, codes: codes)
    }

    static func json(
        _ rule: String, _ description: String, version: String = "https://jsonfeed.org/version/1.1",
        address: String = #""feed_url": "https://example.org/f","#, head: String = "",
        items: String = #"{"id": "1", "content_text": "text"}"#, _ codes: String...
    ) -> RuleCase {
        let feed = """
            {"version": "\(version)", "title": "T", \(address) \(head)
             "items": [\(items)]}
            """
        return RuleCase(rule: rule, testDescription: "\(rule): \(description)", feed: feed, codes: codes)
    }

    static func opml(_ rule: String, _ description: String, _ outline: String, _ codes: String...) -> RuleCase {
        let list = "<opml version='2.0'><head><title>T</title></head><body>\n\(outline)\n</body></opml>"
        return RuleCase(rule: rule, testDescription: "\(rule): \(description)", feed: list, codes: codes)
    }

    /// The feed without marks, and the line and column behind each.
    var unmarked: (bytes: [UInt8], places: [[Int]]) {
        var text = ""
        var places: [[Int]] = []
        var (line, column) = (1, 1)
        for scalar in feed.unicodeScalars {
            if scalar == "▶" {
                places.append([line, column])
                continue
            }
            text.unicodeScalars.append(scalar)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return (Array(text.utf8), places)
    }
}
