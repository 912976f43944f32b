internal import BulletinCore
private import Foundation
internal import GRDB

/// A version of a story by what it is told by, see `AdoptedEntry.headline` and `AdoptedContent.digest`.
struct LaterWords: Hashable {
    var headline: String
    var digest: [UInt8]
}

/// Of what a restored catalogue has, readers may have seen a later version: the site's feeds tell when that came, so that
/// the same words are no correction of today.
extension Database {
    /// Remembers the version that a feed of ours has, where it is later than the catalogue's.
    func noteLaterVersion(of entry: AdoptedEntry) throws {
        // What was another program's once is read on a page of ours.
        guard entry.origin != nil || entry.page != nil, let updated = entry.updated?.seconds else { return }
        let uri = entry.id.uri
        switch entry.series {
        case .stories:
            guard entry.content.isWhole, let digest = entry.content.digest else { return }
            try run(
                """
                INSERT INTO adopted (uri, series, title, headline, updated, text, addresses, whole, digest, entry)
                SELECT uri, 'stories', \(entry.title), \(entry.headline), \(updated), '', '', 1, \(digest.data), id
                FROM entry WHERE uri = \(uri) AND released = 1 AND updated < \(updated)
                ON CONFLICT (uri) DO UPDATE SET updated = excluded.updated, digest = excluded.digest,
                    headline = excluded.headline
                WHERE entry IS NOT NULL
                """)
        case .issues:
            try run(
                """
                INSERT INTO adopted (uri, series, title, headline, updated, text, addresses, whole, bulletin)
                SELECT issue_uri, 'issues', \(entry.title), '', \(updated), '', '', 0, id
                FROM bulletin WHERE issue_uri = \(uri) AND issue_updated < \(updated)
                ON CONFLICT (uri) DO UPDATE SET updated = excluded.updated WHERE bulletin IS NOT NULL
                """)
        case .corrections: return
        }
    }

    /// When readers saw a story as it is now; `nil` when they have not, for all that is known.
    /// - Parameter entry: with its new words and the date of the last ones.
    func laterVersion(_ entry: KnownEntry, after last: Timestamp, at now: Timestamp) throws -> Timestamp? {
        guard let (words, updated) = try laterVersion(of: entry.id, after: last, at: now),
            words.headline == entry.section.headlineKey, entry.section.shownDigests.contains(words.digest)
        else { return nil }
        return updated
    }

    /// What readers saw of a story since the catalogue knew of it; `nil` when that was nothing else.
    func laterVersion(
        of id: EntryID, after last: Timestamp, at now: Timestamp
    ) throws -> (words: LaterWords, updated: Timestamp)? {
        let statement = try cachedStatement(
            sql: """
                SELECT headline, digest, updated FROM adopted
                WHERE uri = ? AND entry IS NOT NULL AND digest IS NOT NULL AND updated > ? AND updated <= ?
                """)
        return try Row.fetchOne(statement, arguments: [id.uri, last.seconds, now.seconds]).map { row in
            (LaterWords(headline: row[0], digest: Array(row[1] as Data)), Timestamp(seconds: row[2]))
        }
    }

    /// When readers saw the entry of a whole bulletin change last.
    /// - Parameters:
    ///   - last: what the catalogue knows of that.
    ///   - stories: of the bulletin as it is now, when the newest of them changed.
    func laterIssue(_ uri: String, after last: Int64, stories: Int64, at now: Timestamp) throws -> Int64? {
        let statement = try cachedStatement(
            sql: """
                SELECT updated FROM adopted
                WHERE uri = ? AND bulletin IS NOT NULL AND updated > ? AND updated >= ? AND updated <= ?
                """)
        return try Int64.fetchOne(statement, arguments: [uri, last, stories, now.seconds])
    }
}
