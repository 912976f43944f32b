internal import Foundation
internal import GRDB

extension Migrations {
    /// Brings the names of topics to NFC: two that were one but for the way in which their letters are composed become
    /// one, and what stood in the feeds of the other stands in those of the first.
    ///
    /// Everything is published anew after a migration, since the program is another.
    static func composeTopics(_ db: Database) throws {
        let names = try Row.fetchAll(db, sql: "SELECT id, name FROM topic ORDER BY id").map {
            (id: $0[0] as Int64, name: $0[1] as String)
        }
        let others = names.filter { !isComposed($0.name) }
        guard !others.isEmpty else { return }
        var owners = Dictionary(
            names.filter { isComposed($0.name) }.map { ($0.name, $0.id) }, uniquingKeysWith: { one, _ in one })
        for (id, name) in others {
            let composed = name.precomposedStringWithCanonicalMapping
            if let owner = owners[composed] {
                try merge(topic: id, into: owner, db)
            } else {
                owners[composed] = id
                try db.execute(sql: "UPDATE topic SET name = ? WHERE id = ?", arguments: [composed, id])
            }
        }
        let entries = try Row.fetchCursor(db, sql: "SELECT id, topics FROM entry")
        var changed: [(id: Int64, topics: String)] = []
        while let row = try entries.next() {
            let topics: String = row[1]
            guard !isComposed(topics) else { continue }
            var labels: [String] = []
            for label in topics.precomposedStringWithCanonicalMapping.linesList where !labels.contains(label) {
                labels.append(label)
            }
            changed.append((row[0], labels.lines))
        }
        for (id, topics) in changed {
            try db.execute(sql: "UPDATE entry SET topics = ? WHERE id = ?", arguments: [topics, id])
        }
    }

    private static func isComposed(_ text: String) -> Bool {
        text.utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8)
    }

    private static func merge(topic: Int64, into owner: Int64, _ db: Database) throws {
        let feeds = try Row.fetchAll(db, sql: "SELECT id, series FROM feed WHERE topic = ?", arguments: [topic])
        for row in feeds {
            let (feed, series) = (row[0] as Int64, row[1] as String)
            let other = try Int64.fetchOne(
                db, sql: "SELECT id FROM feed WHERE topic = ? AND series = ?", arguments: [owner, series])
            guard let other else {
                try db.execute(sql: "UPDATE feed SET topic = ? WHERE id = ?", arguments: [owner, feed])
                continue
            }
            try db.execute(
                sql: "UPDATE OR IGNORE member SET feed = ?, archive = 0 WHERE feed = ?", arguments: [other, feed])
            try db.execute(sql: "DELETE FROM member WHERE feed = ?", arguments: [feed])
        }
    }
}
