extension Entry {
    /// What a reader shows: the body, then the list of links under its label. The one source for feeds and pages.
    ///
    /// A title without address stays text. Well-formed as HTML and as XML.
    public var contentHTML: String {
        guard !links.isEmpty else { return html }
        var content = html
        if let last = content.utf8.last, last != UInt8(ascii: "\n") { content += "\n" }
        if let label = linksLabel, !label.isEmpty { content += "<p><strong>\(HTMLText.escaped(label))</strong></p>\n" }
        content += "<ul>\n"
        for link in links {
            let title = HTMLText.escaped(link.title)
            if let url = link.url {
                content += "<li><a href=\"\(HTMLText.escaped(url))\">\(title)</a></li>\n"
            } else {
                content += "<li>\(title)</li>\n"
            }
        }
        return content + "</ul>"
    }

    /// The language to write with the entry; `nil` when it is the channel's, or is no language tag (BCP 47): one wrong
    /// word in a bulletin must not keep a whole feed from being published.
    func language(in channel: Channel) -> String? {
        guard let language, language != channel.language, LanguageTag.fault(in: language) == nil else { return nil }
        return language
    }

    /// Names to write with the entry: its own, or the channel's when it has none.
    func creators(in channel: Channel) -> [String] {
        authors.isEmpty ? channel.authors.map(\.name) : authors
    }
}
