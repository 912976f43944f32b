/// When the stories of a bulletin were published: one second apart, the first story newest, so that every reader
/// keeps their order.
///
/// A stated time is taken as it is. Where only the day is stated, or nothing, there is room: the stories then stand
/// apart from those of other bulletins, so that readers, who sort by time, do not mingle two of them.
public struct PublicationDates: Hashable, Sendable {
    /// Of the first story.
    public let first: Timestamp
    /// Whether the stories wait for a time to come that somebody stated.
    public let areHeld: Bool
    /// The time that somebody stated, or the beginning of the day; `nil` where nothing is stated.
    public let stated: Timestamp?
    /// Whether an hour is stated, too.
    private let isOfHour: Bool

    /// Seconds that stories without a date may lie ahead of the clock to stand apart, and within which those that are
    /// added to them come with them.
    private static let leeway = 60
    /// Seconds into a day to come that stories of that day may wait to stand apart.
    private static let delay = 600
    /// Seconds before a stated hour in which its stories are dated, one before the other.
    private static let reach = 900

    /// - Parameters:
    ///   - moment: of a bulletin that states no date: that of its acceptance.
    ///   - now: not before `moment`.
    ///   - newest: the latest `published` of other bulletins' stories between two instants, both included; `nil` when
    ///     there is none.
    public init(
        of bulletin: Bulletin, zone: Zone, undatedAt moment: Timestamp, now: Timestamp,
        newest: (ClosedRange<Timestamp>) throws -> Timestamp?
    ) rethrows {
        let count = max(1, bulletin.sections.count)
        let date = Self.date(of: bulletin, zone, at: moment)
        guard let date, let start = Self.start(of: date, zone, notAfter: moment) else {
            let end = now.advanced(by: Self.leeway)
            let above = try newest(moment.advanced(by: 1 - count)...end)?.advanced(by: count) ?? moment
            first = above <= end ? max(moment, above) : moment
            areHeld = false
            stated = nil
            isOfHour = false
            return
        }
        stated = start
        isOfHour = date.secondOfDay != nil
        guard date.secondOfDay == nil else {
            first = start
            areHeld = start > now
            return
        }
        areHeld = start > now
        let end = areHeld ? start.advanced(by: Self.delay) : min(start.advanced(by: 86_399), now)
        // So far into the day that the last story does not fall into the day before.
        let last = start.advanced(by: count - 1)
        guard start < end, let above = try newest(start...end)?.advanced(by: count), above <= end else {
            first = areHeld ? last : min(last, max(start, now))
            return
        }
        first = max(last, above)
    }

    /// The stated one, or a later one that lies after `moment`, before which it must not be out.
    private static func date(of bulletin: Bulletin, _ zone: Zone, at moment: Timestamp) -> StatedDate? {
        guard let bound = bulletin.notBefore, let end = start(of: bound, zone, notAfter: moment), end > moment else {
            return bulletin.date
        }
        guard let date = bulletin.date, let own = start(of: date, zone, notAfter: moment) else { return bound }
        return own < end ? bound : date
    }

    /// - Returns: `nil` for a date that lies after `moment` and is none to wait for.
    private static func start(of date: StatedDate, _ zone: Zone, notAfter moment: Timestamp) -> Timestamp? {
        let second = date.secondOfDay ?? 0
        let start =
            if let offset = date.offset {
                Timestamp(date.day, secondOfDay: second, offset: offset)
            } else {
                zone.timestamp(date.day, secondOfDay: second)
            }
        return start > moment && !date.mayHold ? nil : start
    }

    /// When a story that is new was published: never after the story before it, which may be known by an earlier version
    /// with fewer stories, and keeps its date.
    /// - Parameters:
    ///   - position: in the bulletin, from 0.
    ///   - previous: of the story before it; `nil` for the first.
    public func published(_ position: Int, after previous: Timestamp? = nil) -> Timestamp {
        let own = first.advanced(by: -position)
        // What waits comes out when its own date says so.
        guard !areHeld, let previous, previous <= own else { return own }
        // What was dated otherwise, by another version, says nothing of this one.
        let start = stated.map { isOfHour ? $0.advanced(by: -Self.reach) : $0 } ?? first.advanced(by: -Self.leeway)
        guard previous >= start else { return own }
        // Elsewhere, the second before may be that of another bulletin.
        return isOfHour ? previous.advanced(by: -1) : previous
    }
}
