extension StatedDate {
    /// For comparison: a zone that is not stated counts as UTC.
    var instant: Timestamp { Timestamp(day, secondOfDay: secondOfDay ?? 0, offset: offset ?? 0) }

    /// Whether it is the later one of two, or may be: who names a time, or forbids to publish before a day, is never early.
    /// A zone that is not stated is the channel's, which may be any.
    func mayFollow(_ other: StatedDate) -> Bool {
        guard isEmbargo || secondOfDay != nil else { return day > other.day }
        let doubt = (offset == nil) == (other.offset == nil) ? 0 : 14 * 3600
        return instant.advanced(by: doubt) > other.instant
    }
}
