/// Words that a text may begin with, or end in, told apart by the byte at that edge: most texts have none of them, and
/// one look says so.
struct EdgeWords: Sendable {
    enum Edge: Sendable {
        case start
        case end
    }

    /// By the byte at the edge, those of each in the order of the list.
    private var words: [[[UInt8]]] = Array(repeating: [], count: 256)
    private let edge: Edge
    private let inAnyCase: Bool

    /// - Parameters:
    ///   - words: none is empty.
    ///   - inAnyCase: the words are in small letters, which stand for capitals of ASCII, too.
    init(_ words: [String], at edge: Edge = .start, inAnyCase: Bool = false) {
        self.edge = edge
        self.inAnyCase = inAnyCase
        for word in words {
            let bytes = Array(word.utf8)
            self.words[Int(edge == .start ? bytes[0] : bytes[bytes.count - 1])].append(bytes)
        }
    }

    /// The length of the first word of the list that stands at the edge; `nil` when none does.
    func length(at text: Bytes) -> Int? {
        let bytes = text.span
        guard bytes.count > 0 else { return nil }
        let byte = bytes[edge == .start ? 0 : bytes.count - 1]
        for word in words[Int(inAnyCase ? Text.lowered(byte) : byte)] where word.count <= bytes.count {
            let start = edge == .start ? 0 : bytes.count - word.count
            var length = 0
            while length < word.count,
                (inAnyCase ? Text.lowered(bytes[start + length]) : bytes[start + length]) == word[length]
            { length += 1 }
            if length == word.count { return length }
        }
        return nil
    }

    func isAny(at text: Bytes) -> Bool { length(at: text) != nil }
}
