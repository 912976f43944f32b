internal import Interop

/// Whether HTML is of the form that the sanitizer writes: for text that comes from where the sanitizer ran, and may
/// have been changed there.
///
/// The form leaves a browser no choice of how to read it: every `<` begins a tag of a listed element in small letters,
/// every attribute is on the list and stands in double quotation marks, every element is closed in its order. An
/// address is judged again. One pass, in time proportional to the text.
public enum SanitizedForm {
    public static func holds(_ html: String) -> Bool { holds(Array(html.utf8)[...]) }

    /// - Parameter bytes: valid UTF-8.
    public static func holds(_ bytes: ArraySlice<UInt8>) -> Bool {
        var open: [Bytes] = []
        var place = bytes.startIndex
        while let start = bytes[place...].firstIndex(of: 0x3C) {
            var rest = bytes[(start + 1)...]
            let isEnd = rest.first == 0x2F
            if isEnd { rest = rest.dropFirst() }
            let name = rest.prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
            rest = rest[name.endIndex...]
            guard isListed(name) else { return false }
            if isEnd {
                guard rest.first == 0x3E, open.popLast().map({ $0.elementsEqual(name) }) == true else { return false }
                place = rest.startIndex + 1
                continue
            }
            while rest.first == 0x20 {
                guard let after = attribute(rest.dropFirst(), of: name) else { return false }
                rest = after
            }
            if rest.hasPrefix("/>") {
                place = rest.startIndex + 2
            } else {
                guard rest.first == 0x3E, open.count < 1000 else { return false }
                open.append(name)
                place = rest.startIndex + 1
            }
        }
        return open.isEmpty
    }

    /// Whether links may lead there: what readers accept, and local addresses.
    public static func isAddress(_ text: String) -> Bool { AllowList.address(text, .own) != nil }

    /// Whether it is the address of a page: `http` or `https`.
    public static func isPage(_ text: String) -> Bool { WebAddress.page(text) != nil }

    private static func isListed(_ name: Bytes) -> Bool {
        switch AllowList.role(of: name.string) {
        case .inline, .void, .leaf, .container, .part: true
        case .dropped, .flow, .transparent, .media: false
        }
    }

    /// - Returns: what follows `NAME="VALUE"`; `nil` when that is not what stands here, or may not.
    private static func attribute(_ text: Bytes, of element: Bytes) -> Bytes? {
        let name = text.prefix { (0x61...0x7A).contains($0) || $0 == 0x2D }
        guard !name.isEmpty, text[name.endIndex...].hasPrefix("=\"") else { return nil }
        let start = name.endIndex + 2
        guard let end = text[start...].firstIndex(of: 0x22) else { return nil }
        let value = text[start..<end]
        guard !value.contains(0x3C), !value.contains(0x3E) else { return nil }
        return isAllowed(name.string, HTMLText.unescaped(value)?.string, of: element.string) ? text[(end + 1)...] : nil
    }

    private static func isAllowed(_ name: String, _ value: String?, of element: String) -> Bool {
        guard let value else { return false }
        if element == "img", name == "src" { return AllowList.resource(value, .own) != nil }
        return !AllowList.attributes(of: element, [HTMLAttribute(name: name, value: value)], .own).isEmpty
    }
}
