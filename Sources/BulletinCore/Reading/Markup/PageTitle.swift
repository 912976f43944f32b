internal import Interop

/// The title of a page as its `<title>` states it, which often goes on with the name of the site.
enum PageTitle {
    /// - Returns: the title without the site's name, where it is certain that this is what its last part is; `nil` when
    ///   there is none.
    static func stated(in text: Bytes, _ head: PageHead, _ events: [HTMLEvent]) -> String? {
        var title = text.trimmed
        guard !title.isEmpty else { return nil }
        let ends = ends(of: title)
        if let own = head.ownTitle.map({ Text.key(Array($0.utf8)[...]) }),
            let end = ends.first(where: { Text.key(title[..<$0.lowerBound]) == own })
        {
            return Title.clean(title[..<end.lowerBound].trimmed)
        }
        let headings = ends.isEmpty ? [] : Self.headings(events)
        if let end = ends.first(where: { headings.contains(Text.key(title[..<$0.lowerBound])) }),
            !title[end.upperBound...].scalars().contains(where: { Text.digit($0) != nil }),
            !Words.saysDigest(title[end.upperBound...].trimmed)
        {
            return Title.clean(title[..<end.lowerBound].trimmed)
        }
        var footers: [[UInt8]]?
        for end in ends.reversed() {
            let front = title[..<end.lowerBound].trimmed
            let site = title[end.upperBound...].trimmed
            guard front.scalarCount >= 4, (2...40).contains(site.scalarCount) else { break }
            let key = Text.key(site)
            if !head.siteNames.contains(key), !isSite(site, behind: title[end]) {
                if footers == nil { footers = Self.footers(events) }
                guard key.count >= 4, footers?.contains(where: { $0[...].contains(text: key[...].string) }) == true
                else { break }
            }
            title = front
        }
        return Title.clean(title)
    }

    /// Where `_`, `|`, ` - ` and the like stand.
    private static func ends(of title: Bytes) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for separator in ["_", "|", "｜", " - ", " – ", " — "] {
            var rest = title
            while found.count < 40, let range = rest.firstRange(of: separator) {
                found.append(range)
                rest = rest[range.upperBound...]
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// `云泽在线网`, `云泽市人民政府`, `harbour.example`; an office behind the marks that only programs write.
    private static func isSite(_ name: Bytes, behind mark: Bytes) -> Bool {
        if names.contains(where: { name.hasSuffix($0) }) { return true }
        if mark.first == 0x5F || mark.first == 0x7C, !Issuer.find(in: name, dates: [], isSigned: true).isEmpty {
            return true
        }
        let labels = name.split(separator: 0x2E, omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                label.count >= 2
                    && label.allSatisfy { Text.isASCIILetter(UInt32($0)) || (0x30...0x39).contains($0) || $0 == 0x2D }
            }
    }

    private static let names = [
        "网", "網", "网站", "網站", "门户", "官网", "官網", "人民政府", "客户端", "公众号", "首页", "首頁", "新闻中心", "博客",
    ]

    /// What the first headings of the page say, as keys: the headline of an article comes again there.
    private static func headings(_ events: [HTMLEvent]) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        var text: [UInt8]?
        for event in events {
            switch event {
            case .open("h1", _, _), .open("h2", _, _), .open("h3", _, _): text = []
            case .text(let piece): if text != nil, text?.count ?? 0 < 600 { text? += piece }
            case .close("h1"), .close("h2"), .close("h3"):
                let key = Text.key((text ?? [])[...])
                if key.count >= 6 { found.insert(key) }
                text = nil
                if found.count >= 8 { return found }
            default: break
            }
        }
        return found
    }

    /// What the page says about who runs it.
    private static func footers(_ events: [HTMLEvent]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for case .text(let text) in events where found.count < 20 && text.count <= 400 {
            let words = ["版权", "版權", "主办", "主辦", "©", "Copyright", "copyright"]
            if words.contains(where: { text[...].contains(text: $0) }) { found.append(Text.key(text[...])) }
        }
        return found
    }
}
