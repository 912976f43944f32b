internal import Interop

/// Text that a page hides. What it hides for good is left out; what it hides until a script runs is its very text:
/// WeChat's articles do so, and pages that fade in.
struct HiddenText {
    private struct Element {
        /// Index of the event that opens it.
        var open: Int
        /// Characters in it outside of links and of what is never read.
        var text = 0
        var share = Share.nearlyAll
    }

    /// How much of the page's text an element must hold to be its text.
    private enum Share {
        case any, half, nearlyAll, none

        func isReached(by count: Int, of all: Int) -> Bool {
            switch self {
            case .any: count > 0
            case .half: count * 2 >= all
            case .nearlyAll: count * 10 >= all * 9
            case .none: false
            }
        }
    }

    private(set) var events: [HTMLEvent]
    /// `nil` when little is hidden.
    private(set) var finding: Finding?

    /// - Parameter isMail: a mail hides what it hides: no script runs in it.
    init(_ events: [HTMLEvent], isMail: Bool) {
        self.events = events
        var shown = 0
        // A page may hide its text in several wrappings.
        for _ in 0..<8 {
            let (elements, all) = Self.hidden(in: self.events)
            let text = elements.lazy.filter { $0.share.isReached(by: $0.text, of: all) }.max { $0.text < $1.text }
            guard let text, text.text > 0, !isMail else {
                let left = elements.lazy.map(\.text).reduce(0, +)
                // A mail has a variant of itself for phones.
                if left * 3 > all * (isMail ? 2 : 1) {
                    finding = Finding(
                        .warning, "HiddenText",
                        "the page hides much of its text, which was left out: \(left) characters",
                        advice: "save the page as it is shown, or take the hiding style away")
                } else if shown > 0 {
                    finding = Finding(
                        .info, "HiddenText",
                        "the page hides its text until a script runs: \(shown) characters were read")
                }
                return
            }
            shown = max(shown, text.text)
            reveal(text.open)
        }
    }

    private mutating func reveal(_ index: Int) {
        guard case .open(let name, let attributes, let line) = events[index] else { return }
        events[index] = .open(
            name: name, attributes: attributes.filter { $0.name != "style" && $0.name != "hidden" }, line: line)
    }

    /// Whether an element is not shown.
    static func hides(_ style: InlineStyle?, _ attributes: [HTMLAttribute]) -> Bool {
        style?.isHidden == true || attributes.contains { $0.name == "hidden" && $0.value != "until-found" }
    }

    /// The outermost elements that are hidden, and how much text there is in the page.
    private static func hidden(in events: [HTMLEvent]) -> (elements: [Element], all: Int) {
        var elements: [Element] = []
        var all = 0
        var depth = 0
        /// Depths at which what is hidden, and what is not counted, began.
        var hidden: Int?
        var uncounted: Int?
        for (index, event) in events.enumerated() {
            switch event {
            case .open(let name, let attributes, _):
                depth += 1
                if uncounted == nil, name == "a" || isDropped(name) { uncounted = depth }
                guard hidden == nil, uncounted == nil else { continue }
                let style = InlineStyle(attributes)
                if hides(style, attributes) {
                    hidden = depth
                    elements.append(Element(open: index, share: share(of: name, attributes, style)))
                }
            case .close:
                if hidden == depth { hidden = nil }
                if uncounted == depth { uncounted = nil }
                depth -= 1
            case .text(let bytes):
                guard uncounted == nil else { continue }
                let count = bytes.lazy.filter { $0 > 0x20 && $0 & 0xC0 != 0x80 }.count
                all += count
                if hidden != nil { elements[elements.count - 1].text += count }
            }
        }
        return (elements, all)
    }

    private static func isDropped(_ name: String) -> Bool {
        if case .dropped = AllowList.role(of: name) { true } else { false }
    }

    private static func share(of name: String, _ attributes: [HTMLAttribute], _ style: InlineStyle?) -> Share {
        if style?.isHiddenByWord == true { return .none }
        if attributes.contains(where: { $0.name == "id" && $0.value == "js_content" }) { return .any }
        return name == "main" || name == "article" || PageFrame.isContent(name, attributes) ? .half : .nearlyAll
    }
}
