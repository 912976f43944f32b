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
    var message: [UInt8] {
        var head = WireWriter()
        head.put(bytes.count - Self.headSize)
        var message = bytes
        message.replaceSubrange(..<Self.headSize, with: head.bytes.suffix(Self.headSize))
        return message
    }

    mutating func put(_ number: Int) {
        let bits = UInt64(bitPattern: Int64(number))
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
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
