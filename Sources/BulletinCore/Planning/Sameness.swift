extension Section {
    /// Whether title, text and links are those of `other`: what decides that an entry was updated.
    public func isSameForReaders(as other: Section) -> Bool {
        Sameness.isLine(title, as: other.title) && Sameness.isLine(linksLabel ?? "", as: other.linksLabel ?? "")
            && (linksLabel == nil) == (other.linksLabel == nil)
            && links.elementsEqual(other.links) { one, two in
                Sameness.isLine(one.title, as: two.title) && Sameness.isAddress(one.url, as: two.url)
            } && Sameness.isShown(html, as: other.html)
    }
}

/// What readers cannot tell apart.
public enum Sameness {
    /// Whether browsers show the same words alike, however the text is broken into lines in the source: they take a run
    /// of white space for one blank, everywhere but in preformatted text. Programs that save a text again put no-break
    /// spaces for blanks, other forms of marks (`Typography`, but not in code), paragraphs for lines, `b` for `strong`,
    /// `td` for `th`, and write escapes in addresses otherwise.
    ///
    /// A picture at the same place is the same, whatever it shows and is called: they compress it anew, and one that
    /// takes its place is told by itself. Words that come or go with it are a program's; other words are a correction.
    public static func isShown(_ html: String, as other: String) -> Bool {
        if html == other { return true }
        let (one, two) = (Array(html.utf8), Array(other.utf8))
        guard !one[...].contains(text: "<pre"), !two[...].contains(text: "<pre") else { return false }
        let (shown, otherShown) = (Shown(one[...]), Shown(two[...]))
        return shown.html == otherShown.html
            && shown.pictures.elementsEqual(otherShown.pictures) {
                $0.isEmpty || $1.isEmpty || Typography.line($0) == Typography.line($1)
            }
    }

    /// The same of plain text on one line.
    public static func isLine(_ line: String, as other: String) -> Bool {
        line == other || Typography.line(Array(line.utf8)[...]) == Typography.line(Array(other.utf8)[...])
    }

    static func isAddress(_ address: String?, as other: String?) -> Bool {
        guard address != other, let address, let other else { return address == other }
        return Shown.address(Array(address.utf8)[...]) == Shown.address(Array(other.utf8)[...])
    }
}

/// Sanitized HTML in the one form of all that look alike.
private struct Shown {
    private(set) var html: [UInt8] = []
    /// The words for each, in their order.
    private(set) var pictures: [Bytes] = []
    private var isInLink = false
    /// Elements of code that are open.
    private var depthOfCode = 0
    /// Whether nothing stands before on the line but the start of a block.
    private var isAtStart = true

    /// Where a line ends: all white space else is a blank.
    private static let lineEnd: UInt8 = 0x0A

    init(_ source: Bytes) {
        html.reserveCapacity(source.count)
        var place = source.startIndex
        while place < source.endIndex {
            if let length = Typography.blank(at: place, in: source) {
                place += length
                if !isAtStart, html.last != 0x20, html.last != Self.lineEnd { html.append(0x20) }
                continue
            }
            if source[place] == 0x3C, let end = source[place...].firstIndex(of: 0x3E) {
                append(tag: source[(place + 1)..<end])
                place = end + 1
                continue
            }
            isAtStart = false
            if depthOfCode == 0, let (length, form) = Typography.mark(at: place, in: source, after: html) {
                html += form
                place += length
            } else {
                html.append(source[place])
                place += 1
            }
        }
        dropLineEnd()
    }

    private mutating func dropLineEnd() { if html.last == Self.lineEnd { html.removeLast() } }

    /// - Parameter tag: between `<` and `>`.
    private mutating func append(tag: Bytes) {
        let name = tag.prefix { ![0x20, 0x2F].contains($0) || $0 == 0x2F && tag.first == 0x2F }
        // Links are underlined, whether the text says so or not.
        if isInLink, name.elementsEqual("u".utf8) || name.elementsEqual("/u".utf8) { return }
        if name.elementsEqual("a".utf8) { isInLink = true }
        if name.elementsEqual("/a".utf8) { isInLink = false }
        if Self.code.contains(name) { depthOfCode += 1 }
        if name.first == 0x2F, Self.code.contains(name.dropFirst()) { depthOfCode -= 1 }
        if Self.lines.contains(name), tag.count <= name.count + 2 {
            if !isAtStart, html.last != Self.lineEnd { html.append(Self.lineEnd) }
            return
        }
        isAtStart = Self.blocks.contains(name.first == 0x2F ? name.dropFirst() : name)
        if isAtStart { dropLineEnd() }
        html.append(0x3C)
        html += Self.alike[name] ?? name
        var rest = tag[name.endIndex...]
        var words: Bytes = []
        while let quote = rest.firstIndex(of: 0x22), let end = rest[(quote + 1)...].firstIndex(of: 0x22) {
            let (attribute, value) = (rest[..<quote].trimmed, rest[(quote + 1)..<end])
            rest = rest[(end + 1)...]
            if name.elementsEqual("img".utf8) {
                if attribute.elementsEqual("alt=".utf8) { words = value }
            } else if !attribute.elementsEqual("scope=".utf8) {
                html.append(0x20)
                html += attribute
                html += [0x22] + (["href=", "cite="].contains(attribute.string) ? Self.address(value) : Array(value))
                html.append(0x22)
            }
        }
        if name.elementsEqual("img".utf8) { pictures.append(words) } else { html += rest.trimmed }
        html.append(0x3E)
    }

    /// Tags that are shown alike, or are another program's names for the same.
    private static let alike: [Bytes: Bytes] = Dictionary(
        uniqueKeysWithValues: [("b", "strong"), ("i", "em"), ("th", "td")].flatMap { name, other in
            [
                (Array(name.utf8)[...], Array(other.utf8)[...]),
                (Array("/\(name)".utf8)[...], Array("/\(other)".utf8)[...]),
            ]
        })

    /// They end a line, where they say nothing else.
    private static let lines = names(["br", "p", "/p"])
    private static let code = names(["code", "kbd", "samp"])
    /// They begin and end lines themselves.
    private static let blocks = names([
        "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
        "blockquote",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "figure", "figcaption", "details", "summary", "div", "section",
    ])

    private static func names(_ names: [String]) -> Set<Bytes> { Set(names.map { Array($0.utf8)[...] }) }

    /// In the form that RFC 3986 §6.2.2 prefers, as far as escapes go.
    static func address(_ text: Bytes) -> [UInt8] {
        var address: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == 0x25, rest.count >= 2, rest.prefix(2).allSatisfy(IRI.isHexadecimal) else {
                if byte < 0x80 { address.append(byte) } else { PercentEncoding.append(byte, to: &address) }
                continue
            }
            let escaped = PercentEncoding.decoded(([byte] + rest.prefix(2))[...])[0]
            rest = rest.dropFirst(2)
            switch escaped {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: address.append(escaped)
            default: PercentEncoding.append(escaped, to: &address)
            }
        }
        return address
    }
}
