internal import Interop

/// Renders Atom 1.0 (RFC 4287). Authors of an entry are written only when they are not the feed's (§4.2.1), the
/// language only when it is not the feed's (§2), and namespaces only where something of them stands.
enum Atom {
    static func frame(of document: RenderedFeed) throws(XMLError) -> DocumentFrame {
        let (feed, channel) = (document.feed, document.feed.channel)
        var writer = XMLWriter()
        writer.stylesheet(feed.root + PageRenderer.feedStylesheetPath)
        writer.element("feed", attributes: attributes(of: document)) { writer in
            writer.element("id", text: feed.id)
            words("title", feed.title, into: &writer)
            if !channel.subtitle.isEmpty { words("subtitle", channel.subtitle, into: &writer) }
            writer.element("updated", text: feed.updated.rfc3339)
            writer.element(
                "link",
                ["rel": "self", "type": OutputFormat.atom.mediaType, "href": OutputFormat.atom.address(of: feed)])
            writer.element("link", ["rel": "alternate", "type": "text/html", "href": feed.pageAddress])
            history(of: feed, into: &writer)
            for author in channel.authors { person(author, into: &writer) }
            if let rights = channel.rights { words("rights", rights, into: &writer) }
            writer.element("generator", text: "bulletind")
            writer.gap()
            guard !channel.showsWithdrawn else { return }
            for tombstone in feed.tombstones {
                writer.element(
                    "at:deleted-entry", ["ref": tombstone.id.iri(in: channel), "when": tombstone.when.rfc3339])
            }
        }
        return DocumentFrame(try writer.frame())
    }

    static func fragment(_ item: RenderedEntry, of feed: Feed) throws(XMLError) -> [UInt8] {
        var writer = XMLWriter(fragmentWithin: 1, room: item.room)
        entry(item, of: feed, into: &writer)
        return try writer.fragment()
    }

    private static func attributes(of document: RenderedFeed) -> [(key: StaticString, value: String)] {
        let feed = document.feed
        var attributes: [(key: StaticString, value: String)] = [
            ("xmlns", Namespace.atom), ("xml:lang", feed.channel.language),
        ]
        if feed.archive != nil { attributes.append(("xmlns:fh", Namespace.history)) }
        if document.items.contains(where: { $0.entry.issue != nil }) {
            attributes.append(("xmlns:thr", Namespace.thread))
        }
        if document.items.contains(where: { !$0.pictures.isEmpty }) {
            attributes.append(("xmlns:media", Namespace.media))
        }
        if !feed.tombstones.isEmpty, !feed.channel.showsWithdrawn {
            attributes.append(("xmlns:at", Namespace.tombstones))
        }
        return attributes
    }

    /// What leads along a feed's documents (RFC 5005 §4).
    private static func history(of feed: Feed, into writer: inout XMLWriter) {
        let type = OutputFormat.atom.mediaType
        if feed.archive != nil {
            writer.element("link", ["rel": "current", "type": type, "href": feed.currentAddress(as: .atom)])
        }
        if let previous = feed.previousAddress(as: .atom) {
            writer.element("link", ["rel": "prev-archive", "type": type, "href": previous])
        }
        if feed.archive != nil { writer.element("fh:archive") }
    }

    private static func entry(_ item: RenderedEntry, of feed: Feed, into writer: inout XMLWriter) {
        let (entry, channel) = (item.entry, feed.channel)
        var attributes: [(key: StaticString, value: String)] = []
        if let language = entry.language(in: channel) { attributes.append(("xml:lang", language)) }
        writer.element("entry", attributes: attributes) { writer in
            writer.element("id", text: entry.id.iri(in: channel))
            words("title", entry.title, into: &writer)
            writer.element("link", ["rel": "alternate", "type": "text/html", "href": item.address])
            if let via = entry.via { writer.element("link", ["rel": "via", "href": via]) }
            for part in entry.contents {
                let address = channel.address(ofBulletin: entry.bulletinSlug, anchor: part.anchor)
                writer.element(
                    "link", ["rel": "related", "type": "text/html", "href": address, "title": part.title])
            }
            let page = channel.address(ofBulletin: entry.bulletinSlug)
            if entry.issue != nil {
                writer.element(
                    "link", ["rel": "related", "type": "text/html", "href": page, "title": entry.bulletinTitle])
            }
            for file in item.enclosures { enclosure(file, in: channel, into: &writer) }
            writer.element("published", text: entry.published.rfc3339)
            writer.element("updated", text: entry.updated.rfc3339)
            for author in entry.authors { person(Person(name: author), into: &writer) }
            for topic in entry.topics { writer.element("category", ["term": topic]) }
            words("summary", item.summary, into: &writer)
            writer.element("content", ["type": "html"], text: item.content)
            if let issue = entry.issue {
                // RFC 4685 §3.
                writer.element("thr:in-reply-to", ["ref": issue.iri(in: channel), "href": page, "type": "text/html"])
            }
            MediaElements.write(item.pictures, in: channel, into: &writer)
        }
    }

    /// A related resource that may be large (§4.2.7.2).
    private static func enclosure(_ file: AttachedFile, in channel: Channel, into writer: inout XMLWriter) {
        var attributes: [(key: StaticString, value: String)] = [
            ("rel", "enclosure"), ("type", file.format.mediaType), ("length", "\(file.length)"),
            ("href", channel.url + file.path),
        ]
        if !file.title.isEmpty { attributes.append(("title", file.title)) }
        writer.element("link", attributes: attributes)
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

extension EntryID {
    /// Atom's identifiers are IRIs (RFC 4287 §4.2.6); those of adopted entries are whatever another program wrote.
    func iri(in channel: Channel) -> String {
        guard Identifier.faults(in: uri).contains(where: { $0.severity == .error }) else { return uri }
        return channel.id + Self.adopted + PercentEncoding.encoded(path: uri.utf8)
    }

    private static let adopted = "/adopted/"

    /// What `iri(in:)` stands for; any other IRI stands for itself.
    init(iri: String) {
        let bytes = Array(iri.utf8)[...]
        if let range = bytes.firstRange(of: ":feed" + Self.adopted), bytes.hasPrefix("tag:"),
            TagAuthority(text: bytes[4..<range.lowerBound].string) != nil
        {
            uri = String(decoding: PercentEncoding.decoded(bytes[range.upperBound...]), as: UTF8.self)
        } else {
            uri = iri
        }
    }
}
