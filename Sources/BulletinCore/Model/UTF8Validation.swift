extension UTF8 {
    /// How many bytes there are when all of them are valid UTF-8.
    /// - Throws: the first fault and its place, counted from the first byte of `bytes`.
    static func validPrefixCount(of bytes: ArraySlice<UInt8>) throws(ValidationError) -> Int {
        _ = try UTF8Span(validating: bytes.span)
        return bytes.count
    }

    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        do throws(ValidationError) {
            return try validPrefixCount(of: bytes) == bytes.count
        } catch {
            return false
        }
    }
}
