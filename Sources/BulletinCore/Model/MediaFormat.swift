/// A type of pictures, sound, film or documents that is published beside bulletins: one row of `all`.
///
/// What can carry script in a browser (SVG, HTML) is no row.
public struct MediaFormat: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case image, audio, video, document }

    /// The extension that files of this type are published under, without the dot.
    public let fileExtension: String
    /// IANA media type.
    public let mediaType: String
    public let kind: Kind
    /// Other extensions that people give such files.
    let otherExtensions: [String]
    /// Whether a file that begins with these bytes is one. Asked in the order of `all`; the extension of its name is
    /// for types that share a container.
    private let matches: @Sendable (_ head: Bytes, _ fileExtension: String) -> Bool

    public static let all = [
        MediaFormat("png", "image/png", .image) { head, _ in head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) },
        MediaFormat("jpg", "image/jpeg", .image, ["jpeg", "jpe", "jfif"]) { head, _ in
            head.starts(with: [0xFF, 0xD8, 0xFF])
        },
        MediaFormat("gif", "image/gif", .image) { head, _ in head.hasPrefix("GIF87a") || head.hasPrefix("GIF89a") },
        MediaFormat("webp", "image/webp", .image) { head, _ in isRIFF(head, "WEBP") },
        MediaFormat("avif", "image/avif", .image) { head, _ in ["avif", "avis"].contains(brand(of: head)) },
        MediaFormat("mp3", "audio/mpeg", .audio) { head, name in
            // A tag's version is a small number; without a tag it begins with a frame of layer III.
            (head.hasPrefix("ID3") && head.count > 4 && head[head.startIndex + 3] < 0x10)
                || (name == "mp3" && head.count > 1 && head[head.startIndex] == 0xFF
                    && head[head.startIndex + 1] & 0xE6 == 0xE2)
        },
        MediaFormat("m4a", "audio/mp4", .audio, ["m4b"]) { head, name in
            let brand = brand(of: head)
            return ["M4A ", "M4B "].contains(brand) || (["m4a", "m4b"].contains(name) && films.contains(brand))
        },
        MediaFormat("opus", "audio/ogg", .audio) { head, _ in isOgg(head, "OpusHead") },
        MediaFormat("ogg", "audio/ogg", .audio, ["oga"]) { head, _ in
            isOgg(head, "\u{1}vorbis") || isOgg(head, "\u{7F}FLAC")
        },
        MediaFormat("flac", "audio/flac", .audio) { head, _ in head.hasPrefix("fLaC") },
        MediaFormat("wav", "audio/wav", .audio) { head, _ in isRIFF(head, "WAVE") },
        MediaFormat("mp4", "video/mp4", .video, ["m4v"]) { head, _ in films.contains(brand(of: head)) },
        MediaFormat("webm", "video/webm", .video) { head, _ in
            head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) && head.contains(text: "webm")
        },
        MediaFormat("pdf", "application/pdf", .document) { head, _ in head.hasPrefix("%PDF-") },
    ]

    private init(
        _ fileExtension: String, _ mediaType: String, _ kind: Kind, _ otherExtensions: [String] = [],
        matches: @escaping @Sendable (_ head: Bytes, _ fileExtension: String) -> Bool
    ) {
        self.fileExtension = fileExtension
        self.mediaType = mediaType
        self.kind = kind
        self.otherExtensions = otherExtensions
        self.matches = matches
    }

    /// The type of a file by its content.
    /// - Parameter fileExtension: of its name, ASCII lower case.
    /// - Returns: `nil` for anything that is not published as it is.
    public static func of(_ bytes: [UInt8], fileExtension: String) -> MediaFormat? {
        let head = bytes.prefix(64)
        return all.first { $0.matches(head, fileExtension) }
    }

    /// The type that is published under an extension.
    public static func published(as fileExtension: String) -> MediaFormat? {
        all.first { $0.fileExtension == fileExtension }
    }

    /// Whether people name such files so. What is in them may be something else.
    /// - Parameter fileExtension: ASCII lower case.
    public static func isUsual(_ fileExtension: String) -> Bool { usual(fileExtension) != nil }

    /// What people name so.
    static func usual(_ fileExtension: String) -> MediaFormat? {
        all.first { $0.fileExtension == fileExtension || $0.otherExtensions.contains(fileExtension) }
    }

    /// What people call it: `PNG`, `JPEG`.
    var title: String { fileExtension == "jpg" ? "JPEG" : fileExtension.uppercased() }

    public static func == (one: MediaFormat, other: MediaFormat) -> Bool { one.fileExtension == other.fileExtension }

    public func hash(into hasher: inout Hasher) { hasher.combine(fileExtension) }

    /// Major brands of MPEG-4 files with moving pictures.
    private static let films: Set<String> = [
        "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV", "f4v ",
    ]

    private static func brand(of head: Bytes) -> String {
        head.dropFirst(4).hasPrefix("ftyp") ? head.dropFirst(8).prefix(4).string : ""
    }

    private static func isRIFF(_ head: Bytes, _ form: String) -> Bool {
        head.hasPrefix("RIFF") && head.dropFirst(8).hasPrefix(form)
    }

    /// The first packet follows a page header of 28 bytes (RFC 3533 §6).
    private static func isOgg(_ head: Bytes, _ codec: String) -> Bool {
        head.hasPrefix("OggS") && head.dropFirst(28).hasPrefix(codec)
    }
}
