internal import Synchronization

/// Names of files that are renamed to their own when they are complete.
enum TemporaryName {
    /// Sixteen hexadecimal digits. Never derived from the name it stands for, which may be as long as a name can be.
    static func random() -> String {
        // Chance says where they begin: to ask the kernel for each takes longer.
        let number = last.withLock { last in
            last &+= 0x9E37_79B9_7F4A_7C15
            return last
        }
        return String(number >> 60 == 0 ? number | 1 << 60 : number, radix: 16)
    }

    private static let last = Mutex(UInt64.random(in: UInt64.min...UInt64.max))

    static func isOne(_ name: some Collection<UInt8>) -> Bool {
        name.count == 16
            && name.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }
}
