private import Foundation
internal import Interop

/// An entry as a document states it, unjudged.
struct StatedEntry {
    /// 0-based, in bytes of the document's text.
    var offset: Int
    /// Without white space at both ends; `nil` when none is stated.
    var id: String?
    /// As it would be shown by readers that take it for HTML.
    var title = ""
    /// As it would be shown by readers that take it as it stands, where the format leaves that open.
    var plainTitle: String?
    var published: String?
    var updated: String?
    /// Where it is read, best first.
    var links: [StatedLink] = []
    var html: String?
    /// Whether `html` is meant to be the text itself, not a summary.
    var isWhole = false

    /// - Parameter root: the address of the site, when it is one of ours.
    func content(root: String?) -> AdoptedContent {
        guard let html,
            let readable = ReadableText(html: html, isOwn: root.map(OwnPage.isOwn) ?? { _ in false })
        else { return AdoptedContent() }
        return AdoptedContent(text: readable.text, addresses: readable.addresses, isWhole: isWhole)
    }
}

/// An address as it is written.
struct StatedLink {
    var reference: String
    /// What it is relative to, the innermost first (XML Base §4); each may be relative to the next.
    var bases: [String] = []

    /// - Parameter base: of the document; absolute, or `nil` when it is not known.
    /// - Returns: absolute where that can be told.
    func address(base: String?) -> String {
        let bases = (bases + [base].compactMap { $0 }).reversed()
        let base = bases.reduce(nil as String?) { Self.resolved($1, $0) }
        return Self.resolved(reference, base)
    }

    /// RFC 3986 §5.2.
    static func resolved(_ reference: String, _ base: String?) -> String {
        guard IRI.scheme(of: reference) == nil, let base, let url = URL(string: base), url.scheme != nil else {
            return reference
        }
        return URL(string: reference, relativeTo: url)?.absoluteString ?? reference
    }
}

/// What one document states.
struct StatedDocument {
    /// What offsets count in.
    let text: [UInt8]
    private(set) var entries: [StatedEntry]
    /// Identifiers of what is gone, with the moments.
    private(set) var tombstones: [(id: String, when: String)] = []
    /// Where the document says that it is itself; `nil` when it does not.
    private(set) var address: String?
    /// What its relative addresses are relative to; `nil` when that is not known.
    private(set) var base: String?
    /// What is wrong with the document, though it could be read; `nil` when nothing is.
    private(set) var doubt: AdoptionProblem?

    init(_ bytes: [UInt8]) throws(AdoptionProblem) {
        // Some programs put a byte order mark before JSON, too.
        let unmarked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        if JSONText.claims(unmarked) {
            text = unmarked
            let feed = try Self.feed(inJSON: unmarked)
            entries = Self.entries(of: feed)
            address = feed["feed_url"]?.string
            base = address ?? feed["home_page_url"]?.string
            return
        }
        let problem: AdoptionProblem
        do throws(AdoptionProblem) {
            self = try Self.reading(bytes)
            return
        } catch {
            problem = error
        }
        guard let mended = MendedXML(bytes) else { throw problem }
        do throws(AdoptionProblem) {
            self = try Self.reading(mended.bytes)
        } catch {
            throw problem
        }
        if mended.isDoubtful { doubt = problem.taken }
    }

    private init(_ xml: StatedXML, _ text: [UInt8], _ root: XMLElement) {
        self.text = text
        entries = xml.entries
        tombstones = xml.tombstones(in: root)
        address = StatedXML.address(of: root)
        base = StatedXML.base(of: root)
    }

    private static func reading(_ bytes: [UInt8]) throws(AdoptionProblem) -> StatedDocument {
        let document: StatedDocument
        do throws(XMLParsingError) {
            let decoded = try XMLText(bytes)
            let collector = StatedXML(text: decoded.bytes)
            let root = try XMLDocument(parsing: decoded, closing: collector.close).root
            document = StatedDocument(collector, decoded.bytes, root)
            if StatedXML.isFeed(root) { return document }
        } catch {
            var place = LinePlace(text: error.text)
            let problem = error.problems.first
            throw AdoptionProblem(
                "not well-formed (\(problem?.message ?? "no XML"))".oneLine,
                line: problem?.offset.map { place.line(of: $0) }, isOtherKind: !Self.isMeantAsXML(bytes))
        }
        throw AdoptionProblem("not a feed of RSS, Atom or JSON Feed", isOtherKind: true)
    }

    private static func isMeantAsXML(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(1000).drop { $0 <= 0x20 || $0 >= 0x80 || $0 == 0 }
        return head.hasPrefix("<?xml") || head.hasPrefix("<rss") || head.hasPrefix("<feed") || head.hasPrefix("<rdf:")
    }

    private static func feed(inJSON bytes: [UInt8]) throws(AdoptionProblem) -> JSONValue {
        let feed: JSONValue
        do throws(JSONText.Fault) {
            feed = try JSONText.parse(bytes)
        } catch {
            var place = LinePlace(text: bytes)
            throw AdoptionProblem("not JSON (\(error.message))".oneLine, line: place.line(of: error.offset))
        }
        guard feed["version"]?.string?.contains("jsonfeed.org/version/") == true else {
            throw AdoptionProblem("not a feed of RSS, Atom or JSON Feed", isOtherKind: true)
        }
        return feed
    }

    private static func entries(of feed: JSONValue) -> [StatedEntry] {
        (feed["items"]?.array ?? []).map { item in
            var entry = StatedEntry(offset: item.offset)
            // A number is to be taken as its text (JSON Feed 1.1, "Items").
            switch item["id"]?.content {
            case .string(let id): entry.id = id.trimmed
            case .number(let id): entry.id = id
            default: break
            }
            entry.title = item["title"]?.string ?? ""
            entry.published = item["date_published"]?.string
            entry.updated = item["date_modified"]?.string
            entry.links = [item["url"], item["external_url"]].compactMap { $0?.string?.trimmed }
                .map { StatedLink(reference: $0) }
            let text = item["content_text"]?.string.map(HTMLText.escaped)
            entry.html = item["content_html"]?.string ?? text
            entry.isWhole = entry.html != nil
            if entry.html == nil { entry.html = item["summary"]?.string.map(HTMLText.escaped) }
            return entry
        }
    }
}
