/// How alike two headlines are: the share of pairs of neighbouring characters that they have in common.
struct Similarity: Sendable {
    /// Pairs of neighbouring scalars, sorted.
    private let pairs: [UInt64]

    /// - Parameter key: of `Text.key`, so no longer than 120 scalars.
    init(_ key: [UInt8]) {
        let scalars = key[...].scalars()
        pairs = zip(scalars, scalars.dropFirst()).map { UInt64($0) << 32 | UInt64($1) }.sorted()
    }

    /// From 0, nothing in common, to 100, the same (Dice's coefficient). 0 for headlines of one character.
    func percent(_ other: Similarity) -> Int {
        var common = 0
        var one = 0
        var two = 0
        while one < pairs.count, two < other.pairs.count {
            if pairs[one] == other.pairs[two] {
                common += 1
                one += 1
                two += 1
            } else if pairs[one] < other.pairs[two] {
                one += 1
            } else {
                two += 1
            }
        }
        let total = pairs.count + other.pairs.count
        return total == 0 ? 0 : common * 200 / total
    }

    /// Whether `part` stands within `whole`.
    static func contains(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
        guard part.count <= whole.count, let first = part.first else { return false }
        for start in 0...(whole.count - part.count)
        where whole[start] == first && whole[start..<(start + part.count)].elementsEqual(part) {
            return true
        }
        return false
    }
}
