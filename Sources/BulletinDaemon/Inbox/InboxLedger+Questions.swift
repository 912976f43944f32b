internal import BulletinCore
internal import Interop

/// What is due, and when.
extension InboxLedger {
    /// Files to be taken now, in the order of their paths, the late ones last.
    /// - Parameter limit: so many of them are enough.
    func due(at now: Int64, first limit: Int = .max) -> [(path: SourcePath, status: FileStatus)] {
        var due: [(path: SourcePath, status: FileStatus)] = []
        for isLate in late.isEmpty ? [false] : [false, true] {
            for path in arrivals.isEmpty ? order : arranged {
                guard due.count < limit else { return due }
                guard let file = waiting[path], file.due <= now, late.isEmpty || late.contains(path) == isLate else {
                    continue
                }
                due.append((path, file.status))
            }
        }
        return due
    }

    /// Paths of those that wait, in their order.
    var arranged: [SourcePath] {
        let (known, new) = (order.filter { waiting[$0] != nil }, arrivals.filter { waiting[$0] != nil }.sorted())
        var arranged: [SourcePath] = []
        arranged.reserveCapacity(known.count + new.count)
        var place = 0
        // What went and came again may stand in both.
        for path in new where arranged.last != path {
            while place < known.count, known[place] <= path {
                if known[place] != path { arranged.append(known[place]) }
                place += 1
            }
            arranged.append(path)
        }
        return arranged + known[place...]
    }

    /// The first of several files, as many as are taken together: at least one, and no more bytes than fit into memory.
    static func portion(
        of files: [(path: SourcePath, status: FileStatus)], count: Int, bytes: Int64
    ) -> ArraySlice<(path: SourcePath, status: FileStatus)> {
        var size: Int64 = 0
        let fitting = files.prefix(count).prefix { file in
            size = size.addingReportingOverflow(max(0, file.status.size)).partialValue
            return (0...bytes).contains(size)
        }
        return fitting.isEmpty ? files.prefix(1) : fitting
    }

    /// Missing for longer than the grace time, in the order of their paths.
    func overdue(at now: Int64) -> [(path: SourcePath, loss: Loss)] {
        let patience = patience
        return gone.filter { $0.value.since + patience <= now }.map { ($0.key, $0.value.loss) }
            .sorted { $0.path < $1.path }
    }

    /// Milliseconds after which a file that is missing is gone: longer while another comes, which may be it under another
    /// name.
    private var patience: Int64 {
        let isOneComing = grace > 0 && !gone.isEmpty && waiting.keys.contains { taken[$0] == nil }
        return Int64(isOneComing ? max(grace, Self.arrival) : isPatient ? grace : 0)
    }

    /// Files that are there and not taken as they are now, in the order of their paths.
    var notYetTaken: [(path: SourcePath, status: FileStatus, reason: String)] {
        (waiting.map { path, file in
            (path, file.status, file.failure.map { "cannot be read (\($0.reason))" } ?? "settling")
        }
            + inWork.filter { waiting[$0.key] == nil }.map { ($0.key, $0.value.status, "being read") })
            .sorted { $0.0 < $1.0 }
    }

    /// Files below a folder that were taken or wait, and are not known to be missing; or the one that has that path.
    func known(below folder: SourcePath) -> Set<SourcePath> {
        let prefix = folder.bytes.isEmpty ? [] : folder.bytes + [UInt8(ascii: "/")]
        var paths = Set<SourcePath>()
        for keys in [Array(taken.keys), Array(waiting.keys), Array(inWork.keys)] {
            for path in keys where (path == folder || path.bytes.starts(with: prefix)) && gone[path] == nil {
                paths.insert(path)
            }
        }
        return paths
    }

    /// When there will be something to do next; `nil` when nothing waits.
    /// - Parameter held: retractions that the guard holds back, which time alone does not bring about.
    func nextDeadline(held: Set<SourcePath>) -> Int64? {
        let due = waiting.values.map(\.due).min()
        let patience = patience
        // What is missing may be among what is in work; when that is read, there is a round.
        let missing = hasNewInWork ? [:] : gone.filter { !held.contains($0.key) }
        let overdue = missing.map { $0.value.since + patience }.min()
        return [due, overdue].compactMap { $0 }.min()
    }
}
