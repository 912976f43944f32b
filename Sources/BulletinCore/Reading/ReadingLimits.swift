/// How much a bulletin may hold. Each limit is a setting; breaking one is a rejection that names it.
public struct ReadingLimits: Hashable, Sendable {
    /// Of the file, in bytes.
    public var maxFileSize: Int
    /// Stories in one bulletin.
    public var maxSections: Int
    /// Elements within each other in HTML; beyond it libxml2 would lose text without a word.
    public var maxDepth: Int
    /// Of front matter, in bytes.
    public var maxFrontMatterSize: Int

    public init(
        maxFileSize: Int = 10_000_000, maxSections: Int = 2_000, maxDepth: Int = 200, maxFrontMatterSize: Int = 64_000
    ) {
        self.maxFileSize = maxFileSize
        self.maxSections = maxSections
        self.maxDepth = maxDepth
        self.maxFrontMatterSize = maxFrontMatterSize
    }
}
