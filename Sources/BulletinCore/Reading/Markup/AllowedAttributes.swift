internal import Interop

/// The attributes that elements may keep, each with a judgement of its value. What is not here does not get through.
extension AllowList {
    /// Where HTML comes from, which decides about addresses on the site.
    enum Origin: Sendable {
        /// From outside: relative references become `local:`, and `local:` itself is refused.
        case source
        /// A page from outside, whose relative references are seen from where it stood.
        case page(PagePlace)
        /// Written by this sanitizer.
        case own

        var isOwn: Bool { if case .own = self { true } else { false } }
    }

    /// In the order of the source, each once.
    static func attributes(of name: String, _ attributes: [HTMLAttribute], _ origin: Origin)
        -> [(name: String, value: String)]
    {
        guard !attributes.isEmpty else { return [] }
        var kept: [(name: String, value: String)] = []
        for attribute in attributes {
            guard let value = judged(attribute.value, of: attribute.name, in: name, origin),
                !kept.contains(where: { $0.name == attribute.name })
            else { continue }
            kept.append((attribute.name, value))
        }
        return kept
    }

    private static func judged(_ value: String, of attribute: String, in name: String, _ origin: Origin) -> String? {
        switch (name, attribute) {
        case ("a", "href"): address(value, origin)
        case ("blockquote", "cite"), ("q", "cite"), ("del", "cite"), ("ins", "cite"): web(value)
        // Empty, it says that the picture tells nothing: without it, programs that read aloud name the file.
        case ("img", "alt"): PictureWords.shown(value)
        case ("img", "title"): plain(PictureWords.shown(value))
        case ("a", "title"), ("abbr", "title"), ("acronym", "title"),
            ("dfn", "title"):
            plain(value)
        case ("img", "width"), ("img", "height"): number(value, upTo: 10_000)
        case ("td", "colspan"), ("th", "colspan"), ("td", "rowspan"), ("th", "rowspan"): number(value, upTo: 1000)
        case ("ol", "start"), ("li", "value"): number(value, upTo: 1_000_000)
        case ("ol", "type"): ["1", "a", "A", "i", "I"].contains(value) ? value : nil
        case ("ol", "reversed"): "reversed"
        case ("th", "scope"): ["row", "col", "rowgroup", "colgroup"].contains(value) ? value : nil
        case ("time", "datetime"), ("del", "datetime"), ("ins", "datetime"): moment(value)
        case ("br", _), ("hr", _): nil
        case (_, "dir"): direction(value)
        case (_, "lang"): language(value)
        default: nil
        }
    }

    /// - Returns: where a link leads, as it may be published.
    static func address(_ value: String, _ origin: Origin) -> String? {
        switch origin {
        case .source: WebAddress.accepted(value) ?? WebAddress.local(value)
        case .page(let place): WebAddress.accepted(value) ?? place.link(value)
        case .own: WebAddress.written(value)
        }
    }

    /// - Returns: where an image or recording lies; never `mailto`.
    static func resource(_ value: String, _ origin: Origin) -> String? {
        let address =
            if case .page(let place) = origin {
                WebAddress.accepted(value) ?? place.resource(value)
            } else {
                address(value, origin)
            }
        return address.flatMap { $0.hasPrefix("mailto:") || $0.hasPrefix("local:#") ? nil : $0 }
    }

    static func direction(_ value: String) -> String? {
        let small = value.lowercased()
        return ["ltr", "rtl", "auto"].contains(small) ? small : nil
    }

    private static func web(_ value: String) -> String? {
        WebAddress.accepted(value).flatMap { $0.hasPrefix("http") ? $0 : nil }
    }

    private static func plain(_ value: String) -> String? {
        let text = Title.clean(value)
        return text.isEmpty ? nil : text
    }

    private static func number(_ value: String, upTo limit: Int) -> String? {
        guard let (number, _) = Numeral.arabic(Array(value.utf8)[...].trimmed, maxDigits: 7), number > 0,
            number <= limit
        else { return nil }
        return String(number)
    }

    /// A date, time or duration of HTML §2.3.5, by its characters.
    private static func moment(_ value: String) -> String? {
        let isMoment = value.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x3A, 0x41...0x5A, 0x20, 0x2B, 0x2D, 0x2E: true
            default: false
            }
        }
        return isMoment && (4...40).contains(value.utf8.count) ? value : nil
    }

    /// BCP 47, by its characters.
    private static func language(_ value: String) -> String? {
        guard let first = value.utf8.first, Text.isASCIILetter(UInt32(first)), (2...35).contains(value.utf8.count),
            value.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || Text.isASCIILetter(UInt32($0)) })
        else { return nil }
        return value
    }
}
