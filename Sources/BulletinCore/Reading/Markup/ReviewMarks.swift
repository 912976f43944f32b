internal import Interop

/// Comments and tracked changes, as word processors write them in pages: meant for those who worked on the text, and
/// passed over as a document's own are. An author's `del` and `ins` stay.
enum ReviewMarks {
    private struct Element {
        /// Index of the event that opens it.
        var open: Int
        var name: String
        /// How much text stands before it.
        var textStart: Int
        var goes = false
        /// The first that it shows is the way back from a comment to its place in the text.
        var isComment = false
        /// Ways back in it, and headings.
        var comments = 0
        var headings = 0
    }

    /// A box that begins with a comment is no more than that: one, without headings, of at most so many bytes.
    private static let maxComment = 4000

    /// What an element's attributes say of it.
    private enum Meaning {
        case none, dropped
        /// The tags go, the text stays.
        case unwrapped
        /// Shows where a comment hangs, unless somebody wrote on in its style.
        case mark
        /// Leads from a comment back to its place.
        case wayBack
    }

    static func left(out events: [HTMLEvent]) -> [HTMLEvent] {
        guard events.contains(where: { if case .none = meaning(of: $0) { false } else { true } }) else { return events }
        let gone = marks(in: events)
        var kept: [HTMLEvent] = []
        kept.reserveCapacity(events.count)
        var unwrapped: [Bool] = []
        var depth = 0
        for (index, event) in events.enumerated() {
            switch event {
            case .open:
                if depth > 0 || gone.contains(index) {
                    depth += 1
                    continue
                }
                let isUnwrapped = if case .unwrapped = meaning(of: event) { true } else { false }
                unwrapped.append(isUnwrapped)
                if !isUnwrapped { kept.append(event) }
            case .close:
                if depth > 0 {
                    depth -= 1
                } else if unwrapped.popLast() != true {
                    kept.append(event)
                }
            case .text: if depth == 0 { kept.append(event) }
            }
        }
        return kept
    }

    /// Indices of the events that open what goes.
    private static func marks(in events: [HTMLEvent]) -> Set<Int> {
        var gone: Set<Int> = []
        var open: [Element] = []
        /// All text so far, without the blanks around its pieces.
        var text: [UInt8] = []
        for (index, event) in events.enumerated() {
            switch event {
            case .open(let name, _, _):
                var element = Element(open: index, name: name, textStart: text.count)
                switch meaning(of: event) {
                case .none, .unwrapped: break
                case .dropped, .mark: element.goes = true
                case .wayBack:
                    element.goes = true
                    element.comments = 1
                    markComment(in: &open, at: text.count)
                }
                open.append(element)
            case .close:
                guard let element = open.popLast() else { continue }
                if let outer = open.indices.last {
                    open[outer].headings += element.headings + (isHeading(element.name) ? 1 : 0)
                    open[outer].comments += element.comments
                }
                guard element.goes || element.isComment && isOne(element, text.count) else { continue }
                if case .mark = meaning(of: events[element.open]), !isMark(text[element.textStart...]) { continue }
                gone.insert(element.open)
            case .text(let bytes): text += bytes[...].trimmed
            }
        }
        return gone
    }

    /// Comment and its paragraph are one when it begins there; so is the box that begins with it.
    private static func markComment(in open: inout [Element], at place: Int) {
        guard
            let block = open.lastIndex(where: { !isInline($0.name) }), open[block].textStart == place,
            open[block].name != "body", open[block].name != "html"
        else { return }
        open[block].isComment = true
        guard open[block].name != "div", block > 0, open[block - 1].name == "div",
            open[block - 1].textStart == place
        else { return }
        open[block - 1].isComment = true
    }

    /// - Parameter end: how much text stands before its end.
    private static func isOne(_ element: Element, _ end: Int) -> Bool {
        element.name != "div"
            || element.comments == 1 && element.headings == 0 && end - element.textStart <= maxComment
    }

    private static func isInline(_ name: String) -> Bool {
        switch AllowList.role(of: name) {
        case .inline, .transparent: true
        default: false
        }
    }

    private static func isHeading(_ name: String) -> Bool {
        name.utf8.count == 2 && name.utf8.first == 0x68 && name.utf8.last.map { (0x31...0x36).contains($0) } == true
    }

    /// `[王1]`, or nothing.
    private static func isMark(_ text: Bytes) -> Bool {
        text.isEmpty || text.first == 0x5B && text.last == 0x5D && text.count <= 60
    }

    private static func meaning(of event: HTMLEvent) -> Meaning {
        guard case .open(let name, let attributes, _) = event else { return .none }
        for attribute in attributes {
            switch attribute.name {
            case "cite" where name == "del" && isPerson(attribute.value): return .dropped
            case "cite" where name == "ins" && isPerson(attribute.value): return .unwrapped
            case "class":
                for word in attribute.value.utf8.prefix(400).split(separator: 0x20).prefix(8)
                where word.count <= 19 && (word.first == 0x4D || word.first == 0x6D) {
                    switch String(decoding: word.lowered, as: UTF8.self) {
                    case "msodel", "msocomtxt", "msocomanchor": return .dropped
                    case "msocomoff": return name == "a" ? .wayBack : .dropped
                    case "msocommentreference": return .mark
                    default: break
                    }
                }
            case "style":
                guard Array(attribute.value.utf8)[...].contains(text: "mso-") else { break }
                let style = attribute.value.utf8.prefix(4096).filter { $0 > 0x20 }[...]
                if style.contains(text: "mso-element:comment") || style.contains(text: "mso-special-character:comment")
                {
                    return .dropped
                }
            case "href" where name == "a":
                if isNumbered(attribute.value, "#_msocom_") { return .dropped }
                if isNumbered(attribute.value, "#_msoanchor_") || isNumbered(attribute.value, "#cmnt_ref") {
                    return .wayBack
                }
                guard isNumbered(attribute.value, "#cmnt") else { break }
                let own = "cmnt_ref" + attribute.value.dropFirst(5)
                if attributes.contains(where: { ($0.name == "id" || $0.name == "name") && $0.value == own }) {
                    return .dropped
                }
            default: break
            }
        }
        return .none
    }

    /// Word names who changed the text as an address of mail.
    private static func isPerson(_ cite: String) -> Bool {
        cite.utf8.prefix(7).lowered.elementsEqual("mailto:".utf8)
    }

    /// `prefix` and digits.
    private static func isNumbered(_ value: String, _ prefix: String) -> Bool {
        guard value.utf8.starts(with: prefix.utf8) else { return false }
        let number = value.utf8.dropFirst(prefix.utf8.count)
        return !number.isEmpty && number.count <= 9 && number.allSatisfy { (0x30...0x39).contains($0) }
    }
}
