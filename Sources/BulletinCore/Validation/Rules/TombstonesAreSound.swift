internal import Interop

/// RFC 6721: a deleted entry is not in the feed any more, and is told of once (§2, §3).
enum TombstonesAreSound: Rule {
    static let laws: [Law] = [
        Law(
            "DeletedEntryPresent", .warning, [.atom], "RFC 6721 §3",
            "an entry that a deleted-entry is for is not in the feed, unless it is newer"),
        Law(
            "DuplicateDeletedEntries", .error, [.atom], "RFC 6721 §2",
            "no two deleted-entry elements have the same 'ref' and the same 'when'"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(AtomVocabulary.feed) else { return }
        let tombstones = subject.element.children("deleted-entry", in: Namespace.tombstones)
        guard !tombstones.isEmpty else { return }
        var updates: [String: String] = [:]
        for entry in subject.element.children("entry", in: Namespace.atom) {
            guard let id = entry.child("id", in: Namespace.atom)?.text,
                let updated = entry.child("updated", in: Namespace.atom)?.text
            else { continue }
            updates[id] = updated
        }
        var seen: Set<[String]> = []
        for tombstone in tombstones {
            guard let id = tombstone.attribute("ref"), let when = tombstone.attribute("when") else { continue }
            if !seen.insert([id, when]).inserted {
                report.add(
                    .error, "DuplicateDeletedEntries", "another deleted-entry has the same 'ref' and 'when'",
                    advice: "keep one of them", at: tombstone.offset)
            }
            guard let updated = updates[id], isComparable(updated, when), updated <= when else { continue }
            report.add(
                .warning, "DeletedEntryPresent", "the entry \(id.quoted) was deleted, and is in the feed",
                advice: "leave out the entry, or the deleted-entry", at: tombstone.offset)
        }
    }

    /// Whether the order of the texts is that of the instants: both in UTC, in whole seconds.
    private static func isComparable(_ one: String, _ other: String) -> Bool {
        [one, other].allSatisfy { $0.utf8.count == 20 && $0.utf8.last == UInt8(ascii: "Z") }
    }
}
