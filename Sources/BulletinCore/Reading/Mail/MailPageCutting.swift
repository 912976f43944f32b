internal import Interop

/// Leaving out what is cut, and only that: tags go in pairs.
extension MailPage {
    /// With the elements that hold nothing else.
    func whole(_ range: Range<Place>) -> Range<Place> {
        guard range.lowerBound.offset == 0, range.upperBound.offset == 0 else { return range }
        func isBlank(_ event: HTMLEvent) -> Bool {
            if case .text(let bytes) = event { return bytes.allSatisfy { $0 <= 0x20 } }
            return false
        }
        var (start, end) = (range.lowerBound.event, range.upperBound.event)
        while true {
            var (before, behind) = (start - 1, end)
            while before >= 0, isBlank(events[before]) { before -= 1 }
            while behind < events.count, isBlank(events[behind]) { behind += 1 }
            guard before >= 0, behind < events.count, case .open = events[before], ends[before] == behind else {
                return Place(event: start)..<Place(event: end)
            }
            (start, end) = (before, behind + 1)
        }
    }

    /// In their order, those that overlap as one.
    static func merged(_ ranges: [Range<Place>]) -> [Range<Place>] {
        var merged: [Range<Place>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// Whether some line is in none of them.
    func leavesText(_ cuts: [Cut]) -> Bool {
        let gone = gone(in: cuts)
        return gone.contains(false)
    }

    /// Which lines are cut.
    func gone(in cuts: [Cut]) -> [Bool] {
        let ranges = Self.merged(cuts.map(\.range))
        var next = 0
        return lines.map { line in
            while next < ranges.count, ranges[next].upperBound <= line.range.lowerBound { next += 1 }
            return next < ranges.count && ranges[next].lowerBound <= line.range.lowerBound
        }
    }

    /// Tags stay whose other half does.
    /// - Parameter ranges: in their order.
    func without(_ ranges: [Range<Place>]) -> (events: [HTMLEvent], unshown: Set<String>) {
        guard !ranges.isEmpty else { return (events, []) }
        var kept: [HTMLEvent] = []
        kept.reserveCapacity(events.count)
        var (shown, unshown): (Set<String>, Set<String>) = ([], [])
        var next = 0
        var isOpenKept: [Bool] = []
        for (index, event) in events.enumerated() {
            while next < ranges.count, ranges[next].upperBound <= Place(event: index) { next += 1 }
            let range = next < ranges.count && ranges[next].lowerBound <= Place(event: index) ? ranges[next] : nil
            switch event {
            case .open(_, let attributes, _):
                let goes = range.map { Place(event: ends[index]) < $0.upperBound } ?? false
                isOpenKept.append(!goes)
                if !goes { kept.append(event) }
                for attribute in attributes where attribute.name == "src" {
                    if goes { unshown.insert(attribute.value) } else { shown.insert(attribute.value) }
                }
            case .close:
                if isOpenKept.popLast() ?? true { kept.append(event) }
            case .text(let bytes):
                let left = Self.left(of: bytes, at: index, without: ranges[next...])
                if !left.isEmpty { kept.append(.text(left)) }
            }
        }
        return (kept, unshown.subtracting(shown))
    }

    private static func left(of bytes: [UInt8], at event: Int, without ranges: ArraySlice<Range<Place>>) -> [UInt8] {
        var left: [UInt8] = []
        var start = 0
        for range in ranges {
            guard range.lowerBound < Place(event: event + 1) else { break }
            let from = range.lowerBound.event < event ? 0 : range.lowerBound.offset
            let to = range.upperBound.event > event ? bytes.count : range.upperBound.offset
            if from > start { left += bytes[start..<from] }
            start = max(start, to)
        }
        return start == 0 ? bytes : left + bytes[start...]
    }
}
