/// Bounds on what costs libxml2 the square of its number: it compares each attribute of a tag, and each namespace in
/// scope, with all before it.
enum XMLLimits {
    /// Attributes of one tag, namespace declarations among them; and namespaces that hold at one place.
    static let attributes = 1000
    /// Attributes that a document type declares: each element that has them by default pays for all.
    static let declaredAttributes = 20
    static let message = """
        more than \(attributes) attributes in one tag, or namespaces that hold at one place, or \
        \(declaredAttributes) attributes in the document type
        """

    /// Looks at whatever begins like a start tag, in comments and CDATA too: there is no telling them apart in broken
    /// documents. A value ends at `<` at the latest, which may not stand in it (XML 1.0 §3.1).
    /// - Returns: the 0-based place of the first start tag over the limit; `nil` when there is none.
    static func tagOverLimit(in text: [UInt8]) -> Int? {
        unsafe text.withUnsafeBytes { bytes in tagOverLimit(in: bytes) }
    }

    @safe static func tagOverLimit(in text: UnsafeRawBufferPointer) -> Int? {
        var place = 0
        while let start = ByteSearch.firstIndex(of: UInt8(ascii: "<"), in: text, from: place) {
            place = start + 1
            guard place < text.count else { return nil }
            switch unsafe text[place] {
            case UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"): break
            default:
                let (end, values) = unsafe tag(in: text, from: place)
                if values > attributes { return start }
                place = end
            }
        }
        return nil
    }

    /// - Returns: where the tag ends, and how many quoted values are in it.
    private static func tag(in text: UnsafeRawBufferPointer, from start: Int) -> (end: Int, values: Int) {
        var place = start
        var values = 0
        var quote: UInt8?
        while place < text.count {
            let byte = unsafe text[place]
            if byte == UInt8(ascii: "<") { break }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                values += 1
            }
            place += 1
        }
        return (place, values)
    }
}
