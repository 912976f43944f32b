/// A file that belongs to a bulletin: embedded in it, or dropped beside it.
public struct Attachment: Hashable, Sendable {
    /// How the bulletin's HTML refers to it: the path behind `local:`, percent-decoded (`image1.png`, `maps/a.png`).
    public var reference: String
    /// For people: a caption or the file's name; empty when there is none.
    public var title: String
    /// By content, `image/png`.
    public var mediaType: String
    public var bytes: [UInt8]

    public init(reference: String, title: String = "", mediaType: String, bytes: [UInt8]) {
        self.reference = reference
        self.title = title
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// Addresses in a bulletin's HTML that only its place on the site completes.
///
/// A relative reference (RFC 3986 §4.2) of the source is kept as `local:` with the reference behind it, in attributes
/// that hold addresses (`href`, `src`) and nowhere else. No other way leads to this scheme: the sanitizer refuses it
/// in a source. Rendering puts the address on the site in its place.
public enum LocalAddress {
    public static let prefix = "local:"
}
