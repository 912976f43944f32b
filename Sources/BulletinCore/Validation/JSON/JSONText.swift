/// A JSON value with its place in the text. Objects keep the order of their members, and repeated names.
struct JSONValue: Sendable {
    enum Content: Sendable {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([JSONValue])
        case object([(name: String, value: JSONValue)])
    }

    let content: Content
    /// 0-based, in bytes.
    let offset: Int

    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.name == name }?.value
    }

    var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    var array: [JSONValue]? {
        if case .array(let values) = content { values } else { nil }
    }

    /// For messages.
    var typeName: String {
        switch content {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Reads JSON (RFC 8259), strictly, with places: Foundation's decoders give none, and a person needs them.
struct JSONText {
    struct Fault: Error {
        var message: String
        var offset: Int
    }

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    /// Deeper text is refused, so that hostile text cannot exhaust the stack.
    private static let maximumDepth = 128

    /// Whether the bytes are meant as JSON: the first that is no white space begins an object or an array.
    static func claims(_ bytes: [UInt8]) -> Bool {
        // A byte order mark may not stand before it (RFC 8259 §8.1), and is told as that.
        let first = bytes.dropFirst(bytes.starts(with: byteOrderMark) ? 3 : 0).drop { $0 <= 0x20 }.first
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func parse(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
        if bytes.starts(with: byteOrderMark) {
            throw Fault(message: "a byte order mark stands before the text (RFC 8259 §8.1)", offset: 0)
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8.validPrefixCount(of: bytes[...])
        } catch {
            throw Fault(message: "these bytes are not UTF-8 (RFC 8259 §8.1)", offset: error.byteOffsets.lowerBound)
        }
        var text = JSONText(bytes: bytes)
        let value = try text.value()
        text.skipBlanks()
        guard text.position == bytes.count else { throw text.fault("text behind the end of the value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value() throws(Fault) -> JSONValue {
        skipBlanks()
        let start = position
        guard depth < Self.maximumDepth else { throw fault("nested deeper than \(Self.maximumDepth)") }
        depth += 1
        defer { depth -= 1 }
        let content: JSONValue.Content
        switch byte {
        case UInt8(ascii: "{"): content = .object(try object())
        case UInt8(ascii: "["): content = .array(try array())
        case UInt8(ascii: "\""): content = .string(try string())
        case UInt8(ascii: "t"): content = try word("true", .bool(true))
        case UInt8(ascii: "f"): content = try word("false", .bool(false))
        case UInt8(ascii: "n"): content = try word("null", .null)
        default: content = .number(try number())
        }
        return JSONValue(content: content, offset: start)
    }

    private mutating func object() throws(Fault) -> [(name: String, value: JSONValue)] {
        var members: [(name: String, value: JSONValue)] = []
        position += 1
        skipBlanks()
        if take("}") { return members }
        repeat {
            skipBlanks()
            guard byte == UInt8(ascii: "\"") else { throw fault("a member's name is missing") }
            let name = try string()
            skipBlanks()
            guard take(":") else { throw fault("':' is missing") }
            members.append((name, try value()))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fault("',' or '}' is missing") }
        return members
    }

    private mutating func array() throws(Fault) -> [JSONValue] {
        var values: [JSONValue] = []
        position += 1
        skipBlanks()
        if take("]") { return values }
        repeat {
            values.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw fault("',' or ']' is missing") }
        return values
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        var start = position
        var text: [UInt8] = []
        while position < bytes.count {
            let next = bytes[position]
            if next >= 0x20, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") {
                position += 1
                continue
            }
            guard next >= 0x20 else { throw fault("a control character in a string") }
            let run = bytes[start..<position]
            if next == UInt8(ascii: "\"") {
                position += 1
                if text.isEmpty { return String(decoding: run, as: UTF8.self) }
                text += run
                return String(decoding: text, as: UTF8.self)
            }
            text += run
            try escape(into: &text)
            start = position
        }
        throw fault("a string is not closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        position += 1
        let sign = byte
        position += 1
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign ?? 0)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += String(try scalar()).utf8
        default: throw fault("an escape that JSON does not have")
        }
    }

    /// Behind the `u`: one unit of UTF-16, or two that belong together.
    private mutating func scalar() throws(Fault) -> Unicode.Scalar {
        let unit = try codeUnit()
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let behind = position
        guard take("\\"), take("u") else {
            position = behind
            return "\u{FFFD}"
        }
        let trail = try codeUnit()
        guard UTF16.isTrailSurrogate(trail) else {
            position = behind
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(trail & 0x3FF)) ?? "\u{FFFD}"
    }

    private mutating func codeUnit() throws(Fault) -> UInt16 {
        let digits = bytes[min(position, bytes.count)...].prefix(4)
        guard digits.count == 4, digits.allSatisfy(IRI.isHexadecimal),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("'\\u' without four hexadecimal digits") }
        position += 4
        return unit
    }

    private mutating func number() throws(Fault) -> String {
        let start = position
        _ = take("-")
        if !take("0") { guard digits() > 0 else { throw fault("a value is missing") } }
        if take(".") { guard digits() > 0 else { throw fault("a digit is missing") } }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw fault("a digit is missing") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = position
        while let next = byte, IRI.isDigit(next) { position += 1 }
        return position - start
    }

    private mutating func word(_ word: StaticString, _ content: JSONValue.Content) throws(Fault) -> JSONValue.Content {
        let text = word.description.utf8
        guard bytes[position...].starts(with: text) else { throw fault("a value is missing") }
        position += text.count
        return content
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: sign) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let next = byte, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
    }

    private func fault(_ message: String) -> Fault { Fault(message: message, offset: min(position, bytes.count)) }
}
