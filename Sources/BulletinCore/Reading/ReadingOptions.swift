internal import Interop

/// What the settings say about how a file is to be read.
public struct ReadingOptions: Hashable, Sendable {
    public var limits: ReadingLimits
    /// The charset that the settings name; it goes before any guess. `nil` when none is set; one that is not known
    /// counts as none.
    public var charset: String?

    public init(limits: ReadingLimits = ReadingLimits(), charset: String? = nil) {
        self.limits = limits
        self.charset = charset
    }

    /// Whether `label` is a name of a charset that is read: `GB18030`, `gbk`, `latin1`.
    public static func isCharset(_ label: String) -> Bool { Charset(label: label) != nil }
}
