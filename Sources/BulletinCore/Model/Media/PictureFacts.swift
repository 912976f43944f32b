/// Sizes of pictures.
enum PictureFacts {
    /// The header chunk is the first (PNG §11.2.2).
    static func png(_ file: MediaBytes) -> MediaFacts? {
        guard file.has("IHDR", at: 12), let width = file.big(16, 4), let height = file.big(20, 4) else { return nil }
        return .picture(width, height)
    }

    /// The logical screen (GIF89a §18).
    static func gif(_ file: MediaBytes) -> MediaFacts? {
        guard let width = file.little(6, 2), let height = file.little(8, 2) else { return nil }
        return .picture(width, height)
    }

    /// The first frame header (ITU-T T.81 §B.2.2), turned as Exif says.
    static func jpeg(_ file: MediaBytes) -> MediaFacts? {
        var place = 2
        var isTurned = false
        // Each turn of the loop goes on by 2 bytes or more.
        while let mark = file[place], let code = file[place + 1] {
            guard mark == 0xFF else { return nil }
            switch code {
            case 0xFF: place += 1
            case 0x01, 0xD0...0xD8: place += 2
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = file.big(place + 5, 2), let width = file.big(place + 7, 2) else { return nil }
                return isTurned ? .picture(height, width) : .picture(width, height)
            case 0xD9, 0xDA: return nil
            default:
                guard let length = file.big(place + 2, 2), length >= 2 else { return nil }
                if code == 0xE1, file.has("Exif\0\0", at: place + 4) { isTurned = swapsSides(file, place + 10) }
                place += 2 + length
            }
        }
        return nil
    }

    /// Whether an Exif orientation (tag 0x0112 of the first directory) puts the picture on its side.
    private static func swapsSides(_ file: MediaBytes, _ start: Int) -> Bool {
        let isLittle = file.has("II", at: start)
        func number(_ offset: Int, _ count: Int) -> Int? {
            isLittle ? file.little(start + offset, count) : file.big(start + offset, count)
        }
        guard let directory = number(4, 4), directory < file.count, let entries = number(directory, 2) else {
            return false
        }
        for index in 0..<min(entries, 200) {
            let entry = directory + 2 + index * 12
            if number(entry, 2) == 0x0112 { return (5...8).contains(number(entry + 8, 2) ?? 0) }
        }
        return false
    }

    /// The first chunk: lossy, lossless or extended (RFC 9649 §2).
    static func webp(_ file: MediaBytes) -> MediaFacts? {
        if file.has("VP8 ", at: 12) {
            guard let width = file.little(26, 2), let height = file.little(28, 2) else { return nil }
            return .picture(width & 0x3FFF, height & 0x3FFF)
        }
        if file.has("VP8L", at: 12) {
            guard let bits = file.little(21, 4) else { return nil }
            return .picture(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        }
        guard file.has("VP8X", at: 12), let width = file.little(24, 3), let height = file.little(27, 3) else {
            return nil
        }
        return .picture(width + 1, height + 1)
    }
}
