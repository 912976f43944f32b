/// What a media file's own bytes tell about it.
///
/// Read in Swift, with no library: the bytes are anybody's, and this runs in the service's own process, where no C
/// meets such bytes. A container is a file beside this one.
public struct MediaFacts: Hashable, Sendable {
    /// Of a picture or film, in pixels as it is to be shown; `nil` when unknown. Both or none.
    public var width: Int?
    public var height: Int?
    /// Of sound or film; `nil` when unknown.
    public var milliseconds: Int?

    public init(width: Int? = nil, height: Int? = nil, milliseconds: Int? = nil) {
        self.width = width
        self.height = height
        self.milliseconds = milliseconds
    }

    /// Reads them from a file's bytes; what they do not tell, or tell amiss, is unknown. Bounded and linear.
    public static func of(_ bytes: [UInt8], as format: MediaFormat) -> MediaFacts {
        let file = MediaBytes(bytes)
        let facts: MediaFacts? =
            switch format.fileExtension {
            case "png": PictureFacts.png(file)
            case "jpg": PictureFacts.jpeg(file)
            case "gif": PictureFacts.gif(file)
            case "webp": PictureFacts.webp(file)
            case "mp3": LayerThree.facts(file)
            case "m4a", "mp4": MovieBoxes.facts(file)
            case "opus", "ogg": SoundFacts.ogg(file)
            case "flac": SoundFacts.flac(file)
            case "wav": SoundFacts.wav(file)
            default: nil
            }
        return facts ?? MediaFacts()
    }

    /// - Returns: `nil` for pictures that are none.
    static func picture(_ width: Int, _ height: Int) -> MediaFacts? {
        let sensible = 1...1_000_000
        guard sensible.contains(width), sensible.contains(height) else { return nil }
        return MediaFacts(width: width, height: height)
    }

    /// - Parameters:
    ///   - units: in all, at most 2^53.
    ///   - rate: units in a second.
    /// - Returns: `nil` when nothing is to be heard, or for more than a hundred days.
    static func sound(_ units: Int, rate: Int) -> MediaFacts? {
        guard rate > 0, units > 0, units < 1 << 53, units / rate < 8_640_000 else { return nil }
        return MediaFacts(milliseconds: units / rate * 1000 + units % rate * 1000 / rate)
    }
}

/// A file's bytes, asked for by offset: what lies beyond the end is `nil`.
struct MediaBytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    subscript(_ offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

    /// Unsigned, of 1…6 bytes.
    func big(_ offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Unsigned, of 1…6 bytes.
    func little(_ offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func has(_ text: StaticString, at offset: Int) -> Bool {
        let expected = text.description.utf8
        guard offset >= 0, offset <= bytes.count - expected.count else { return false }
        return bytes[offset..<offset + expected.count].elementsEqual(expected)
    }
}
