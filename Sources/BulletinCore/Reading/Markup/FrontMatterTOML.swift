/// Reads front matter in TOML 1.0: texts, numbers, truth values, dates and lists of the top table.
///
/// What stands in other tables belongs to other tools; it must be TOML all the same, so that no text is swallowed.
/// Zola's `[taxonomies]` is taken for the top.
enum FrontMatterTOML {
    private static let maxDepth = 20

    /// - Parameter line: 1-based line of the file on which the content begins.
    static func read(_ content: Bytes, line: Int) throws(FrontMatterFault) -> [FrontMatterEntry] {
        var reader = Reader(text: content, place: content.startIndex, line: line)
        return try reader.table()
    }

    private struct Reader {
        let text: Bytes
        var place: Int
        var line: Int

        var byte: UInt8? { place < text.endIndex ? text[place] : nil }

        func fault(_ reason: String) -> FrontMatterFault {
            FrontMatterFault(line: line, reason: "the front matter is no valid TOML: \(reason)")
        }

        func starts(_ mark: String) -> Bool { text[place...].hasPrefix(mark) }

        mutating func skipBlanks() {
            while let byte, byte == 0x20 || byte == 0x09 { place += 1 }
        }

        /// Blanks, comments and line ends.
        mutating func skipLines() {
            while let byte {
                switch byte {
                case 0x0A: line += 1
                case 0x20, 0x09, 0x0D: break
                case 0x23:
                    place = text[place...].firstIndex(of: 0x0A) ?? text.endIndex
                    continue
                default: return
                }
                place += 1
            }
        }

        mutating func table() throws(FrontMatterFault) -> [FrontMatterEntry] {
            var entries: [FrontMatterEntry] = []
            var name = ""
            var tables = 0
            var keys: Set<String> = []
            while true {
                skipLines()
                guard let first = byte else { return entries }
                let start = line
                if first == 0x5B {
                    let row = text[place...].prefix { $0 != 0x0A && $0 != 0x23 }.trimmed
                    guard row.last == 0x5D, row.count > 2 else { throw fault("a table's name ends in ]") }
                    name = row.dropFirst().dropLast().trimmed.string
                    tables += 1
                    place = row.endIndex
                } else {
                    let key = try dottedKey()
                    guard keys.insert("\(tables).\(key)").inserted else { throw fault("\(key) is given twice") }
                    guard byte == 0x3D else { throw fault("a line must be 'key = value'") }
                    place += 1
                    let value = try value()
                    if tables == 0 || name == "taxonomies" {
                        entries.append(FrontMatterEntry(key: key, value: value, line: start))
                    }
                }
                skipBlanks()
                guard byte == nil || byte == 0x0A || byte == 0x23 || byte == 0x0D else {
                    throw fault("something stands behind the value")
                }
            }
        }

        private mutating func dottedKey() throws(FrontMatterFault) -> String {
            var key = ""
            while true {
                skipBlanks()
                if byte == 0x22 || byte == 0x27 {
                    key += try string()
                } else {
                    let part = text[place...].prefix {
                        Text.isASCIILetter(UInt32($0)) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
                    }
                    guard !part.isEmpty else { throw fault("a line must be 'key = value'") }
                    key += part.string
                    place = part.endIndex
                }
                skipBlanks()
                guard byte == 0x2E else { return key }
                key += "."
                place += 1
            }
        }

        /// Lists and inline tables are gone through without recursion; only texts at the first level of a list are kept.
        private mutating func value() throws(FrontMatterFault) -> FrontMatterValue {
            skipBlanks()
            guard byte == 0x5B || byte == 0x7B else { return .text(try scalar()) }
            let isList = byte == 0x5B
            var open: [UInt8] = []
            var list: [String] = []
            var needsValue = true
            repeat {
                skipLines()
                guard let next = byte else { throw fault("a list does not end") }
                if next == 0x5B || next == 0x7B {
                    guard needsValue else { throw fault("a comma is missing") }
                    guard open.count < FrontMatterTOML.maxDepth else { throw fault("it is nested too deep") }
                    open.append(next + 2)
                    place += 1
                    skipLines()
                    if byte != next + 2 {
                        if next == 0x7B { try inlineKey() }
                        continue
                    }
                    needsValue = false
                } else if next == open.last {
                    place += 1
                    open.removeLast()
                    needsValue = false
                } else if next == 0x2C {
                    guard !needsValue else { throw fault("a value is missing before a comma") }
                    place += 1
                    needsValue = true
                    skipLines()
                    if open.last == 0x7D { try inlineKey() }
                } else {
                    guard needsValue else { throw fault("a comma is missing") }
                    let text = try scalar()
                    if open == [0x5D] { list.append(text) }
                    needsValue = false
                }
                if !needsValue, let end = open.last {
                    skipLines()
                    if byte == end {
                        place += 1
                        open.removeLast()
                    }
                }
            } while !open.isEmpty
            return isList ? .list(list) : .map(name: nil)
        }

        private mutating func inlineKey() throws(FrontMatterFault) {
            _ = try dottedKey()
            guard byte == 0x3D else { throw fault("a line must be 'key = value'") }
            place += 1
        }

        private mutating func scalar() throws(FrontMatterFault) -> String {
            if byte == 0x22 || byte == 0x27 { return try string() }
            var word = text[place...].prefix { ![0x2C, 0x5D, 0x7D, 0x20, 0x09, 0x0A, 0x0D, 0x23].contains($0) }
            // `2031-05-30 07:00:00`: a date and a time may be parted by a blank.
            if word.count == 10, word.dropFirst(4).first == 0x2D, word.endIndex < text.endIndex,
                text[word.endIndex] == 0x20,
                text[word.endIndex...].dropFirst().first.map({ (0x30...0x39).contains($0) })
                    ?? false
            {
                word =
                    text[
                        place..<text[(word.endIndex + 1)...].prefix {
                            (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x3A, 0x5A, 0x7A].contains($0)
                        }.endIndex]
            }
            let isNumber =
                word.first.map { (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D } ?? false
                && word.allSatisfy {
                    (0x30...0x39).contains($0) || Text.isASCIILetter(UInt32($0))
                        || [0x20, 0x2B, 0x2D, 0x2E, 0x3A, 0x5F].contains($0)
                }
            guard isNumber || ["true", "false", "inf", "nan"].contains(word.string) else {
                throw fault("a value must be a text in \"quotation marks\", a number, a date, a list, true or false")
            }
            place = word.endIndex
            return word.string
        }

        /// In single or double quotation marks, one of them or three.
        private mutating func string() throws(FrontMatterFault) -> String {
            let quote: Character = byte == 0x22 ? "\"" : "'"
            let isLong = starts(String(repeating: quote, count: 3))
            let mark = String(repeating: quote, count: isLong ? 3 : 1)
            place += mark.utf8.count
            if isLong, byte == 0x0A {
                place += 1
                line += 1
            }
            var bytes: [UInt8] = []
            while let next = byte, !starts(mark) {
                if next == 0x0A {
                    guard isLong else { throw fault("a text does not end on its line") }
                    line += 1
                }
                place += 1
                if next == 0x5C, quote == "\"" { try escape(into: &bytes, isLong: isLong) } else { bytes.append(next) }
            }
            guard starts(mark) else { throw fault("a text does not end") }
            place += mark.utf8.count
            // Up to two more marks belong to the text.
            var more = 0
            while isLong, more < 2, byte == quote.asciiValue {
                bytes.append(quote.asciiValue ?? 0x22)
                place += 1
                more += 1
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        private mutating func escape(into bytes: inout [UInt8], isLong: Bool) throws(FrontMatterFault) {
            guard let escaped = byte else { throw fault("a text does not end") }
            place += 1
            switch escaped {
            case 0x22, 0x5C: bytes.append(escaped)
            case 0x62: bytes.append(0x08)
            case 0x65: bytes.append(0x1B)
            case 0x66: bytes.append(0x0C)
            case 0x6E: bytes.append(0x0A)
            case 0x72: bytes.append(0x0D)
            case 0x74: bytes.append(0x09)
            case 0x75, 0x55:
                let digits = text[place...].prefix(escaped == 0x75 ? 4 : 8)
                guard digits.count == (escaped == 0x75 ? 4 : 8), digits.first != 0x2B,
                    let scalar = UInt32(digits.string, radix: 16).flatMap(Unicode.Scalar.init)
                else { throw fault("\\u names no character") }
                place = digits.endIndex
                bytes += String(scalar).utf8
            case 0x0A where isLong, 0x20 where isLong:
                if escaped == 0x0A { line += 1 }
                while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A {
                    if byte == 0x0A { line += 1 }
                    place += 1
                }
            default: throw fault("\\\(Character(Unicode.Scalar(escaped))) means nothing")
            }
        }
    }
}
