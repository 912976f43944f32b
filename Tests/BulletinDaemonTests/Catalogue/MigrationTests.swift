import Foundation
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// Catalogues of earlier versions.
@Suite(.inTurn) struct MigrationTests {
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

    /// Titles are compared without what says that a version is corrected, and addresses of another site lead to whole
    /// bulletins, too, also of what was accepted and adopted before.
    @Test func whatIsThereIsFoundByTitlesAndFormerAddresses() throws {
        let queue = try DatabaseQueue()
        try Migrations.migrator.migrate(queue, upTo: "15: the zone by which times to come were read")
        try queue.write { db in
            for (id, title) in [(1, "更正：A"), (2, "B")] {
                try db.execute(
                    sql: """
                        INSERT INTO bulletin (id, key, slug, kind, title, authors, intro, path)
                        VALUES (?1, ?2, ?2, 'single', ?2, '', '', x'61')
                        """, arguments: [id, title])
                try db.execute(
                    sql: """
                        INSERT INTO entry (id, uri, bulletin, anchor, position, line, marker, title, html, text, topics,
                            published, updated, released) VALUES (?1, ?1, ?1, 's', 0, 1, '', 'A', '', '', '', 1, 1, 1)
                        """, arguments: [id])
            }
            try db.execute(sql: "INSERT INTO redirect (path, entry) VALUES ('/known', 1)")
            let adopted: [(uri: String, link: String?, entry: Int?, bulletin: Int?)] = [
                ("https://old.example/?p=1", "https://old.example/known", 2, nil),
                ("tag:x", "https://old.example/weekly/7.html", nil, 2),
                ("https://old.example/own/", "https://new.example/bulletins/b/", 2, nil),
                ("https://old.example/waiting", nil, nil, nil),
            ]
            for row in adopted {
                try db.execute(
                    sql: """
                        INSERT INTO adopted (uri, series, title, headline, link, text, addresses, whole, entry, bulletin)
                        VALUES (?, 'stories', '', '', ?, '', '', 1, ?, ?)
                        """, arguments: [row.uri, row.link, row.entry, row.bulletin])
            }
        }
        try Migrations.migrator.migrate(queue)
        try queue.read { db in
            #expect(try String.fetchAll(db, sql: "SELECT plain FROM bulletin ORDER BY id") == ["A", "B"])
            let rows = try Row.fetchAll(db, sql: "SELECT path, entry, bulletin FROM redirect ORDER BY path")
            #expect(rows.map { $0[0] as String } == ["/?p=1", "/known", "/own/", "/weekly/7.html"])
            #expect(rows.map { $0[1] as Int? } == [2, 1, 2, nil])
            #expect(rows.map { $0[2] as Int? } == [nil, nil, nil, 2])
        }
    }
}
