/// Characters below U+10000, found in one step: every character of a text is looked for.
struct ScalarSet: Sendable {
    private var words = [UInt64](repeating: 0, count: 1024)

    init(_ scalars: some Sequence<UInt32>) {
        for scalar in scalars { words[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
    }

    @inline(__always) func contains(_ scalar: UInt32) -> Bool {
        scalar < 0x10000 && words[Int(scalar >> 6)] & 1 << UInt64(scalar & 63) != 0
    }
}

extension ArraySlice where Element == UInt8 {
    /// Whether one of the first scalars is in the set.
    func holds(_ set: ScalarSet, limit: Int) -> Bool {
        var place = startIndex
        var seen = 0
        while place < endIndex, seen < limit {
            let (value, length) = scalar(at: place)
            if set.contains(value) { return true }
            place += length
            seen += 1
        }
        return false
    }
}
