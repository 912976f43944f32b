/// Lengths of MPEG audio, layer III (ISO/IEC 11172-3 §2.4.2.3).
enum LayerThree {
    private struct Frame: Hashable {
        var isFirstVersion: Bool
        var rate: Int
        /// Bits in a second.
        var bitRate: Int
        /// Bytes.
        var length: Int
        var isMono: Bool

        /// Samples for each channel.
        var samples: Int { isFirstVersion ? 1152 : 576 }

        /// Bytes of side information behind the header.
        var side: Int { isFirstVersion ? (isMono ? 17 : 32) : (isMono ? 9 : 17) }
    }

    private static let firstRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let laterRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

    /// From the count of frames that encoders write into the first one (Xing, Info, VBRI), else from the bit rate when
    /// the frames at the beginning, in the middle and at the end agree on it.
    static func facts(_ file: MediaBytes) -> MediaFacts? {
        let start = firstFrame(file)
        guard let start, let frame = frame(file, at: start) else { return nil }
        let tag = start + 4 + frame.side
        if file.has("Xing", at: tag) || file.has("Info", at: tag) {
            guard let flags = file.big(tag + 4, 4), flags & 1 == 1, let count = file.big(tag + 8, 4) else { return nil }
            return .sound(count * frame.samples, rate: frame.rate)
        }
        if file.has("VBRI", at: start + 36) {
            return file.big(start + 50, 4).flatMap { .sound($0 * frame.samples, rate: frame.rate) }
        }
        for part in [4, 2] where bitRate(file, near: start + (file.count - start) / part) != frame.bitRate {
            return nil
        }
        let end = file.has("TAG", at: file.count - 128) ? file.count - 128 : file.count
        return .sound((end - start) * 8, rate: frame.bitRate)
    }

    /// Behind an ID3v2 tag; where a frame is followed by another.
    private static func firstFrame(_ file: MediaBytes) -> Int? {
        var place = 0
        if file.has("ID3", at: 0), let size = file.big(6, 4) {
            // Seven bits in each byte (ID3v2.4 §6.2).
            let bytes = [size >> 24, size >> 16, size >> 8, size].map { $0 & 0x7F }
            place = 10 + bytes.reduce(0) { $0 << 7 | $1 }
        }
        return follow(file, from: place, within: 65_536)
    }

    private static func bitRate(_ file: MediaBytes, near place: Int) -> Int? {
        follow(file, from: place, within: 8_192).flatMap { frame(file, at: $0)?.bitRate }
    }

    private static func follow(_ file: MediaBytes, from start: Int, within reach: Int) -> Int? {
        var place = start
        while place < start + reach, place < file.count {
            if file[place] == 0xFF, let one = frame(file, at: place), let next = frame(file, at: place + one.length),
                one.rate == next.rate
            {
                return place
            }
            place += 1
        }
        return nil
    }

    private static func frame(_ file: MediaBytes, at place: Int) -> Frame? {
        guard let head = file.big(place, 4), head >> 21 == 0x7FF, head >> 17 & 3 == 1 else { return nil }
        let version = head >> 19 & 3
        let rates = [44_100, 48_000, 32_000]
        guard version != 1, rates.indices.contains(head >> 10 & 3) else { return nil }
        let isFirst = version == 3
        let table = isFirst ? firstRates : laterRates
        let rate = rates[head >> 10 & 3] / (isFirst ? 1 : version == 2 ? 2 : 4)
        guard table.indices.contains(head >> 12 & 15), table[head >> 12 & 15] > 0 else { return nil }
        let bitRate = table[head >> 12 & 15] * 1000
        return Frame(
            isFirstVersion: isFirst, rate: rate, bitRate: bitRate,
            length: (isFirst ? 144 : 72) * bitRate / rate + (head >> 9 & 1), isMono: head >> 6 & 3 == 3)
    }
}
