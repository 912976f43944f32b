internal import Interop

/// What a page's `meta` elements say: of the standards that content systems of authorities and press follow.
struct PageHead: Sendable {
    /// `nil` when none is stated.
    private(set) var title: String?
    private(set) var date: StatedDate?
    /// When the page says that it is, or is to be, published; `nil` when it does not say so in these words.
    private(set) var publication: StatedDate?
    /// What the page calls itself where its address is shared; `<title>` may have more.
    private(set) var ownTitle: String?
    /// What the page calls its site; as keys.
    private(set) var siteNames: Set<[UInt8]> = []
    private(set) var facts: [HeaderFact] = []
    /// `<link rel="canonical">`, when it is absolute: the page's own address.
    private(set) var address: String?

    init(_ events: [HTMLEvent]) {
        for event in events {
            if address == nil, case .open("link", let attributes, _) = event,
                attributes.contains(where: { $0.name == "rel" && $0.value.lowercased() == "canonical" })
            {
                address = attributes.first { $0.name == "href" }.flatMap { WebAddress.page($0.value) }
            }
            guard case .open("meta", let attributes, let line) = event,
                let name = attributes.first(where: { $0.name == "name" || $0.name == "property" })?.value.lowercased(),
                let content = attributes.first(where: { $0.name == "content" })?.value
            else { continue }
            let value = Title.clean(content)
            if !value.isEmpty { take(name, value, line: line) }
        }
    }

    private mutating func take(_ name: String, _ value: String, line: Int) {
        switch name {
        case "og:title", "twitter:title": ownTitle = ownTitle ?? value
        case "og:site_name", "sitename", "application-name", "apple-mobile-web-app-title":
            siteNames.insert(Text.key(Array(value.utf8)[...]))
        case "articletitle", "dc.title", "dcterms.title": title = title ?? value
        case "pubdate", "publishdate", "article:published_time", "og:published_time", "published_time", "datepublished":
            guard let stated = take(date: value, line: line) else { return }
            if publication.map({ stated.instant > $0.instant }) ?? true { publication = stated }
        case "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created": _ = take(date: value, line: line)
        case "contentsource", "dc.publisher", "dcterms.publisher": add(.issuer, value, line: line)
        case "author", "article:author", "dc.creator", "dcterms.creator": add(.author, value, line: line)
        default: break
        }
    }

    /// - Returns: `nil` when it is none.
    private mutating func take(date value: String, line: Int) -> StatedDate? {
        let scalars = Array(value.utf8)[...].scalars(limit: 400)
        guard let found = DateReading.all(in: scalars).first, !found.isPeriod else { return nil }
        let time = DateReading.time(of: found, in: scalars, isEmbargo: false)
        let stated = StatedDate(found, at: time, origin: .text, line: line)
        if date == nil {
            date = stated
            add(.date, value, line: line)
        }
        return stated
    }

    private mutating func add(_ kind: HeaderFact.Kind, _ value: String, line: Int) {
        let isAddress = value.hasPrefix("http://") || value.hasPrefix("https://")
        guard value.utf8.count <= 200, !isAddress, !facts.contains(where: { $0.kind == kind }) else { return }
        var value = value
        if kind == .date, let date { value = date.day.description }
        facts.append(HeaderFact(kind, value, line: line))
    }
}
