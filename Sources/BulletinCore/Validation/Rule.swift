internal import Interop

/// A law that feeds have to keep. One rule, one file, named by its law, with the law in its doc comment.
///
/// A rule looks at one element, or one JSON value, at a time, reports, and decides nothing else. It says only what
/// no other rule says, and takes time in proportion to what it looks at.
protocol Rule: Sendable {
    /// What it demands, as `bulletind validate --rules` tells it: one for each code that it reports itself.
    static var laws: [Law] { get }
    /// Called for each element of an XML feed, except within inline XHTML and unknown elements: first those of each
    /// entry, then those of the head; parents first. The feed then holds its entries reduced to `FeedWalk.remembered`.
    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report)
    /// Called once for a JSON feed, which is an object.
    static func check(_ feed: JSONValue, base: String?, into report: inout Report)
}

extension Rule {
    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {}
    static func check(_ feed: JSONValue, base: String?, into report: inout Report) {}
}

/// The XML formats that are known.
enum FeedFormat: Hashable, Sendable {
    case rss, atom, opml
    /// RSS 1.0.
    case rdf
}

/// What holds for the whole feed.
struct FeedContext {
    let format: FeedFormat
    /// The address that the feed is served at; `nil` when unknown.
    let base: String?
    /// That of the document type; known once the whole text is read, `nil` before, and when there is none.
    let publicID: String?
    /// The same of its system identifier.
    let systemID: String?
    let text: [UInt8]
}

/// An element, and what it is by its format.
struct Subject {
    let element: XMLElement
    /// `nil` when no vocabulary knows the element where it stands.
    let definition: Definition?
    /// `nil` for the root, and for an entry of a feed: it is judged before the feed around it is read to the end.
    let parent: XMLElement?
    /// `nil` for the root.
    let parentDefinition: Definition?
    /// The tags of the HTML that the element holds escaped; `nil` when it holds none.
    let html: HTMLScan?

    init(element: XMLElement, definition: Definition?, parent: XMLElement?, parentDefinition: Definition?) {
        self.element = element
        self.definition = definition
        self.parent = parent
        self.parentDefinition = parentDefinition
        switch definition?.content {
        case .html: html = HTMLScan(element.text)
        case .textConstruct, .atomContent:
            let type = element.attribute("type")
            html = type == "html" || type == "text/html" ? HTMLScan(element.text) : nil
        case .mediaText: html = element.attribute("type") == "html" ? HTMLScan(element.text) : nil
        default: html = nil
        }
    }

    /// Whether it is that element of the format's own vocabulary.
    func `is`(_ definition: Definition) -> Bool { self.definition === definition }
}

/// Collects what rules remark.
struct Report {
    private(set) var findings: [(finding: Finding, offset: Int?)] = []
    /// The entry that is being looked at, 0-based; `nil` in the head.
    var entry: Int?
    /// Entries, and the head as `nil`, that have an error already.
    private(set) var faulty: Set<Int?> = []
    /// Where the remarks are that are made once.
    private var known: [String: Int] = [:]
    /// Enough for a person; hostile input would make millions. So many for the entries, and as many more for the head.
    private static let limit = 10_000

    mutating func add(
        _ severity: Finding.Severity, _ code: String, _ message: String, advice: String? = nil, at offset: Int?
    ) {
        if severity == .error { faulty.insert(entry) }
        guard findings.count < (entry == nil ? 2 : 1) * Self.limit else { return }
        findings.append(
            (Finding(severity, code, message.oneLine, advice: advice?.oneLine, entry: entry), offset))
    }

    /// The same for what is worth one remark in a feed: that of the first place counts.
    mutating func addOnce(
        _ severity: Finding.Severity, _ code: String, _ message: String, about name: String, at offset: Int
    ) {
        guard let index = known[name] else {
            let count = findings.count
            add(severity, code, message, at: offset)
            if findings.count > count { known[name] = count }
            return
        }
        guard offset < findings[index].offset ?? 0 else { return }
        findings[index] = (Finding(severity, code, message.oneLine, entry: entry), offset)
    }

    mutating func add(_ fault: Fault, in what: String, at offset: Int?) {
        add(fault.severity, fault.code, "\(what): \(fault.message)", advice: fault.advice, at: offset)
    }
}

/// What is wrong with a value, before it is known where the value stands.
struct Fault: Hashable, Sendable {
    var severity: Finding.Severity = .error
    var code: String
    var message: String
    var advice: String?

    static func error(_ code: String, _ message: String, _ advice: String? = nil) -> Fault {
        Fault(severity: .error, code: code, message: message, advice: advice)
    }

    static func warning(_ code: String, _ message: String, _ advice: String? = nil) -> Fault {
        Fault(severity: .warning, code: code, message: message, advice: advice)
    }
}

extension String {
    /// Without the white space of XML (XML 1.0 §2.3) at both ends.
    var trimmed: String {
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x9 || $0 == 0xA || $0 == 0xD }
        guard let first = utf8.first, let last = utf8.last, blank(first) || blank(last) else { return self }
        guard let start = utf8.firstIndex(where: { !blank($0) }), let end = utf8.lastIndex(where: { !blank($0) })
        else { return "" }
        return String(self[start...end])
    }

    /// Whether there is nothing but the white space of XML.
    var isBlank: Bool { !utf8.contains { $0 != 0x20 && $0 != 0x9 && $0 != 0xA && $0 != 0xD } }

    /// For messages, which quote what others wrote: control characters and line ends as spaces.
    var oneLine: String {
        func isPlain(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && !(0x2028...0x2029).contains(scalar.value)
        }
        guard !unicodeScalars.allSatisfy(isPlain) else { return self }
        var line = ""
        for scalar in unicodeScalars { line.unicodeScalars.append(isPlain(scalar) ? scalar : " ") }
        return line
    }

    /// For messages: at most 60 characters.
    var quoted: String { count > 60 ? "'\(prefix(60))…'" : "'\(self)'" }
}
