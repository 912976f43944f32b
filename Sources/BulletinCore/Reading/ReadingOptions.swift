/// What the settings say about how a file is to be read.
public struct ReadingOptions: Hashable, Sendable {
    public var limits: ReadingLimits
    /// The charset that the setting for the file's folder names; it goes before any guess. `nil` when none is set.
    public var charset: String?

    public init(limits: ReadingLimits = ReadingLimits(), charset: String? = nil) {
        self.limits = limits
        self.charset = charset
    }
}
