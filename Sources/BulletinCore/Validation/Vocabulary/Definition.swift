internal import Interop

/// What a vocabulary says of one element: what may stand in it and on it. Rules read it; it decides nothing.
final class Definition: Sendable {
    /// What an element holds.
    enum Content: Hashable, Sendable {
        /// Only the children that are listed.
        case elements
        /// A value, and no elements.
        case value(ValueType)
        /// Plain text for people, without markup of any kind.
        case plain
        /// Escaped HTML.
        case html
        /// A Text construct (RFC 4287 §3.1).
        case textConstruct
        /// `atom:content` (RFC 4287 §4.1.3).
        case atomContent
        /// Text of Media RSS: plain, or escaped HTML by its `type`.
        case mediaText
        /// Neither text nor elements.
        case empty
        /// Whatever somebody put there.
        case anything
    }

    /// Where an extension says that its element stands.
    enum Place: Hashable, Sendable {
        case anywhere
        /// An entry, or an item.
        case entry
        /// A feed, what `atom:source` keeps of one, or a channel.
        case head
        /// An Atom feed.
        case atomFeed
    }

    struct Attribute: Sendable {
        let name: String
        var namespace = ""
        let type: ValueType
        /// The code to report when the attribute is absent; `nil` when it may be.
        let missing: String?

        static func required(_ name: String, _ type: ValueType = .text, missing: String = "MissingAttribute") -> Self {
            Attribute(name: name, type: type, missing: missing)
        }

        static func optional(_ name: String, _ type: ValueType = .text) -> Self {
            Attribute(name: name, type: type, missing: nil)
        }
    }

    struct Child: Sendable {
        let definition: Definition
        /// The code to report when the child is absent; `nil` when it may be.
        let missing: String?
        let mayRepeat: Bool

        static func one(_ definition: Definition, missing: String = "MissingElement") -> Child {
            Child(definition: definition, missing: missing, mayRepeat: false)
        }
        static func some(_ definition: Definition, missing: String = "MissingElement") -> Child {
            Child(definition: definition, missing: missing, mayRepeat: true)
        }
        static func maybe(_ definition: Definition) -> Child {
            Child(definition: definition, missing: nil, mayRepeat: false)
        }
        static func any(_ definition: Definition) -> Child {
            Child(definition: definition, missing: nil, mayRepeat: true)
        }
    }

    let name: String
    let namespace: String
    let content: Content
    let attributes: [Attribute]
    /// Whether attributes that are not listed are an error.
    let isClosed: Bool
    let place: Place
    let children: [Child]
    private let childrenByName: [String: Child]

    init(
        _ name: String, in namespace: String = "", _ content: Content = .elements, _ attributes: [Attribute] = [],
        isClosed: Bool = true, place: Place = .anywhere, children: [Child] = []
    ) {
        self.name = name
        self.namespace = namespace
        self.content = content
        self.attributes = attributes
        self.isClosed = isClosed
        self.place = place
        self.children = children
        childrenByName = Dictionary(children.map { ($0.definition.name, $0) }) { first, _ in first }
    }

    /// A row in the table of an extension: other attributes on it are left alone.
    static func row(
        _ name: String, in namespace: String, _ content: Content = .elements, _ attributes: [Attribute] = [],
        at place: Place = .anywhere, children: [Child] = []
    ) -> Definition {
        Definition(name, in: namespace, content, attributes, isClosed: false, place: place, children: children)
    }

    func child(_ element: XMLElement) -> Child? {
        guard let child = childrenByName[element.name], child.definition.namespace == element.namespace else {
            return nil
        }
        return child
    }
}

/// The namespaces that are known, by URI.
enum Namespace {
    static let atom = "http://www.w3.org/2005/Atom"
    static let xhtml = "http://www.w3.org/1999/xhtml"
    static let xml = "http://www.w3.org/XML/1998/namespace"
    static let content = "http://purl.org/rss/1.0/modules/content/"
    static let dc = "http://purl.org/dc/elements/1.1/"
    static let dcterms = "http://purl.org/dc/terms/"
    static let syndication = "http://purl.org/rss/1.0/modules/syndication/"
    static let thread = "http://purl.org/syndication/thread/1.0"
    static let history = "http://purl.org/syndication/history/1.0"
    static let tombstones = "http://purl.org/atompub/tombstones/1.0"
    static let itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd"
    static let podcast = "https://podcastindex.org/namespace/1.0"
    static let media = "http://search.yahoo.com/mrss/"
    /// How many write the one of Media RSS.
    static let mediaMisspelt = "http://search.yahoo.com/mrss"
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    static let rss1 = "http://purl.org/rss/1.0/"
    static let svg = "http://www.w3.org/2000/svg"
    static let mathML = "http://www.w3.org/1998/Math/MathML"
}
