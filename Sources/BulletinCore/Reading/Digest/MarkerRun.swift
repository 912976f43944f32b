/// Lines of one family that belong together: counted from one without a gap, or all alike.
struct MarkerRun: Sendable {
    /// Index into `MarkerFamily.all`.
    let family: Int
    /// Indices of lines, ascending; at least two.
    var members: [Int]
    /// Steps that do not count on by one.
    var breaks = 0

    var shape: MarkerFamily { MarkerFamily.all[family] }
    var first: Int { members[0] }
    var last: Int { members[members.count - 1] }

    /// All runs among `range`, by their first line. A run of numbers starts at 1; a number out of turn breaks it, and
    /// a run bears one break for every four members, so that one slip of the hand does not tear a digest.
    static func runs(in lines: [TextLine], _ range: Range<Int>) -> [MarkerRun] {
        var open: [Int: (run: MarkerRun, last: Int)] = [:]
        var done: [MarkerRun] = []
        for index in range {
            guard let marker = lines[index].marker, !marker.rest.isEmpty || marker.ordinal != nil else { continue }
            guard let ordinal = marker.ordinal else {
                open[marker.family, default: (MarkerRun(family: marker.family, members: []), 0)].run.members
                    .append(index)
                continue
            }
            if var current = open[marker.family], ordinal != 1 {
                if ordinal == current.last + 1 {
                    current.run.members.append(index)
                    current.last = ordinal
                } else if ordinal > 0, abs(ordinal - current.last) <= 3 {
                    current.run.members.append(index)
                    current.run.breaks += 1
                    current.last = ordinal
                } else {
                    continue
                }
                open[marker.family] = current
            } else if ordinal == 1 {
                if let finished = open[marker.family] { done.append(finished.run) }
                open[marker.family] = (MarkerRun(family: marker.family, members: [index]), 1)
            }
        }
        done += open.values.map(\.run)
        return done.filter { $0.members.count >= 2 && $0.breaks * 4 <= $0.members.count }
            .sorted { ($0.first, $0.family) < ($1.first, $1.family) }
    }

    /// `circled run 1…10 unbroken`.
    func description(_ lines: [TextLine]) -> String {
        guard shape.isNumbered else { return "\(members.count) lines marked \(shape.name)" }
        let from = lines[first].marker?.ordinal ?? 1
        let to = lines[last].marker?.ordinal ?? members.count
        return "\(shape.name) run \(from)…\(to) \(breaks == 0 ? "unbroken" : "with \(breaks) breaks")"
    }
}
