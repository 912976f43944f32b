internal import Interop

/// `rss` says version 2.0, or an older one that 2.0 took in (RSS 2.0, "About this document"); OPML and a JSON feed
/// say the version that they follow; a document type, where there is one, is the one of Netscape's RSS 0.91.
enum VersionsAreKnown: Rule {
    static let laws: [Law] = [
        Law(
            "DeprecatedDTD", .error, [.rss], "RSS 0.91 (rssboard.org/rss-0-9-1-netscape)",
            "the document type of RSS 0.91 is where the RSS Advisory Board serves it"),
        Law("InvalidDoctype", .error, [.rss], "RSS 0.91", "a document type is that of the version"),
        Law(
            "InvalidJSONFeed", .error, [.json], "JSON Feed 1.1, \"Top-level\"",
            "'version' is the address of a version of JSON Feed"),
        Law("InvalidOPMLVersion", .error, [.opml], "OPML 2.0, \"opml\"", "the version is 1.0, 1.1 or 2.0"),
        Law(
            "InvalidRSSVersion", .error, [.rss], "RSS 2.0, \"What is RSS?\"",
            "the version is 2.0, or an older one that 2.0 took in"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        if subject.is(OPMLVocabulary.opml), let version = subject.element.attribute("version"),
            !["1.0", "1.1", "2.0"].contains(version)
        {
            report.add(
                .error, "InvalidOPMLVersion", "\(version.quoted) is no version of OPML", advice: "write 2.0",
                at: subject.element.offset)
        }
        guard subject.is(RSSVocabulary.rss) else { return }
        let version = subject.element.attribute("version") ?? "2.0"
        if !["2.0", "0.91", "0.92", "0.93", "0.94"].contains(version) {
            report.add(
                .error, "InvalidRSSVersion", "\(version.quoted) is no version of RSS", advice: "write 2.0",
                at: subject.element.offset)
        }
        guard feed.publicID?.contains("RSS 0.91") == true else { return }
        if version != "0.91" {
            report.add(
                .error, "InvalidDoctype", "the document type is that of RSS 0.91, and the version is \(version.quoted)",
                advice: "leave the document type out", at: subject.element.offset)
        }
        if feed.systemID != "http://www.rssboard.org/rss-0.91.dtd" {
            report.add(
                .error, "DeprecatedDTD", "Netscape serves the document type of RSS 0.91 no more",
                advice: "leave the document type out, or write http://www.rssboard.org/rss-0.91.dtd",
                at: subject.element.offset)
        }
    }

    static func check(_ feed: JSONValue, base: String?, into report: inout Report) {
        guard let version = feed["version"], let address = version.string else { return }
        guard !address.hasPrefix("https://jsonfeed.org/version/1") else { return }
        report.add(
            .error, "InvalidJSONFeed", "\(address.quoted) is no version of JSON Feed",
            advice: "write https://jsonfeed.org/version/1.1", at: version.offset)
    }
}
