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
        /// Stands in the containers that `takes(_:part:)` names, nowhere else.
        case part
        /// A recording: becomes a link to it.
        case media
    }

    static func role(of name: String) -> Role { roles[name] ?? .transparent }

    /// The name to write for an element; presentational names have modern ones.
    static func written(_ name: String) -> String { renamed[name] ?? name }

    private static let renamed = ["strike": "s", "tt": "code", "big": "b", "acronym": "abbr"]

    /// Whether `part` may stand right in `container`.
    static func takes(_ container: String, part: String) -> Bool {
        switch part {
        case "li": container == "ul" || container == "ol"
        case "dt", "dd": container == "dl"
        case "figcaption": container == "figure"
        case "caption", "thead", "tbody", "tfoot": container == "table"
        case "tr": container == "thead" || container == "tbody" || container == "tfoot"
        case "td", "th": container == "tr"
        default: false
        }
    }

    /// The most common first.
    static let leaves = ["p", "h2", "h3", "h1", "h4", "h5", "h6", "pre"]

    private static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        for name in [
            "script", "style", "iframe", "frame", "frameset", "noframes", "svg", "math", "object", "applet",
            "noscript", "template", "title", "head", "input", "button", "select", "option", "optgroup", "textarea",
            "datalist", "output",
            "progress", "meter", "xmp", "plaintext", "noembed", "canvas", "map", "area", "base",
            "link", "meta", "nav",
            "param", "basefont", "xml", "isindex", "dialog",
        ] { roles[name] = .dropped }
        for name in [
            "html", "body", "div", "section", "article", "main", "header", "footer", "aside", "center", "form",
            "fieldset", "legend",
            "details", "summary", "address", "dir", "menu", "hgroup", "marquee", "label",
        ] { roles[name] = .flow }
        for name in [
            "a", "strong", "b", "em", "i", "u", "s", "strike", "del", "ins", "sub", "sup", "code", "tt", "kbd", "samp",
            "var", "mark",
            "small", "big", "q", "cite", "abbr", "acronym", "dfn", "ruby", "rt", "rp", "bdi", "bdo", "time",
        ] { roles[name] = .inline }
        for name in ["br", "img", "hr"] { roles[name] = .void }
        for name in leaves { roles[name] = .leaf }
        for name in ["ul", "ol", "dl", "blockquote", "table", "figure"] { roles[name] = .container }
        for name in [
            "li", "dt", "dd", "figcaption", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
        ] { roles[name] = .part }
        for name in ["audio", "video"] { roles[name] = .media }
        return roles
    }()
}
