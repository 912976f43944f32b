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
    /// Parts of a DOCX, ODT or mail.
    public var maxParts: Int
    /// Of all parts that are read, in bytes as they really come out, whatever the archive says of itself.
    public var maxInflatedSize: Int
    /// How many times larger than in the archive a part beyond 1 MB may come out.
    public var maxInflation: Int

    public init(
        maxFileSize: Int = 10_000_000, maxSections: Int = 2_000, maxDepth: Int = 200, maxFrontMatterSize: Int = 64_000,
        maxParts: Int = 2_000, maxInflatedSize: Int = 100_000_000, maxInflation: Int = 200
    ) {
        self.maxFileSize = maxFileSize
        self.maxSections = maxSections
        self.maxDepth = maxDepth
        self.maxFrontMatterSize = maxFrontMatterSize
        self.maxParts = maxParts
        self.maxInflatedSize = maxInflatedSize
        self.maxInflation = maxInflation
    }
}
