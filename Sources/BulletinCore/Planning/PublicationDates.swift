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

    /// Seconds that stories without a date may lie ahead of the clock to stand apart.
    private static let leeway = 60
    /// Seconds into a day to come that stories of that day may wait to stand apart.
    private static let delay = 600

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
        guard let date = bulletin.date, let start = Self.start(of: date, zone, notAfter: moment) else {
            let end = now.advanced(by: Self.leeway)
            let above = try newest(moment.advanced(by: 1 - count)...end)?.advanced(by: count) ?? moment
            first = above <= end ? max(moment, above) : moment
            areHeld = false
            return
        }
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

    /// - Parameter position: in the bulletin, from 0.
    public func published(_ position: Int) -> Timestamp { first.advanced(by: -position) }
}
