/// Which lines of bytes that are no valid UTF-8 as a whole are UTF-8 for sure, and which are not.
///
/// UTF-8 of a few characters is next to never written by chance, so lines of both kinds mean a file that was put
/// together from two charsets, or damaged.
struct UTF8Evidence: Sendable {
    /// 1-based; `nil` when no line is UTF-8 for sure.
    private(set) var firstSureLine: Int?
    /// Bytes beyond ASCII in lines that are UTF-8 for sure, up to a fault in them.
    private(set) var sureBytes = 0
    /// 1-based, of the first byte that is not UTF-8.
    private(set) var firstOtherLine: Int?
    /// Bytes beyond ASCII behind the first fault of each line.
    private(set) var otherBytes = 0
    /// 1-based, of the first line that is valid and would be odd in a charset of single bytes: `Ã©`.
    private(set) var firstLikelyLine: Int?
    /// Whether the only fault is a character that the end of the bytes cut off.
    private(set) var isCutAtEnd = false

    init(_ bytes: [UInt8]) {
        var start = bytes.startIndex
        var line = 1
        var faults = 0
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let (short, long, isLatin, fault) = Self.sequences(bytes[start..<end])
            let isSure = long >= 3 || short >= 12
            if isSure {
                firstSureLine = firstSureLine ?? line
                sureBytes += short * 2 + long * 3
            }
            if let fault {
                firstOtherLine = firstOtherLine ?? line
                faults += 1
                otherBytes += bytes[fault..<end].lazy.filter { $0 >= 0x80 }.count
                isCutAtEnd = faults == 1 && end == bytes.endIndex && Self.isBeginning(bytes[fault...])
            } else if isSure || short + long >= 2 || isLatin {
                firstLikelyLine = firstLikelyLine ?? line
            }
            start = end + 1
            line += 1
        }
    }

    /// Counts characters of two bytes, and of more, up to the first fault. `isLatin`: one is of U+00C0…U+00FF.
    private static func sequences(_ line: Bytes) -> (short: Int, long: Int, isLatin: Bool, fault: Int?) {
        var (short, long) = (0, 0)
        var isLatin = false
        var place = line.startIndex
        while place < line.endIndex {
            let lead = line[place]
            if lead < 0x80 {
                place += 1
                continue
            }
            guard let length = length(line[place...]) else { return (short, long, isLatin, place) }
            if length == 2 { short += 1 } else { long += 1 }
            if lead == 0xC3 { isLatin = true }
            place += length
        }
        return (short, long, isLatin, nil)
    }

    /// Of the character at the start (Unicode table 3-7); `nil` when it is not well-formed.
    private static func length(_ bytes: Bytes) -> Int? {
        guard let lead = bytes.first else { return nil }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(lead), bytes.count >= length else { return nil }
        let second = bytes[bytes.startIndex + 1]
        let isSecond =
            switch lead {
            case 0xE0: (0xA0...0xBF).contains(second)
            case 0xED: (0x80...0x9F).contains(second)
            case 0xF0: (0x90...0xBF).contains(second)
            case 0xF4: (0x80...0x8F).contains(second)
            default: (0x80...0xBF).contains(second)
            }
        guard isSecond, bytes.prefix(length).dropFirst(2).allSatisfy({ (0x80...0xBF).contains($0) }) else {
            return nil
        }
        return length
    }

    /// Whether the bytes are the first of a character, and nothing else.
    private static func isBeginning(_ bytes: Bytes) -> Bool {
        guard let lead = bytes.first, (0xC2...0xF4).contains(lead) else { return false }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        return bytes.count < length && bytes.dropFirst().allSatisfy { (0x80...0xBF).contains($0) }
    }
}
