/// A date as somebody wrote it: a day, perhaps a time, perhaps a zone. Nothing in it is guessed.
///
/// What is not stated is `nil`, and is filled in when the entry's `published` is decided (DESIGN: identity and
/// time): no time means the start of the day, no offset means the channel's zone.
public struct StatedDate: Hashable, Sendable {
    /// Where a date was found, best first.
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        case frontMatter = "front-matter"
        case text
        case fileName = "file-name"
    }

    public var day: CivilDate
    /// 0…86,399; `nil` when only the day was stated.
    public var secondOfDay: Int?
    /// Seconds east of UTC; `nil` when no zone was stated.
    public var offset: Int?
    public var origin: Origin
    /// 1-based line of the source; `nil` for a file name.
    public var line: Int?
    /// Whether a bulletin waits for it: not for one that may as well be that of an event.
    public var mayHold: Bool
    /// Whether the text calls it the day of publication: then it goes before what stands around the text.
    public var isNamed: Bool
    /// Whether the text forbids to publish before it.
    public var isEmbargo: Bool

    public init(
        day: CivilDate, secondOfDay: Int? = nil, offset: Int? = nil, origin: Origin, line: Int? = nil,
        mayHold: Bool = true, isNamed: Bool = false, isEmbargo: Bool = false
    ) {
        self.day = day
        self.secondOfDay = secondOfDay
        self.offset = offset
        self.origin = origin
        self.line = line
        self.mayHold = mayHold
        self.isNamed = isNamed
        self.isEmbargo = isEmbargo
    }
}
