/// A part of a file that a client asks for (RFC 9110 §14).
enum ByteRange: Hashable, Sendable {
    /// Everything: nothing else was asked for, or in a way that is not answered: another unit, several ranges, a
    /// fault. A server may always do so (§14.2).
    case whole
    case part(Range<Int>)
    /// The range begins behind the end.
    case unsatisfiable

    /// - Parameters:
    ///   - fields: all values of `Range`.
    ///   - size: of the file.
    init(_ fields: [String], size: Int) {
        self = .whole
        guard fields.count == 1, fields[0].utf8.count <= 100 else { return }
        let field = fields[0].utf8
        guard let equals = field.firstIndex(of: UInt8(ascii: "=")),
            String(Substring(field[..<equals])).lowercased() == "bytes"
        else { return }
        let range = field[field.index(after: equals)...].drop { Self.isBlank($0) }
        guard let dash = range.firstIndex(of: UInt8(ascii: "-")) else { return }
        let (first, last) = (Self.trimmed(range[..<dash]), Self.trimmed(range[range.index(after: dash)...]))
        if first.isEmpty {
            // The last so many bytes.
            guard let count = Self.number(last) else { return }
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
            return
        }
        guard let start = Self.number(first) else { return }
        var end = size
        if !last.isEmpty {
            guard let stated = Self.number(last), stated >= start else { return }
            end = stated < size ? stated + 1 : size
        }
        self = start < size ? .part(start..<end) : .unsatisfiable
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop { isBlank($0) }
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }

    /// Digits alone; more than fit stand for the largest number.
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(Substring(digits)) ?? .max
    }
}
