/// Bytes that are not what was agreed on: whoever sent them is broken, or worse.
struct WireError: Error, Hashable, Sendable {
    /// One clause.
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Reads what `WireWriter` wrote, and trusts none of it: no count reserves memory that its bytes do not fill, no text
/// is anything but UTF-8, nothing traps.
struct WireReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() throws(WireError) -> Int {
        var bits: UInt64 = 0
        for byte in try take(8).reversed() { bits = bits << 8 | UInt64(byte) }
        return Int(Int64(bitPattern: bits))
    }

    mutating func number(in range: ClosedRange<Int>) throws(WireError) -> Int {
        let number = try number()
        guard range.contains(number) else { throw WireError("a number out of its range") }
        return number
    }

    mutating func flag() throws(WireError) -> Bool {
        switch try take(1).first {
        case 0: return false
        case 1: return true
        default: throw WireError("a flag that is neither set nor unset")
        }
    }

    mutating func content() throws(WireError) -> [UInt8] { Array(try take(try count())) }

    /// - Parameter holds: what its bytes must be besides UTF-8, and `reason` why they are refused.
    mutating func text(
        where holds: (ArraySlice<UInt8>) -> Bool = { _ in true }, else reason: String = ""
    ) throws(WireError) -> String {
        let bytes = try take(try count())
        guard let text = String(validating: bytes, as: UTF8.self) else { throw WireError("a text that is not UTF-8") }
        guard holds(bytes) else { throw WireError(reason) }
        return text
    }

    /// A text that its rules forbid to be empty.
    mutating func someText() throws(WireError) -> String {
        let text = try text()
        guard !text.isEmpty else { throw WireError("an empty text where there must be one") }
        return text
    }

    /// A case by its name.
    mutating func named<Case: RawRepresentable<String>>(_ kind: Case.Type = Case.self) throws(WireError) -> Case {
        guard let value = Case(rawValue: try text()) else { throw WireError("an unknown name of a case") }
        return value
    }

    mutating func optional<Value>(
        _ each: (inout WireReader) throws(WireError) -> Value
    ) throws(WireError) -> Value? {
        try flag() ? try each(&self) : nil
    }

    mutating func optionalText() throws(WireError) -> String? {
        try optional { (reader) throws(WireError) in try reader.text() }
    }

    /// - Parameter limit: most values that there may be.
    mutating func list<Value>(
        limit: Int = .max, _ each: (inout WireReader) throws(WireError) -> Value
    ) throws(WireError) -> [Value] {
        let count = try count()
        guard count <= limit else { throw WireError("more than \(limit) values in a list") }
        var values: [Value] = []
        for _ in 0..<count { values.append(try each(&self)) }
        return values
    }

    /// - Throws: when anything is left over.
    func end() throws(WireError) {
        guard position == bytes.count else { throw WireError("more than was agreed on") }
    }

    /// Every value takes a byte at least, so a count can be no larger than what is left.
    private mutating func count() throws(WireError) -> Int { try number(in: 0...max(0, bytes.count - position - 8)) }

    private mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw WireError("less than was agreed on") }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}
