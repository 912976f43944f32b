internal import Interop

/// The tags of an HTML fragment, and where its syntax is broken. One pass, in time proportional to the text.
struct HTMLScan: Sendable {
    struct Tag: Sendable {
        /// As written.
        var name: Range<Int>
        /// The place in `HTMLNames.elements`; from their count on that of a name that HTML does not know.
        var element = 0
        var isEnd = false
        var closesItself = false
        /// Places in `attributes`.
        var attributes = 0..<0
    }

    /// References as written; values without quotes. Places in `bytes`.
    struct Attribute: Sendable {
        let name: Range<Int>
        let value: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var tags: [Tag] = []
    private(set) var attributes: [Attribute] = []
    /// What breaks the syntax of HTML, one clause each, in order; at most ten.
    private(set) var faults: [String] = []
    /// The names that HTML does not know, in lower case.
    private var unknown: [String: Int] = [:]

    init(_ html: String) {
        bytes = Array(html.utf8)
        var cursor = Cursor(bytes: bytes)
        while cursor.skip(to: UInt8(ascii: "<")) {
            cursor.position += 1
            guard let next = cursor.byte else { break }
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                if next == UInt8(ascii: "?") { fault("'<?' is no HTML") }
                if !cursor.skipDeclaration() { fault("'<\(Character(UnicodeScalar(next)))' is not closed") }
            } else if next == UInt8(ascii: "/") || IRI.isLetter(next) {
                guard var tag = cursor.tag(&attributes) else {
                    fault("a tag is not closed")
                    break
                }
                tag.element = number(of: tag)
                tags.append(tag)
                if !tag.isEnd, tag.name.count == 5 || tag.name.count == 6 {
                    let name = name(of: tag)
                    if name == "script" || name == "style" { cursor.skipRawText(until: name) }
                }
            }
        }
        matchTags()
    }

    /// In ASCII lower case.
    func name(of tag: Tag) -> String { String(decoding: bytes[tag.name].map(HTMLNames.lower), as: UTF8.self) }

    func traits(of tag: Tag) -> HTMLNames.Traits {
        tag.element < HTMLNames.elements.count ? HTMLNames.elements[tag.element].traits : []
    }

    private mutating func number(of tag: Tag) -> Int {
        if let number = HTMLNames.number(of: bytes[tag.name]) { return number }
        let name = name(of: tag)
        let number = unknown[name] ?? HTMLNames.elements.count + unknown.count
        unknown[name] = number
        return number
    }

    /// End tags need a start tag, and start tags an end tag unless HTML lets them go without.
    private mutating func matchTags() {
        var open: [Tag] = []
        var openCount = [Int](repeating: 0, count: HTMLNames.elements.count + unknown.count)
        for tag in tags {
            let traits = traits(of: tag)
            guard !traits.contains(.void) else { continue }
            if !tag.isEnd {
                if tag.closesItself { continue }
                open.append(tag)
                openCount[tag.element] += 1
            } else if openCount[tag.element] == 0 {
                let name = name(of: tag)
                if name != "p" { fault("'</\(name)>' without '<\(name)>'") }
            } else {
                while let inner = open.popLast() {
                    openCount[inner.element] -= 1
                    if inner.element == tag.element { break }
                    if !self.traits(of: inner).contains(.endTagOptional) {
                        fault("'<\(name(of: inner))>' is not closed before '</\(name(of: tag))>'")
                    }
                }
            }
        }
        for tag in open where !traits(of: tag).contains(.endTagOptional) {
            fault("'<\(name(of: tag))>' is not closed")
        }
        guard !unknown.isEmpty else { return }
        for tag in tags where tag.element >= HTMLNames.elements.count {
            let name = name(of: tag)
            if !name.contains("-") { fault("'\(name)' is no element of HTML") }
        }
    }

    private mutating func fault(_ message: String) {
        if faults.count < 10 { faults.append(message) }
    }

    /// Whether plain text holds what HTML would take for a tag of its own or for a character reference.
    static func looksLikeMarkup(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return false }
        let bytes = Array(text.utf8)
        var cursor = Cursor(bytes: bytes)
        while cursor.skip(to: UInt8(ascii: "&")) {
            cursor.position += 1
            let name = bytes[cursor.position...].prefix(12).prefix { $0 != UInt8(ascii: ";") }
            if name.count < 12, cursor.position + name.count < bytes.count, isReference(name) { return true }
        }
        return containsTag(bytes)
    }

    /// Whether plain text holds the beginning of what HTML would take for a tag or a character reference.
    static func mayBeTakenForMarkup(_ text: String) -> Bool { startsReference(text) || startsTag(text) }

    /// `&` before a letter or `#`.
    static func startsReference(_ text: String) -> Bool {
        holds(UInt8(ascii: "&"), in: text) { IRI.isLetter($0) || $0 == UInt8(ascii: "#") }
    }

    /// `<` before a letter, `/`, `!` or `?`.
    static func startsTag(_ text: String) -> Bool {
        holds(UInt8(ascii: "<"), in: text) { IRI.isLetter($0) || [0x2F, 0x21, 0x3F].contains($0) }
    }

    /// Whether `byte` stands somewhere before one that is as wanted.
    private static func holds(_ byte: UInt8, in text: String, before isWanted: (UInt8) -> Bool) -> Bool {
        let bytes = text.utf8.span
        for place in bytes.indices.dropLast() where bytes[place] == byte && isWanted(bytes[place + 1]) { return true }
        return false
    }

    static func containsTag(_ bytes: [UInt8]) -> Bool {
        var cursor = Cursor(bytes: bytes)
        while cursor.skip(to: UInt8(ascii: "<")) {
            cursor.position += 1
            // The end is looked for once, of what has the name of an element: a search for each `<` would be quadratic.
            guard HTMLNames.number(of: cursor.name) != nil else { continue }
            var attributes: [Attribute] = []
            return cursor.tag(&attributes) != nil
        }
        return false
    }

    private static func isReference(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        guard first == UInt8(ascii: "#") else {
            return HTMLNames.references.contains(String(decoding: name, as: UTF8.self))
        }
        let digits = name.dropFirst()
        if digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X") {
            return digits.count > 1 && digits.dropFirst().allSatisfy(IRI.isHexadecimal)
        }
        return !digits.isEmpty && digits.allSatisfy(IRI.isDigit)
    }
}

extension HTMLScan {
    fileprivate struct Cursor {
        let bytes: [UInt8]
        var position = 0

        var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

        mutating func skip(to byte: UInt8) -> Bool {
            guard let place = ByteSearch.firstIndex(of: byte, in: bytes, from: position) else {
                position = max(position, bytes.count)
                return false
            }
            position = place
            return true
        }

        /// From the `!` or `?`: to behind `-->`, or behind `>`.
        mutating func skipDeclaration() -> Bool {
            let isComment = bytes[position...].starts(with: "!--".utf8)
            if isComment { position += 3 }
            while skip(to: UInt8(ascii: ">")) {
                position += 1
                if !isComment || (bytes[position - 2] == 0x2D && bytes[position - 3] == 0x2D) { return true }
            }
            return false
        }

        /// From behind the `<`: the name of a tag, as far as names of elements go.
        var name: ArraySlice<UInt8> {
            let start = byte == UInt8(ascii: "/") ? position + 1 : position
            return bytes[start...].prefix(HTMLNames.longest + 1).prefix(while: Self.isOfName)
        }

        private static func isOfName(_ byte: UInt8) -> Bool { byte != 0x3E && byte != 0x2F && byte > 0x20 }

        /// From behind the `<`: one tag, to behind its `>`. `nil` when the text ends before.
        mutating func tag(_ attributes: inout [Attribute]) -> Tag? {
            var tag = Tag(name: 0..<0)
            let first = attributes.count
            if byte == UInt8(ascii: "/") {
                tag.isEnd = true
                position += 1
            }
            tag.name = word(Self.isOfName)
            while let next = byte {
                switch next {
                case UInt8(ascii: ">"):
                    position += 1
                    tag.attributes = first..<attributes.count
                    return tag
                case UInt8(ascii: "/"):
                    position += 1
                    tag.closesItself = byte == UInt8(ascii: ">")
                case 0...0x20: position += 1
                default:
                    guard let attribute = attribute() else { return nil }
                    attributes.append(attribute)
                }
            }
            return nil
        }

        private mutating func attribute() -> Attribute? {
            let start = position
            let name = word { $0 != 0x3D && $0 != 0x3E && $0 != 0x2F && $0 > 0x20 }
            skipBlanks()
            guard byte == UInt8(ascii: "=") else {
                if position == start { position += 1 }
                return Attribute(name: name, value: position..<position)
            }
            position += 1
            skipBlanks()
            guard let quote = byte else { return nil }
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                position += 1
                let valueStart = position
                guard skip(to: quote) else { return nil }
                position += 1
                return Attribute(name: name, value: valueStart..<(position - 1))
            }
            return Attribute(name: name, value: word { $0 != 0x3E && $0 > 0x20 })
        }

        /// To the end tag of that name.
        mutating func skipRawText(until name: String) {
            while skip(to: UInt8(ascii: "<")) {
                let end = bytes[position...].prefix(name.utf8.count + 2)
                if String(decoding: end, as: UTF8.self).lowercased() == "</\(name)" { return }
                position += 1
            }
        }

        private mutating func skipBlanks() {
            while let next = byte, next <= 0x20 { position += 1 }
        }

        private mutating func word(_ belongs: (UInt8) -> Bool) -> Range<Int> {
            let start = position
            while let next = byte, belongs(next) { position += 1 }
            return start..<position
        }
    }
}
