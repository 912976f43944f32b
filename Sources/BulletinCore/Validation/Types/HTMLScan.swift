/// The tags of an HTML fragment, and where its syntax is broken. One pass, in time proportional to the text.
struct HTMLScan: Sendable {
    struct Tag: Sendable {
        /// In ASCII lower case.
        var name: String
        var isEnd = false
        var closesItself = false
        /// Names in ASCII lower case; values without quotes, references as written.
        var attributes: [(name: String, value: String)] = []
    }

    private(set) var tags: [Tag] = []
    /// What breaks the syntax of HTML, one clause each, in order; at most ten.
    private(set) var faults: [String] = []

    init(_ html: String) {
        var cursor = Cursor(bytes: Array(html.utf8))
        while cursor.skip(to: UInt8(ascii: "<")) {
            cursor.position += 1
            guard let next = cursor.byte else { break }
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                if next == UInt8(ascii: "?") { fault("'<?' is no HTML") }
                if !cursor.skipDeclaration() { fault("'<\(Character(UnicodeScalar(next)))' is not closed") }
            } else if next == UInt8(ascii: "/") || IRI.isLetter(next) {
                guard let tag = cursor.tag() else {
                    fault("a tag is not closed")
                    break
                }
                tags.append(tag)
                if !tag.isEnd, tag.name == "script" || tag.name == "style" { cursor.skipRawText(until: tag.name) }
            }
        }
        matchTags()
    }

    /// End tags need a start tag, and start tags an end tag unless HTML lets them go without.
    private mutating func matchTags() {
        var open: [String] = []
        var openCount: [String: Int] = [:]
        for tag in tags where !HTMLNames.void.contains(tag.name) {
            if !tag.isEnd {
                if tag.closesItself { continue }
                open.append(tag.name)
                openCount[tag.name, default: 0] += 1
            } else if openCount[tag.name, default: 0] == 0 {
                if tag.name != "p" { fault("'</\(tag.name)>' without '<\(tag.name)>'") }
            } else {
                while let name = open.popLast() {
                    openCount[name, default: 1] -= 1
                    if name == tag.name { break }
                    if !HTMLNames.endTagOptional.contains(name) {
                        fault("'<\(name)>' is not closed before '</\(tag.name)>'")
                    }
                }
            }
        }
        for name in open where !HTMLNames.endTagOptional.contains(name) { fault("'<\(name)>' is not closed") }
        for tag in tags where !HTMLNames.known.contains(tag.name) && !tag.name.contains("-") {
            fault("'\(tag.name)' is no element of HTML")
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
        zip(text.utf8, text.utf8.dropFirst())
            .contains { $0 == UInt8(ascii: "&") && (IRI.isLetter($1) || $1 == UInt8(ascii: "#")) }
    }

    /// `<` before a letter, `/`, `!` or `?`.
    static func startsTag(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst())
            .contains { $0 == UInt8(ascii: "<") && (IRI.isLetter($1) || [0x2F, 0x21, 0x3F].contains($1)) }
    }

    static func containsTag(_ bytes: [UInt8]) -> Bool {
        var cursor = Cursor(bytes: bytes)
        while cursor.skip(to: UInt8(ascii: "<")) {
            cursor.position += 1
            let start = cursor.position
            guard let next = cursor.byte, next == UInt8(ascii: "/") || IRI.isLetter(next) else { continue }
            guard let tag = cursor.tag() else { return false }
            if HTMLNames.known.contains(tag.name) { return true }
            cursor.position = start
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
            while position < bytes.count {
                if bytes[position] == byte { return true }
                position += 1
            }
            return false
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

        /// From behind the `<`: one tag, to behind its `>`. `nil` when the text ends before.
        mutating func tag() -> Tag? {
            var tag = Tag(name: "")
            if byte == UInt8(ascii: "/") {
                tag.isEnd = true
                position += 1
            }
            tag.name = word { $0 != 0x3E && $0 != 0x2F && $0 > 0x20 }
            while let next = byte {
                switch next {
                case UInt8(ascii: ">"):
                    position += 1
                    return tag
                case UInt8(ascii: "/"):
                    position += 1
                    tag.closesItself = byte == UInt8(ascii: ">")
                case 0...0x20: position += 1
                default:
                    guard let attribute = attribute() else { return nil }
                    tag.attributes.append(attribute)
                }
            }
            return nil
        }

        private mutating func attribute() -> (name: String, value: String)? {
            let start = position
            let name = word { $0 != 0x3D && $0 != 0x3E && $0 != 0x2F && $0 > 0x20 }
            skipBlanks()
            guard byte == UInt8(ascii: "=") else {
                if position == start { position += 1 }
                return (name, "")
            }
            position += 1
            skipBlanks()
            guard let quote = byte else { return nil }
            let valueStart: Int
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                position += 1
                valueStart = position
                guard skip(to: quote) else { return nil }
                position += 1
                return (name, String(decoding: bytes[valueStart..<(position - 1)], as: UTF8.self))
            }
            valueStart = position
            while let next = byte, next != 0x3E, next > 0x20 { position += 1 }
            return (name, String(decoding: bytes[valueStart..<position], as: UTF8.self))
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

        private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
            let start = position
            while let next = byte, belongs(next) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
        }
    }
}
