/// What a media file's own bytes tell about it.
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

    /// Reads them from a file's bytes; what they do not tell, or tell amiss, is unknown. Bounded and linear: the bytes
    /// are anybody's.
    public static func of(_ bytes: [UInt8], as format: MediaFormat) -> MediaFacts { MediaFacts() }
}
