/// Writes values one behind the other, as `WireReader` reads them: numbers as eight bytes, little end first; texts and
/// lists with their count in front; what may be missing with a byte that says whether it is there.
struct WireWriter {
    /// Bytes of the count that stands before every message.
    static let headSize = 8

    private var bytes: [UInt8] = []

    /// - Parameter capacity: bytes that will be needed, about.
    init(capacity: Int = 4096) {
        bytes.reserveCapacity(capacity)
        put(0)
    }

    /// All that was put, with the count of its bytes in front.
    mutating func finish() -> [UInt8] {
        for (place, byte) in Self.bytes(of: bytes.count - Self.headSize).enumerated() { bytes[place] = byte }
        return bytes
    }

    mutating func put(_ number: Int) {
        for byte in Self.bytes(of: number) { bytes.append(byte) }
    }

    private static func bytes(of number: Int) -> some Collection<UInt8> {
        let bits = UInt64(bitPattern: Int64(number))
        return (0..<8).lazy.map { UInt8(truncatingIfNeeded: bits >> UInt64($0 * 8)) }
    }

    mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func put(_ content: [UInt8]) {
        put(content.count)
        bytes += content
    }

    mutating func put(_ text: String) {
        put(text.utf8.count)
        bytes += text.utf8
    }

    mutating func put<Value>(_ value: Value?, _ each: (inout WireWriter, Value) -> Void) {
        put(value != nil)
        if let value { each(&self, value) }
    }

    mutating func put(_ text: String?) { put(text) { $0.put($1) } }

    mutating func put(_ number: Int?) { put(number) { $0.put($1) } }

    mutating func put<Value>(_ values: [Value], _ each: (inout WireWriter, Value) -> Void) {
        put(values.count)
        for value in values { each(&self, value) }
    }
}
