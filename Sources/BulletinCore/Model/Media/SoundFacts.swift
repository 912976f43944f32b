/// Lengths of sound in plain containers.
enum SoundFacts {
    /// Bytes of sound over bytes in a second, from the chunks `fmt ` and `data`.
    static func wav(_ file: MediaBytes) -> MediaFacts? {
        var place = 12
        var rate: Int?
        // Each chunk is 8 bytes or longer.
        while let size = file.little(place + 4, 4) {
            if file.has("fmt ", at: place) {
                rate = file.little(place + 16, 4)
            } else if file.has("data", at: place) {
                return .sound(min(size, file.count - place - 8), rate: rate ?? 0)
            }
            place += 8 + size + size & 1
        }
        return nil
    }

    /// The first metadata block (RFC 9639 §8.2): 20 bits of rate, 36 bits of samples.
    static func flac(_ file: MediaBytes) -> MediaFacts? {
        guard let first = file[4], first & 0x7F == 0, let rate = file.big(18, 3), let samples = file.big(21, 5) else {
            return nil
        }
        return .sound(samples & 0xF_FFFF_FFFF, rate: rate >> 4)
    }

    /// The position of the last page (RFC 3533 §6), in samples of 48 kHz for Opus (RFC 7845 §4) less what is skipped
    /// at the beginning, in those of its own rate for Vorbis.
    static func ogg(_ file: MediaBytes) -> MediaFacts? {
        let (rate, skipped): (Int?, Int) =
            file.has("OpusHead", at: 28)
            ? (48_000, file.little(38, 2) ?? 0)
            : file.has("\u{1}vorbis", at: 28) ? (file.little(40, 4), 0) : (nil, 0)
        guard let rate else { return nil }
        // A page is shorter than 66,000 bytes.
        var place = file.count - 27
        let end = max(0, file.count - 140_000)
        while place >= end {
            if file.has("OggS", at: place), let position = file.little(place + 6, 6), file.little(place + 12, 2) == 0 {
                return .sound(position - skipped, rate: rate)
            }
            place -= 1
        }
        return nil
    }
}
