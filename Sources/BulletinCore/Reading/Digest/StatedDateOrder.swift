extension StatedDate {
    /// For comparison: a zone that is not stated counts as UTC.
    var instant: Timestamp { Timestamp(day, secondOfDay: secondOfDay ?? 0, offset: offset ?? 0) }

    /// Whether it may be after another one: an hour without a zone may be any of its day.
    func mayFollow(_ other: StatedDate) -> Bool {
        guard secondOfDay != nil else { return day > other.day }
        return offset != nil && other.offset != nil ? instant > other.instant : day >= other.day
    }
}
