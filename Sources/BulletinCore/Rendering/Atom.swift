internal import Interop

/// Renders Atom 1.0 (RFC 4287). Authors of an entry are written only when they are not the feed's (§4.2.1), the
/// language only when it is not the feed's (§2).
enum Atom {
    static func render(_ feed: Feed) throws(XMLError) -> [UInt8] {
        let channel = feed.channel
        var writer = XMLWriter()
        writer.element("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": channel.language]) { writer in
            writer.element("id", text: feed.id)
            words("title", channel.title, into: &writer)
            if !channel.subtitle.isEmpty { words("subtitle", channel.subtitle, into: &writer) }
            writer.element("updated", text: feed.updated.rfc3339)
            writer.element(
                "link",
                [
                    "rel": "self", "type": OutputFormat.atom.mediaType,
                    "href": OutputFormat.atom.address(of: feed),
                ])
            writer.element("link", ["rel": "alternate", "type": "text/html", "href": channel.url])
            for author in channel.authors { person(author, into: &writer) }
            if let rights = channel.rights { words("rights", rights, into: &writer) }
            writer.element("generator", text: "bulletind")
            for entry in feed.entries { self.entry(entry, of: feed, into: &writer) }
        }
        return try writer.finish()
    }

    private static func entry(_ entry: Entry, of feed: Feed, into writer: inout XMLWriter) {
        let language = entry.language(in: feed.channel)
        func body(_ writer: inout XMLWriter) {
            writer.element("id", text: entry.id.uri)
            words("title", entry.title, into: &writer)
            writer.element("link", ["rel": "alternate", "type": "text/html", "href": feed.address(of: entry)])
            for file in entry.enclosures { enclosure(file, in: feed.channel, into: &writer) }
            writer.element("published", text: entry.published.rfc3339)
            writer.element("updated", text: entry.updated.rfc3339)
            for author in entry.authors { person(Person(name: author), into: &writer) }
            for topic in entry.topics { writer.element("category", ["term": topic]) }
            words("summary", entry.summary(), into: &writer)
            writer.element("content", ["type": "html"], text: entry.contentHTML(in: feed.channel))
        }
        if let language {
            writer.element("entry", ["xml:lang": language], body: body)
        } else {
            writer.element("entry", body: body)
        }
    }

    /// A related resource that may be large (§4.2.7.2).
    private static func enclosure(_ file: AttachedFile, in channel: Channel, into writer: inout XMLWriter) {
        let (address, type, length) = (channel.url + file.path, file.format.mediaType, "\(file.length)")
        if file.title.isEmpty {
            writer.element("link", ["rel": "enclosure", "type": type, "length": length, "href": address])
        } else {
            writer.element(
                "link", ["rel": "enclosure", "type": type, "length": length, "href": address, "title": file.title])
        }
    }

    /// A Text construct (§3.1). Plain text, unless a reader could take it for HTML: then as HTML that shows that text.
    private static func words(_ name: StaticString, _ text: String, into writer: inout XMLWriter) {
        if HTMLScan.mayBeTakenForMarkup(text) {
            writer.element(name, ["type": "html"], text: HTMLText.escaped(text))
        } else {
            writer.element(name, ["type": "text"], text: text)
        }
    }

    /// A Person construct (§3.2).
    private static func person(_ person: Person, into writer: inout XMLWriter) {
        writer.element("author") { writer in
            writer.element("name", text: person.name)
            if let uri = person.uri { writer.element("uri", text: uri) }
            if let email = person.email { writer.element("email", text: email) }
        }
    }
}
