internal import Interop

/// No two entries of a feed are the same entry (RFC 4287 §4.1.1: not with the same `updated`; RSS 2.0: a guid is
/// unique). Two versions of one entry are allowed in Atom, and most readers show one of them.
enum EntryIDsAreUnique: Rule {
    static let laws: [Law] = [
        Law("DuplicateEntries", .warning, [.atom], "RFC 4287 §4.1.1", "no two entries have the same id"),
        Law(
            "DuplicateIds", .error, [.atom, .json], "RFC 4287 §4.2.6; JSON Feed 1.1, \"Items\"",
            "different entries have different ids"),
        Law("DuplicateUpdated", .warning, [.atom], "RFC 4287 §4.1.1", "entries of one id differ in 'updated'"),
        Law("DuplicateValue", .error, [.rss], "RSS 2.0, \"guid\"", "the guid of each item is unique"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        if subject.is(AtomVocabulary.feed) {
            checkEntries(of: subject.element, into: &report)
        } else if subject.is(RSSVocabulary.channel) {
            checkItems(of: subject.element, into: &report)
        }
    }

    static func check(_ feed: JSONValue, base: String?, into report: inout Report) {
        var seen: Set<String> = []
        for (index, item) in (feed["items"]?.array ?? []).enumerated() {
            guard let id = item["id"]?.string, !seen.insert(id).inserted else { continue }
            report.entry = index
            report.add(
                .error, "DuplicateIds", "another item has the id \(id.quoted)", advice: "give it one of its own",
                at: item.offset)
        }
        report.entry = nil
    }

    private static func checkEntries(of feed: XMLElement, into report: inout Report) {
        var versions: [String: Set<String>] = [:]
        for (index, entry) in feed.children("entry", in: Namespace.atom).enumerated() {
            guard let id = entry.child("id", in: Namespace.atom)?.text, !id.isBlank else { continue }
            let updated = entry.child("updated", in: Namespace.atom)?.text ?? ""
            report.entry = index
            if let known = versions[id] {
                report.add(
                    .warning, "DuplicateEntries", "another entry has the id \(id.quoted)",
                    advice: "give it one of its own, or leave out the older version", at: entry.offset)
                if known.contains(updated) {
                    report.add(
                        .warning, "DuplicateUpdated", "another entry has the same id and the same 'updated'",
                        advice: "give each version a date of its own", at: entry.offset)
                }
            }
            versions[id, default: []].insert(updated)
        }
        report.entry = nil
        if let id = versions.keys.first, versions.count == 1, feed.children("entry", in: Namespace.atom).count > 2 {
            report.add(
                .error, "DuplicateIds", "all entries have the id \(id.quoted)", advice: "give each one of its own",
                at: feed.offset)
        }
    }

    private static func checkItems(of channel: XMLElement, into report: inout Report) {
        var seen: Set<String> = []
        for (index, item) in channel.children("item", in: "").enumerated() {
            guard let guid = item.child("guid", in: ""), !guid.text.isBlank, !seen.insert(guid.text.trimmed).inserted
            else { continue }
            report.entry = index
            report.add(
                .error, "DuplicateValue", "another item has the guid \(guid.text.quoted)",
                advice: "give it one of its own",
                at: guid.offset)
        }
        report.entry = nil
    }
}
