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

    /// Names to write with the entry: its own, or the channel's when it has none.
    func creators(in channel: Channel) -> [String] {
        authors.isEmpty ? channel.authors.map(\.name) : authors
    }
}
