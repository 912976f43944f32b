internal import BulletinCore
internal import GRDB

/// What readers see of a bulletin beside its stories.
extension Taking {
    /// What readers see of a bulletin as a whole.
    struct Head: Hashable {
        var kind: String
        var title: String
        var issue: String?
        var summary: String?
        var intro: String

        func isSameForReaders(as other: Head) -> Bool {
            var same = other
            if Sameness.isShown(intro, as: other.intro) { same.intro = intro }
            if Sameness.isLine(title, as: other.title) { same.title = title }
            if let summary, let said = other.summary, Sameness.isLine(summary, as: said) { same.summary = summary }
            return self == same
        }
    }

    func head(of bulletin: Int64) throws -> Head? {
        let statement = try db.cachedStatement(
            sql: "SELECT kind, title, issue, summary, intro FROM bulletin WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [bulletin]).map {
            Head(kind: $0[0], title: $0[1], issue: $0[2], summary: $0[3], intro: $0[4])
        }
    }

    /// All that a correction shows but for what a story said, and when: of the bulletin, and of its stories that are seen.
    func correctionFrame(of bulletin: Int64) throws -> [Row] {
        let whole = try db.cachedStatement(
            sql: "SELECT slug, title, kind, authors, language, issue FROM bulletin WHERE id = ?")
        let stories = try db.cachedStatement(
            sql: """
                SELECT id, anchor, topics FROM entry
                WHERE bulletin = ? AND released = 1 AND retracted IS NULL ORDER BY id
                """)
        return try Row.fetchAll(whole, arguments: [bulletin]) + Row.fetchAll(stories, arguments: [bulletin])
    }
}

extension Bulletin {
    var head: Taking.Head {
        Taking.Head(kind: kind.rawValue, title: title, issue: issue, summary: summary, intro: intro)
    }
}
