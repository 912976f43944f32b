internal import Interop

/// The day that a page states in a `<time datetime="…">` beside its title: for machines, whatever language its words are in.
enum PageTime {
    /// - Returns: `nil` when the page has no title or several of them, or no such element within 200 characters of it that
    ///   is called the day of publication or holds a day and nothing else.
    static func date(in events: [HTMLEvent]) -> StatedDate? {
        let titles = events.indices.filter { if case .open("h1", _, _) = events[$0] { true } else { false } }
        guard titles.count == 1, let close = events[titles[0]...].firstIndex(where: { $0.closes("h1") }) else {
            return nil
        }
        var distance = 0
        var best: StatedDate?
        // Behind the title, up to the next heading.
        var index = close + 1
        while index < events.count, distance <= reach {
            switch events[index] {
            case .open("time", let attributes, let line):
                if let found = date(attributes, line, events, index) { best = best ?? found }
            case .open("h2", _, _), .open("h3", _, _), .open("h4", _, _): index = events.count
            case .text(let bytes): distance += bytes[...].trimmed.count
            default: break
            }
            index += 1
        }
        if let best { return best }
        // Before it, as the line over a headline.
        distance = 0
        index = titles[0] - 1
        while index >= 0, distance <= reach {
            switch events[index] {
            case .open("time", let attributes, let line):
                if let found = date(attributes, line, events, index) { return found }
            case .open("body", _, _): index = 0
            case .text(let bytes): distance += bytes[...].trimmed.count
            default: break
            }
            index -= 1
        }
        return nil
    }

    private static let reach = 200

    private static func date(
        _ attributes: [HTMLAttribute], _ line: Int, _ events: [HTMLEvent], _ index: Int
    ) -> StatedDate? {
        guard let value = attributes.first(where: { $0.name == "datetime" })?.value, value.utf8.count <= 60 else {
            return nil
        }
        let scalars = Array(value.unicodeScalars.map(\.value))
        let dates = DateReading.all(in: scalars)
        guard dates.count == 1, !dates[0].isPeriod, dates[0].range.lowerBound == 0 else { return nil }
        let found = dates[0]
        let names = attributes.filter { ["class", "itemprop", "id"].contains($0.name) }.map { $0.value.lowercased() }
        if names.contains(where: { name in ofEvents.contains { name.contains($0) } }) { return nil }
        let isNamed =
            attributes.contains { $0.name == "pubdate" }
            || names.contains { name in ofPublication.contains { name.contains($0) } }
        guard isNamed || isAlone(words(in: events, index), found.day) else { return nil }
        let time = DateReading.time(of: found, in: scalars, isEmbargo: false)
        return StatedDate(found, at: time, origin: .text, line: line, mayHold: isNamed, isNamed: isNamed)
    }

    private static let ofEvents = ["start", "end", "event", "expire", "valid", "deadline"]
    private static let ofPublication = ["publish", "pubdate", "posted", "entry-date", "post-date", "created", "issued"]

    private static func words(in events: [HTMLEvent], _ index: Int) -> Bytes {
        var text: [UInt8] = []
        for event in events[(index + 1)...].prefix(8) {
            if event.closes("time") { break }
            if case .text(let bytes) = event { text += bytes }
        }
        return text[...].trimmed
    }

    /// `9 avril 2026`, `jeudi 9 avril 2026`: day, year, and a word or two.
    private static func isAlone(_ words: Bytes, _ day: CivilDate) -> Bool {
        if DateReading.isDateOnly(words) { return true }
        guard words.count <= 60 else { return false }
        let parts = words.scalars().split { Text.isBlank($0) || Text.isPunctuation($0) }.map { Text.string($0) }
        return (3...5).contains(parts.count) && parts.contains("\(day.year)")
            && parts.contains { $0 == "\(day.day)" || $0 == day.day.padded(2) || $0 == "1er" && day.day == 1 }
            && parts.lazy.filter { $0.unicodeScalars.contains { Text.digit($0.value) != nil } }.count == 2
    }
}

extension HTMLEvent {
    fileprivate func closes(_ name: String) -> Bool { if case .close(name) = self { true } else { false } }
}
