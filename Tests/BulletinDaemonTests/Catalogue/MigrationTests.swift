import Foundation
import GRDB
import Testing

@testable import BulletinDaemon

/// Catalogues of earlier versions.
@Suite struct MigrationTests {
    private static let (composed, decomposed) = ("\u{C9}nergie", "E\u{301}nergie")

    /// A catalogue with topics, each of two feeds, and an entry that bears all of them.
    private static func migrated(topics: [String]) throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try Migrations.migrator.migrate(queue, upTo: "10: bulletins that feeds do not lead to yet")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO bulletin (id, key, slug, kind, title, authors, intro, path)
                        VALUES (1, 'a', 'a', 'single', 'A', '', '', x'61');
                    INSERT INTO entry (id, uri, bulletin, anchor, position, line, marker, title, html, text, topics,
                        published, updated, released) VALUES (1, 'tag:a', 1, 's', 0, 1, '', 'A', '', '', '', 1, 1, 1);
                    """)
            try db.execute(sql: "UPDATE entry SET topics = ?", arguments: [topics.joined(separator: "\n")])
            for (number, name) in topics.enumerated() {
                try db.execute(
                    sql: "INSERT INTO topic (id, name, slug) VALUES (?, ?, ?)",
                    arguments: [number + 1, name, "t\(number)"])
                for (place, series) in ["stories", "issues"].enumerated() {
                    let feed = 10 + 2 * number + place
                    try db.execute(
                        sql: "INSERT INTO feed (id, series, topic, changed) VALUES (?, ?, ?, 1)",
                        arguments: [feed, series, number + 1])
                    try db.execute(
                        sql: """
                            INSERT INTO member (feed, item, bulletin, published, position, size, archive)
                            VALUES (?, 1, 1, 1, 0, 1, 0)
                            """, arguments: [feed])
                }
            }
        }
        try Migrations.migrator.migrate(queue)
        return queue
    }

    private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    @Test func topicsAreBroughtToOneForm() throws {
        let queue = try Self.migrated(topics: ["x", Self.decomposed])
        try queue.read { db in
            let names = try String.fetchAll(db, sql: "SELECT name FROM topic ORDER BY id")
            #expect(Self.bytes(names) == Self.bytes(["x", Self.composed]))
            let labels = try #require(try String.fetchOne(db, sql: "SELECT topics FROM entry"))
            #expect(Self.bytes([labels]) == Self.bytes(["x\n" + Self.composed]))
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM member") == 4)
        }
    }

    @Test(arguments: [false, true]) func twoTopicsOfOneNameBecomeOne(isTurned: Bool) throws {
        let names = [Self.composed, Self.decomposed]
        let queue = try Self.migrated(topics: isTurned ? names.reversed() : names)
        try queue.read { db in
            let shown = try Row.fetchAll(
                db,
                sql: """
                    SELECT name, series FROM member JOIN feed ON feed.id = feed JOIN topic ON topic.id = topic
                    ORDER BY series
                    """)
            #expect(Self.bytes(shown.map { $0[0] as String }) == Self.bytes([Self.composed, Self.composed]))
            #expect(shown.map { $0[1] as String } == ["issues", "stories"])
            let labels = try #require(try String.fetchOne(db, sql: "SELECT topics FROM entry"))
            #expect(Self.bytes([labels]) == Self.bytes([Self.composed]))
        }
    }
}
