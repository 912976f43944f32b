/// Reads front matter that is a JSON object (RFC 8259).
enum FrontMatterJSON {
    private static let maxDepth = 20

    /// - Returns: the index behind the object that `text` begins with; `nil` when it does not end.
    static func end(of text: Bytes) -> Int? {
        var depth = 0
        var isString = false
        var place = text.startIndex
        while place < text.endIndex {
            switch text[place] {
            case 0x5C where isString: place += 1
            case 0x22: isString.toggle()
            case 0x7B where !isString, 0x5B where !isString: depth += 1
            case 0x7D where !isString, 0x5D where !isString:
                depth -= 1
                if depth == 0 { return place + 1 }
            default: break
            }
            place += 1
        }
        return nil
    }

    /// - Parameter line: 1-based line of the file on which the object begins.
    static func read(_ content: Bytes, line: Int) throws(FrontMatterFault) -> [FrontMatterEntry] {
        var reader = Reader(text: content, place: content.startIndex, line: line)
        return try reader.object()
    }

    private struct Reader {
        let text: Bytes
        var place: Int
        var line: Int

        var byte: UInt8? { place < text.endIndex ? text[place] : nil }

        func fault(_ reason: String) -> FrontMatterFault {
            FrontMatterFault(line: line, reason: "the front matter is no valid JSON: \(reason)")
        }

        mutating func skipBlanks() {
            while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                if byte == 0x0A { line += 1 }
                place += 1
            }
        }

        mutating func expect(_ wanted: Character) throws(FrontMatterFault) {
            skipBlanks()
            guard byte == wanted.asciiValue else { throw fault("'\(wanted)' is missing") }
            place += 1
        }

        /// The object at the top.
        mutating func object() throws(FrontMatterFault) -> [FrontMatterEntry] {
            var entries: [FrontMatterEntry] = []
            var keys: Set<String> = []
            try expect("{")
            skipBlanks()
            if byte == 0x7D { return [] }
            while true {
                skipBlanks()
                let start = line
                let key = try string()
                guard keys.insert(key).inserted else { throw fault("\(key) is given twice") }
                try expect(":")
                entries.append(FrontMatterEntry(key: key, value: try value(), line: start))
                skipBlanks()
                guard byte == 0x2C else { break }
                place += 1
            }
            try expect("}")
            return entries
        }

        /// Lists and maps are gone through without recursion; only texts at the first level of a list are kept.
        private mutating func value() throws(FrontMatterFault) -> FrontMatterValue {
            var open: [UInt8] = []
            var list: [String] = []
            var name: String?
            var first: FrontMatterValue?
            repeat {
                skipBlanks()
                guard let next = byte else { throw fault("it ends within a value") }
                switch next {
                case 0x5B, 0x7B:
                    guard open.count < FrontMatterJSON.maxDepth else { throw fault("it is nested too deep") }
                    if first == nil { first = next == 0x7B ? .map(name: nil) : .list([]) }
                    open.append(next + 2)
                    place += 1
                    skipBlanks()
                    if byte == next + 2 { break }
                    if next == 0x7B, try key() == "name", open.count <= 2 { name = "" }
                    continue
                default:
                    let text = try scalar()
                    if first == nil { first = text.map { .text($0) } ?? FrontMatterValue.none }
                    if name == "", let text {
                        name = text
                        if open.count == 2 { list.append(text) }
                    } else if open == [0x5D], let text {
                        list.append(text)
                    }
                }
                while let end = open.last {
                    skipBlanks()
                    if byte == 0x2C {
                        place += 1
                        if end == 0x7D, try key() == "name", open.count <= 2 { name = "" }
                        break
                    }
                    guard byte == end else { throw fault("a list or map does not end") }
                    place += 1
                    open.removeLast()
                }
            } while !open.isEmpty
            switch first {
            case .list: return .list(list)
            case .map: return .map(name: name)
            case let value: return value ?? .none
            }
        }

        private mutating func key() throws(FrontMatterFault) -> String {
            skipBlanks()
            let key = try string()
            try expect(":")
            return key
        }

        /// `nil` for `null`.
        private mutating func scalar() throws(FrontMatterFault) -> String? {
            if byte == 0x22 { return try string() }
            let word = text[place...].prefix { ![0x2C, 0x7D, 0x5D, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
            let isNumber =
                word.first.map { $0 == 0x2D || (0x30...0x39).contains($0) } ?? false
                && word.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
            guard isNumber || ["true", "false", "null"].contains(word.string) else {
                throw fault("a value must be a text in \"quotation marks\", a number, true, false or null")
            }
            place = word.endIndex
            return word.elementsEqual("null".utf8) ? nil : word.string
        }

        private mutating func string() throws(FrontMatterFault) -> String {
            guard byte == 0x22 else { throw fault("a \" is missing") }
            place += 1
            var bytes: [UInt8] = []
            while let next = byte, next != 0x22 {
                guard next >= 0x20 else { throw fault("a text does not end on its line") }
                place += 1
                guard next == 0x5C else {
                    bytes.append(next)
                    continue
                }
                guard let escaped = byte else { break }
                place += 1
                switch escaped {
                case 0x22, 0x2F, 0x5C: bytes.append(escaped)
                case 0x62: bytes.append(0x08)
                case 0x66: bytes.append(0x0C)
                case 0x6E: bytes.append(0x0A)
                case 0x72: bytes.append(0x0D)
                case 0x74: bytes.append(0x09)
                case 0x75: bytes += String(try unicode()).utf8
                default: throw fault("\\\(Character(Unicode.Scalar(escaped))) means nothing")
                }
            }
            guard byte == 0x22 else { throw fault("a text does not end") }
            place += 1
            return String(decoding: bytes, as: UTF8.self)
        }

        private mutating func unicode() throws(FrontMatterFault) -> Unicode.Scalar {
            var value = try hexadecimal()
            if (0xD800..<0xDC00).contains(value), byte == 0x5C, place + 1 < text.endIndex, text[place + 1] == 0x75 {
                place += 2
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw fault("\\u names no character") }
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(value) else { throw fault("\\u names no character") }
            return scalar
        }

        private mutating func hexadecimal() throws(FrontMatterFault) -> UInt32 {
            let digits = text[place...].prefix(4)
            guard digits.count == 4, let value = UInt32(digits.string, radix: 16), digits.first != 0x2B else {
                throw fault("\\u needs four digits")
            }
            place += 4
            return value
        }
    }
}
