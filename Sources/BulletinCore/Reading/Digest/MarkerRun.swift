/// Lines of one family that belong together: counted from one without a gap, or all alike.
struct MarkerRun: Sendable {
    /// Index into `MarkerFamily.all`.
    let family: Int
    /// Indices of lines, ascending; at least two.
    var members: [Int]
    /// Steps that do not count on by one.
    var breaks = 0

    /// Whether it counts on well enough to mark stories: one break for every four members, so that one slip of the hand
    /// does not tear a digest.
    var isOrderly: Bool { breaks * 4 <= members.count }

    var shape: MarkerFamily { MarkerFamily.all[family] }
    var first: Int { members[0] }
    var last: Int { members[members.count - 1] }

    /// A run that may go on. Runs of one family stand within each other: a list inside a story counts from one, too.
    private struct OpenRun {
        var run: MarkerRun
        var last: Int
        var indent: Int
    }

    /// All runs among `range`, by their first line. A run of numbers starts at 1. A number goes to the open run that
    /// waits for it, one of the same indentation first, else the innermost. A number that none waits for breaks the
    /// innermost run. Runs of three members and more are named even when they are not orderly, so that they can be doubted.
    static func runs(in lines: [TextLine], _ range: Range<Int>) -> [MarkerRun] {
        var open: [Int: [OpenRun]] = [:]
        var done: [MarkerRun] = []
        for index in range {
            guard let marker = lines[index].marker, !marker.rest.isEmpty || marker.ordinal != nil else { continue }
            var stack = open.removeValue(forKey: marker.family) ?? []
            let indent = lines[index].indent
            if let ordinal = marker.ordinal {
                let waiting = stack.indices.filter { stack[$0].last + 1 == ordinal }
                if ordinal == 1 {
                    stack.append(
                        OpenRun(run: MarkerRun(family: marker.family, members: [index]), last: 1, indent: indent))
                    if stack.count > 4 { done.append(stack.removeFirst().run) }
                } else if let place = waiting.last(where: { stack[$0].indent == indent }) ?? waiting.last {
                    while stack.count > place + 1 { done.append(stack.removeLast().run) }
                    stack[place].run.members.append(index)
                    stack[place].last = ordinal
                } else if let place = stack.indices.last, ordinal > 0, abs(ordinal - stack[place].last) <= 3 {
                    stack[place].run.members.append(index)
                    stack[place].run.breaks += 1
                    stack[place].last = ordinal
                }
            } else if stack.isEmpty {
                stack = [OpenRun(run: MarkerRun(family: marker.family, members: [index]), last: 0, indent: indent)]
            } else {
                stack[0].run.members.append(index)
            }
            open[marker.family] = stack
        }
        done += open.values.flatMap { $0.map(\.run) }
        return done.filter { $0.members.count >= 2 && ($0.isOrderly || $0.members.count >= 3) }
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
