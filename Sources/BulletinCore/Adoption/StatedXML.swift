internal import Interop

/// Takes entries out of an XML feed while it is read, so that a feed may be of any length.
final class StatedXML {
    private(set) var entries: [StatedEntry] = []
    private let text: [UInt8]

    private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    /// Of items: RSS 2.0 and 0.9x have none; RSS 1.0; RSS 0.90; what some write for RSS 2.0 though it has none.
    private static let rss = [
        "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2", "http://blogs.law.harvard.edu/tech/rss",
    ]
    /// Atom 1.0 and 0.3.
    private static let atom = [Namespace.atom, "http://purl.org/atom/ns#"]
    /// Says where an entry is that a service publishes for others.
    private static let feedBurner = "http://rssnamespace.org/feedburner/ext/1.0"

    init(text: [UInt8]) { self.text = text }

    static func isFeed(_ root: XMLElement) -> Bool {
        switch root.name {
        case "rss": rss.contains(root.namespace)
        case "RDF": root.namespace == rdf && root.children.contains { rss.contains($0.namespace) }
        case "feed": atom.contains(root.namespace)
        default: false
        }
    }

    /// Its own, as it states it (RFC 4287 §4.2.7.2).
    static func address(of root: XMLElement) -> String? {
        let head = root.name == "rss" ? root.child("channel", in: root.namespace) : root
        let own = head?.children("link", in: Namespace.atom).first { $0.attribute("rel") == "self" }
        return own?.attribute("href")
    }

    /// What the addresses of entries are relative to: as the document says, else its own address, else the site's.
    static func base(of root: XMLElement) -> String? {
        let channel = root.child("channel", in: root.name == "RDF" ? "http://purl.org/rss/1.0/" : root.namespace)
        let head = root.name == "feed" ? root : channel
        let page = head?.children("link", in: head?.namespace ?? "").first {
            $0.attribute("rel") ?? "alternate" == "alternate"
        }
        let site = page.map { ($0.attribute("href") ?? $0.text).trimmed }
        let bases = [root, channel].compactMap { $0?.attribute("base", in: Namespace.xml) }
        let document = [address(of: root), site].compactMap { $0 }.first(where: IRI.isHTTP)
        return bases.reduce(document) { StatedLink.resolved($1, $0) }
    }

    private static func bases(_ elements: XMLElement...) -> [String] {
        elements.compactMap { $0.attribute("base", in: Namespace.xml)?.trimmed }
    }

    /// RFC 6721 §3.
    func tombstones(in root: XMLElement) -> [(id: String, when: String)] {
        root.children("deleted-entry", in: Namespace.tombstones).prefix(1000).compactMap { element in
            guard let id = element.attribute("ref"), let when = element.attribute("when") else { return nil }
            return (id, when)
        }
    }

    func close(_ element: XMLElement, around: [XMLName]) -> XMLElement {
        switch (element.name, around.count, around[0].local) {
        case ("entry", 1, "feed") where Self.atom.contains(element.namespace): entries.append(entry(element))
        case ("item", 2, "rss"), ("item", 1, "RDF"):
            guard Self.rss.contains(element.namespace) else { return element }
            entries.append(item(element))
        default: return element
        }
        return element.reduced { _ in false }
    }

    // MARK: RSS

    private func item(_ item: XMLElement) -> StatedEntry {
        func value(_ name: String, _ namespace: String? = nil) -> String? {
            let text = item.child(name, in: namespace ?? item.namespace)?.text.trimmed
            return text?.isEmpty == false ? text : nil
        }
        var entry = StatedEntry(offset: item.offset)
        let guid = item.child("guid", in: item.namespace)
        let guidText = guid.map(\.text.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        entry.id = guidText ?? item.attribute("about", in: Self.rdf)?.trimmed
        let alternate = item.children("link", in: Namespace.atom).first {
            $0.attribute("rel") ?? "alternate" == "alternate"
        }
        entry.links = [
            value("origLink", Self.feedBurner), value("link"), alternate?.attribute("href")?.trimmed,
            guid?.attribute("isPermaLink") == "false" ? nil : guidText, item.attribute("about", in: Self.rdf)?.trimmed,
        ].compactMap { $0.map { StatedLink(reference: $0, bases: Self.bases(item)) } }
        entry.title = Self.plain(value("title") ?? "")
        entry.plainTitle = value("title")
        entry.published =
            value("pubDate") ?? value("published", Namespace.atom) ?? value("date", Namespace.dc)
            ?? value("created", Namespace.dcterms)
        entry.updated = value("updated", Namespace.atom) ?? value("modified", Namespace.dcterms)
        let content = item.child("encoded", in: Namespace.content)?.text
        entry.isWhole = content?.isBlank == false
        entry.html = entry.isWhole ? content : value("description")
        return entry
    }

    /// Text that may be HTML or not.
    private static func plain(_ text: String) -> String {
        guard HTMLScan.mayBeTakenForMarkup(text) else { return text }
        let readable = ReadableText(html: text, isOwn: { _ in false })?.text ?? ""
        return readable.isEmpty ? text : readable
    }

    // MARK: Atom

    private func entry(_ element: XMLElement) -> StatedEntry {
        func child(_ name: String) -> XMLElement? { element.child(name, in: element.namespace) }
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { child($0)?.text.trimmed }.first { !$0.isEmpty }
        }
        var entry = StatedEntry(offset: element.offset)
        entry.id = value("id")
        let links = element.children("link", in: element.namespace).filter {
            $0.attribute("rel") ?? "alternate" == "alternate"
        }
        // That for people before those for programs.
        let isPage = { (link: XMLElement) in link.attribute("type") ?? "text/html" == "text/html" }
        let original = element.child("origLink", in: Self.feedBurner)?.text.trimmed
        entry.links =
            [original].compactMap { $0.map { StatedLink(reference: $0) } }
            + (links.filter(isPage) + links.filter { !isPage($0) }).compactMap { link in
                link.attribute("href").map {
                    StatedLink(reference: $0.trimmed, bases: Self.bases(link, element))
                }
            }
        entry.title = child("title").flatMap(html).flatMap { ReadableText(html: $0, isOwn: { _ in false })?.text } ?? ""
        // Atom 0.3 had the second ones.
        entry.published = value("published", "issued", "created")
        entry.updated = value("updated", "modified")
        let content = child("content").flatMap { $0.attribute("src") == nil ? html($0) : nil }
        entry.isWhole = content?.isBlank == false
        entry.html = entry.isWhole ? content : child("summary").flatMap(html)
        return entry
    }

    /// A Text construct or content (RFC 4287 §3.1, §4.1.3) as HTML.
    private func html(_ element: XMLElement) -> String? {
        let isEscaped = element.attribute("mode") == "escaped"
        switch element.attribute("type") ?? "text" {
        case "html", "text/html": return element.text
        case "xhtml", "application/xhtml+xml": return markup(in: element)
        case "text", "text/plain": return isEscaped ? element.text : HTMLText.escaped(element.text)
        default: return element.children.isEmpty ? nil : markup(in: element)
        }
    }

    /// What stands between the tags of an element, as written: a tree of elements alone has lost the order of words.
    private func markup(in element: XMLElement) -> String? {
        guard !element.children.isEmpty else { return element.text }
        let name = element.prefix.isEmpty ? element.name : "\(element.prefix):\(element.name)"
        let rest = text[element.offset...]
        guard let start = rest.firstIndex(of: UInt8(ascii: ">")),
            let end = rest[start...].firstRange(of: "</\(name)")
        else { return nil }
        return rest[(start + 1)..<end.lowerBound].string
    }
}
