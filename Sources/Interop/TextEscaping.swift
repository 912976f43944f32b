/// How text becomes part of a format that gives some of its bytes a meaning, or forbids them.
///
/// Bytes that stay as they are, which most do, are found by a table and copied a run at a time.
public struct TextEscaping: Sendable {
    /// For each byte: 0 where it stays, `lead` where a noncharacter may begin, else its place in `written` plus one.
    private let kinds: [UInt8]
    private let written: [[UInt8]]
    private static let lead: UInt8 = 255
    private static let replacement = Array("\u{FFFD}".utf8)

    /// - Parameters:
    ///   - written: what stands for ASCII characters.
    ///   - forbidden: ASCII characters that become U+FFFD, as far as nothing stands for them.
    ///   - allowsNoncharacters: if not, U+FFFE and U+FFFF become U+FFFD, too.
    public init(
        _ written: KeyValuePairs<Unicode.Scalar, String>, forbidden: (UInt8) -> Bool, allowsNoncharacters: Bool
    ) {
        var kinds = [UInt8](repeating: 0, count: 256)
        for byte in UInt8(0)..<0x80 where forbidden(byte) { kinds[Int(byte)] = 1 }
        if !allowsNoncharacters { kinds[0xEF] = Self.lead }
        for (number, (character, _)) in written.enumerated() {
            kinds[Int(UInt8(ascii: character))] = UInt8(number + 2)
        }
        self.kinds = kinds
        self.written = [Self.replacement] + written.map { Array($0.value.utf8) }
    }

    /// For XML (1.0 §2.2), and for what is to hold the same characters.
    public init(xml written: KeyValuePairs<Unicode.Scalar, String>) {
        self.init(
            written, forbidden: { !XMLCharacters.allows(Unicode.Scalar($0)) }, allowsNoncharacters: false)
    }

    /// - Returns: the very same text where all of it stays.
    public func escaped(_ text: String) -> String {
        var text = text
        let isPlain = text.withUTF8 { text in
            unsafe kinds.withUnsafeBufferPointer { kinds in Self.change(in: text, from: 0, kinds) == nil }
        }
        guard !isPlain else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    public func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { unsafe append($0, to: &bytes) }
    }

    /// - Parameter text: UTF-8.
    @inlinable public func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        let isAppended: Void? = text.withContiguousStorageIfAvailable { unsafe append($0, to: &bytes) }
        guard isAppended == nil else { return }
        unsafe Array(text).withUnsafeBufferPointer { unsafe append($0, to: &bytes) }
    }

    @usableFromInline func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        unsafe kinds.withUnsafeBufferPointer { kinds in
            var start = 0
            while let place = Self.change(in: text, from: start, kinds) {
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
                let kind = unsafe kinds[Int(text[place])]
                bytes += kind == Self.lead ? Self.replacement : written[Int(kind) - 1]
                start = place + (kind == Self.lead ? Self.replacement.count : 1)
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        }
    }

    /// The first place from `start` on of what does not stay.
    @safe private static func change(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, _ kinds: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var place = start
        while place < text.count {
            let kind = unsafe kinds[Int(text[place])]
            if kind != 0 {
                // `EF BF BE` and `EF BF BF`
                guard kind == lead else { return place }
                if unsafe place + 2 < text.count && text[place + 1] == 0xBF && text[place + 2] >= 0xBE { return place }
            }
            place += 1
        }
        return nil
    }
}

extension Array where Element == UInt8 {
    /// Appends a literal without making a string of it.
    public mutating func append(_ literal: StaticString) {
        unsafe append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
