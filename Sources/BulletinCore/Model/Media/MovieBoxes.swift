/// Length and size of MPEG-4 films and sound (ISO/IEC 14496-12): the boxes `mvhd`, and `tkhd` of the first track that
/// is to be seen.
enum MovieBoxes {
    /// More boxes are not looked at.
    private static let limit = 10_000

    static func facts(_ file: MediaBytes) -> MediaFacts? {
        var left = limit
        guard let movie = box("moov", in: file, 0..<file.count, &left) else { return nil }
        var facts = box("mvhd", in: file, movie, &left).flatMap { length(file, $0.lowerBound) } ?? MediaFacts()
        var rest = movie
        while let track = box("trak", in: file, rest, &left) {
            rest = track.upperBound..<movie.upperBound
            guard let head = box("tkhd", in: file, track, &left), let size = size(file, head.lowerBound) else {
                continue
            }
            (facts.width, facts.height) = (size.width, size.height)
            break
        }
        return facts
    }

    /// The content of the first box of a type.
    private static func box(
        _ type: StaticString, in file: MediaBytes, _ range: Range<Int>, _ left: inout Int
    ) -> Range<Int>? {
        var place = range.lowerBound
        while left > 0, place < range.upperBound, let stated = file.big(place, 4) {
            left -= 1
            var (size, head) = (stated, 8)
            if stated == 1 {
                // More than 2^48 bytes are no file.
                guard file.big(place + 8, 2) == 0, let large = file.big(place + 10, 6) else { return nil }
                (size, head) = (large, 16)
            } else if stated == 0 {
                size = range.upperBound - place
            }
            guard size >= head, size <= range.upperBound - place else { return nil }
            if file.has(type, at: place + 4) { return place + head..<place + size }
            place += size
        }
        return nil
    }

    private static func length(_ file: MediaBytes, _ start: Int) -> MediaFacts? {
        let isLong = file[start] == 1
        guard let scale = file.big(start + (isLong ? 20 : 12), 4) else { return nil }
        let units = isLong ? file.big(start + 26, 6) : file.big(start + 16, 4)
        return units.flatMap { .sound($0, rate: scale) }
    }

    /// Fixed point, 16 bits before the point; behind a matrix.
    private static func size(_ file: MediaBytes, _ start: Int) -> MediaFacts? {
        let place = start + (file[start] == 1 ? 88 : 76)
        guard let width = file.big(place, 4), let height = file.big(place + 4, 4) else { return nil }
        return .picture(width >> 16, height >> 16)
    }
}
