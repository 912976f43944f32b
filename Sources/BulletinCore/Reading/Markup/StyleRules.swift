/// Reads a style sheet (CSS Syntax 3) as far as its rules are needed: selectors with declarations, and where they hold.
enum StyleRules {
    /// Where a rule holds.
    enum Scope {
        /// On every screen.
        case onAll
        /// On some, or now and then.
        case onSome
        /// On paper or aloud.
        case elsewhere

        /// - Parameter media: a list of media queries in small letters.
        init(media: Bytes) {
            let words = media.filter { $0 > 0x20 }[...]
            if words.isEmpty || words.elementsEqual("all".utf8) || words.elementsEqual("screen".utf8)
                || words.elementsEqual("onlyscreen".utf8)
            {
                self = .onAll
            } else if words.hasPrefix("print") || words.hasPrefix("onlyprint") || words.hasPrefix("speech") {
                self = words.contains(0x2C) ? .onSome : .elsewhere
            } else {
                self = .onSome
            }
        }

        func within(_ outer: Scope) -> Scope {
            if self == .elsewhere || outer == .elsewhere { return .elsewhere }
            return self == .onSome || outer == .onSome ? .onSome : .onAll
        }
    }

    /// - Parameter take: gets the selectors of a rule and its declarations, of every rule that holds somewhere. Strings
    ///   are empty in them.
    static func read(_ text: [UInt8], _ take: (Bytes, Bytes, Scope) -> Void) {
        let text = plain(text)[...]
        var scopes: [Scope] = [.onAll]
        var start = text.startIndex
        while let mark = next(of: [0x7B, 0x7D, 0x3B], in: text, from: start) {
            let prelude = text[start..<mark].trimmed
            switch text[mark] {
            case 0x3B: start = mark + 1
            case 0x7D:
                if scopes.count > 1 { scopes.removeLast() }
                start = mark + 1
            default:
                if prelude.first == 0x40, let scope = scope(of: prelude) {
                    scopes.append(scope.within(scopes[scopes.count - 1]))
                    start = mark + 1
                    continue
                }
                let (end, isFlat) = blockEnd(in: text, from: mark + 1)
                let scope = scopes[scopes.count - 1]
                if isFlat, scope != .elsewhere, prelude.first != 0x40 { take(prelude, text[(mark + 1)..<end], scope) }
                start = min(end + 1, text.endIndex)
            }
        }
    }

    /// Of a block at-rule with rules in it; `nil` for those with declarations or with frames of an animation.
    private static func scope(of prelude: Bytes) -> Scope? {
        let words = prelude.prefix(1000).lowered[...]
        let name = words.dropFirst().prefix { $0 == 0x2D || Text.isASCIILetter(UInt32($0)) }
        return switch name.string {
        case "media": Scope(media: words[name.endIndex...])
        case "layer", "supports": .onAll
        case "container", "scope", "document", "-moz-document", "starting-style": .onSome
        default: nil
        }
    }

    /// - Returns: where the block ends, and whether it holds no other.
    private static func blockEnd(in text: Bytes, from start: Int) -> (end: Int, isFlat: Bool) {
        var depth = 0
        var isFlat = true
        var place = start
        while let mark = next(of: [0x7B, 0x7D], in: text, from: place) {
            if text[mark] == 0x7B {
                depth += 1
                isFlat = false
            } else if depth == 0 {
                return (mark, isFlat)
            } else {
                depth -= 1
            }
            place = mark + 1
        }
        return (text.endIndex, isFlat)
    }

    /// The first of `marks` that is not escaped.
    private static func next(of marks: [UInt8], in text: Bytes, from start: Int) -> Int? {
        var place = start
        while place < text.endIndex {
            if text[place] == 0x5C {
                place += 2
            } else if marks.contains(text[place]) {
                return place
            } else {
                place += 1
            }
        }
        return nil
    }

    /// Without comments, the marks `<!--` and `-->`, and what stands in strings.
    private static func plain(_ text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var place = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while place < text.count {
            let byte = text[place]
            switch byte {
            case 0x2F where place + 1 < text.count && text[place + 1] == 0x2A:
                place += 2
                while place < text.count, text[place] != 0x2A || place + 1 == text.count || text[place + 1] != 0x2F {
                    place += 1
                }
                place += 2
                plain.append(0x20)
            case 0x22, 0x27:
                plain += [byte, byte]
                place += 1
                while place < text.count, text[place] != byte, text[place] != 0x0A {
                    place += text[place] == 0x5C ? 2 : 1
                }
                place += 1
            case 0x3C where text[place...].hasPrefix("<!--"): place += 4
            case 0x2D where text[place...].hasPrefix("-->"): place += 3
            case 0x5C:
                plain += text[place..<min(place + 2, text.count)]
                place += 2
            default:
                plain.append(byte)
                place += 1
            }
        }
        return plain
    }
}

/// The last part of a selector: what an element itself must be.
struct Compound: Hashable, Sendable {
    private(set) var name = ""
    private(set) var id = ""
    private(set) var classes: [String] = []
    /// Of the whole selector (Selectors 4 §17), ids, classes and names in one number.
    private(set) var specificity = 0
    /// Whether nothing else is asked, and it asks for an id or a class.
    private(set) var canHide = false

    /// - Returns: `nil` where it says nothing of an element that nobody points at, or cannot be read.
    init?(last selector: Bytes) {
        var isWhole = true
        var place = selector.trimmed.startIndex
        let end = selector.trimmed.endIndex
        while place < end {
            switch selector[place] {
            case 0x23, 0x2E:
                let isID = selector[place] == 0x23
                guard let word = Self.word(in: selector[..<end], from: &place, behind: 1) else { return nil }
                specificity += isID ? 10_000 : 100
                if isID { id = word } else { classes.append(word) }
            case 0x2A: place += 1
            case 0x5B:
                guard let close = selector[place..<end].firstIndex(of: 0x5D) else { return nil }
                place = close + 1
                specificity += 100
                isWhole = false
            case 0x3A:
                let isElement = place + 1 < end && selector[place + 1] == 0x3A
                guard !isElement, let word = Self.word(in: selector[..<end], from: &place, behind: 1) else {
                    return nil
                }
                if ["hover", "focus", "active", "focus-within", "focus-visible", "before", "after"].contains(word) {
                    return nil
                }
                if place < end, selector[place] == 0x28 {
                    guard let close = selector[place..<end].firstIndex(of: 0x29) else { return nil }
                    place = close + 1
                    // What it holds counts, whatever it is.
                    specificity += 10_000
                }
                specificity += 100
                isWhole = false
            case 0x20, 0x09...0x0D, 0x3E, 0x2B, 0x7E, 0x7C:
                (name, id, classes, isWhole) = ("", "", [], false)
                place += 1
            default:
                guard let word = Self.word(in: selector[..<end], from: &place, behind: 0) else { return nil }
                specificity += 1
                name = word.lowercased()
            }
            guard classes.count <= 16 else { return nil }
        }
        classes.sort()
        canHide = isWhole && (!id.isEmpty || !classes.isEmpty)
    }

    /// What it is looked up by.
    var key: String { !id.isEmpty ? "#" + id : classes.first.map { "." + $0 } ?? (name.isEmpty ? "*" : name) }

    func fits(_ name: String, id: String, _ classes: [String]) -> Bool {
        (self.name.isEmpty || self.name == name) && (self.id.isEmpty || self.id == id)
            && self.classes.allSatisfy(classes.contains)
    }

    /// An identifier, its escapes undone (CSS Syntax 3 §4.3.7).
    /// - Returns: `nil` when there is none.
    private static func word(in text: Bytes, from place: inout Int, behind mark: Int) -> String? {
        place += mark
        var word: [UInt8] = []
        while place < text.endIndex {
            let byte = text[place]
            switch byte {
            case 0x5C:
                let digits = text[(place + 1)...].prefix(6).prefix(while: IRI.isHexadecimal)
                if digits.isEmpty {
                    guard place + 1 < text.endIndex else { return nil }
                    word.append(text[place + 1])
                    place += 2
                } else {
                    guard let scalar = UInt32(digits.string, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
                    word += String(scalar).utf8
                    place = digits.endIndex
                    if place < text.endIndex, text[place] <= 0x20 { place += 1 }
                }
            case 0x2D, 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...:
                word.append(byte)
                place += 1
            default: return word.isEmpty ? nil : word[...].string
            }
            guard word.count <= 200 else { return nil }
        }
        return word.isEmpty ? nil : word[...].string
    }
}
