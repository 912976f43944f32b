/// Words that are looked for in a text all at once, in one walk over its bytes.
struct WordList: Sendable {
    /// By their first three bytes.
    private var buckets: [[[UInt8]]] = Array(repeating: [], count: 256)
    /// Whether a word has such a second and third byte, six bits of each: most places of a text are told so.
    private var pairs = [UInt64](repeating: 0, count: 64)

    /// - Parameter words: each of three bytes of UTF-8 at least.
    init(_ words: [String]) {
        for word in words.map({ Array($0.utf8) }) {
            buckets[Self.bucket(word[0], word[1], word[2])].append(word)
            pairs[Int(word[1] & 0x3F)] |= 1 << UInt64(word[2] & 0x3F)
        }
    }

    /// Whether one of the words stands in the text, wherever.
    func isAny(in text: Bytes) -> Bool {
        let bytes = text.span
        let pairs = pairs.span
        var place = 0
        while place + 2 < bytes.count {
            guard pairs[Int(bytes[place + 1] & 0x3F)] & 1 << UInt64(bytes[place + 2] & 0x3F) != 0 else {
                place += 1
                continue
            }
            for word in buckets[Self.bucket(bytes[place], bytes[place + 1], bytes[place + 2])]
            where place + word.count <= bytes.count {
                var length = 0
                while length < word.count, bytes[place + length] == word[length] { length += 1 }
                if length == word.count { return true }
            }
            place += 1
        }
        return false
    }

    private static func bucket(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first &* 31 ^ second &* 7 ^ third)
    }
}
