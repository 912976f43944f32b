internal import Interop

/// The one list of what HTML may be published. What is not on it does not get through.
enum AllowList {
    /// How an element is treated.
    enum Role {
        /// Dropped with all that is in it.
        case dropped
        /// The tag goes, what is in it stays, and a paragraph ends before and after it.
        case flow
        /// The tag goes, what is in it stays.
        case transparent
        case inline
        case void
        /// Holds inline content only.
        case leaf
        /// Holds parts or blocks.
        case container
        /// Stands in the containers that are named here, nowhere else.
        case part(of: Set<String>)
    }

    static func role(of name: String) -> Role { roles[name] ?? .transparent }

    /// The name to write for an element; presentational names have modern ones.
    static func written(_ name: String) -> String { renamed[name] ?? name }

    private static let renamed = ["strike": "s", "tt": "code", "big": "b"]

    private static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        for name in [
            "script", "style", "iframe", "frame", "frameset", "noframes", "svg", "math", "object", "embed", "applet",
            "portal",
            "noscript", "template", "title", "head", "input", "button", "select", "option", "optgroup", "textarea",
            "datalist", "output",
            "progress", "meter", "xmp", "plaintext", "noembed", "canvas", "audio", "video", "map", "area", "base",
            "link", "meta", "nav",
            "param", "source", "track", "basefont", "bgsound", "xml", "isindex", "keygen", "dialog",
        ] { roles[name] = .dropped }
        for name in [
            "html", "body", "div", "section", "article", "main", "header", "footer", "aside", "center", "form",
            "fieldset", "legend",
            "details", "summary", "address", "dir", "menu", "hgroup", "marquee", "label",
        ] { roles[name] = .flow }
        for name in [
            "a", "strong", "b", "em", "i", "u", "s", "strike", "del", "ins", "sub", "sup", "code", "tt", "kbd", "samp",
            "var", "mark",
            "small", "big", "q", "cite", "abbr", "dfn", "ruby", "rt", "rp", "bdi", "bdo",
        ] { roles[name] = .inline }
        for name in ["br", "img", "hr"] { roles[name] = .void }
        for name in ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"] { roles[name] = .leaf }
        for name in ["ul", "ol", "dl", "blockquote", "table", "figure"] { roles[name] = .container }
        roles["li"] = .part(of: ["ul", "ol"])
        roles["dt"] = .part(of: ["dl"])
        roles["dd"] = .part(of: ["dl"])
        roles["figcaption"] = .part(of: ["figure"])
        roles["caption"] = .part(of: ["table"])
        for name in ["thead", "tbody", "tfoot"] { roles[name] = .part(of: ["table"]) }
        roles["tr"] = .part(of: ["table", "thead", "tbody", "tfoot"])
        roles["td"] = .part(of: ["tr"])
        roles["th"] = .part(of: ["tr"])
        return roles
    }()

    /// The attributes that an element may keep, in the order of the table, with their judged values.
    static func attributes(of name: String, _ attributes: [HTMLAttribute]) -> [(name: String, value: String)] {
        var kept: [(name: String, value: String)] = []
        for attribute in attributes {
            let value: String?
            switch (name, attribute.name) {
            case ("a", "href"): value = WebAddress.accepted(attribute.value)
            case ("img", "src"):
                value = WebAddress.accepted(attribute.value).flatMap { $0.hasPrefix("http") ? $0 : nil }
            case ("img", "alt"), ("a", "title"), ("img", "title"), ("abbr", "title"): value = plain(attribute.value)
            case ("img", "width"), ("img", "height"): value = number(attribute.value, upTo: 10_000)
            case ("td", "colspan"), ("th", "colspan"), ("td", "rowspan"), ("th", "rowspan"):
                value = number(attribute.value, upTo: 1000)
            case ("ol", "start"), ("li", "value"): value = number(attribute.value, upTo: 1_000_000)
            case ("th", "scope"):
                value = ["row", "col", "rowgroup", "colgroup"].contains(attribute.value) ? attribute.value : nil
            case ("bdo", "dir"), ("bdi", "dir"), ("p", "dir"), ("li", "dir"), ("td", "dir"), ("blockquote", "dir"):
                value = ["ltr", "rtl", "auto"].contains(attribute.value) ? attribute.value : nil
            default: value = nil
            }
            if let value, !kept.contains(where: { $0.name == attribute.name }) { kept.append((attribute.name, value)) }
        }
        return kept
    }

    private static func plain(_ value: String) -> String? {
        let text = Title.clean(Array(value.utf8)[...])
        return text.isEmpty ? nil : text
    }

    private static func number(_ value: String, upTo limit: Int) -> String? {
        guard let (number, length) = Numeral.arabic(Array(value.utf8)[...].trimmed, maxDigits: 7), number > 0,
            number <= limit,
            length > 0
        else { return nil }
        return String(number)
    }

    /// Not shown by its own statement: `hidden`, `display:none`.
    static func isHidden(_ attributes: [HTMLAttribute]) -> Bool {
        attributes.contains { attribute in
            if attribute.name == "hidden" { return true }
            guard attribute.name == "style" else { return false }
            let style = attribute.value.utf8.filter { $0 > 0x20 }.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
            return style[...].contains(text: "display:none")
        }
    }
}
