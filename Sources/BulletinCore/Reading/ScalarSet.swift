/// Characters below U+10000, found in one step: every character of a text is looked for.
struct ScalarSet: Sendable {
    private var words = [UInt64](repeating: 0, count: 1024)

    init(_ scalars: some Sequence<UInt32>) {
        for scalar in scalars { words[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
    }

    func contains(_ scalar: UInt32) -> Bool {
        scalar < 0x10000 && words[Int(scalar >> 6)] & 1 << UInt64(scalar & 63) != 0
    }
}
