internal import BulletinCore
internal import Foundation
internal import GRDB

/// The schema, step by step. A step that was shipped is never edited: a change is a new step at the end.
enum Migrations {
    /// `PRAGMA application_id` of every catalogue: "blld".
    static let applicationID: Int64 = 0x626C_6C64

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: bulletins, entries, files") { db in try db.execute(sql: first) }
        migrator.registerMigration("2: remarks on accepted files") { db in try db.execute(sql: remarks) }
        migrator.registerMigration("3: attempts") { db in try db.execute(sql: attempts) }
        migrator.registerMigration("4: attached files") { db in
            try db.execute(sql: attached)
            // What was accepted before is served by files that are called like it.
            let sources = try Row.fetchAll(
                db,
                sql:
                    "SELECT DISTINCT bulletin.id, bulletin.path FROM bulletin JOIN source ON source.bulletin = bulletin.id"
            )
            for row in sources {
                let path = SourcePath(bytes: Array(row[1] as Data))
                let stem = SourcePath(bytes: path.withoutExtension).place
                try db.execute(
                    sql: "INSERT INTO want (bulletin, place, reference) VALUES (?, ?, ?)",
                    arguments: [row[0] as Int64, stem.data, Data()])
            }
        }
        migrator.registerMigration("5: feeds, topics, archives") { db in try db.execute(sql: feeds) }
        migrator.registerMigration("6: address, versions, corrections") { db in try db.execute(sql: corrections) }
        migrator.registerMigration("7: adopted entries") { db in try db.execute(sql: adopted) }
        migrator.registerMigration("8: held retractions, ages") { db in try db.execute(sql: held) }
        migrator.registerMigration("9: bulletins by their last names and contents") { db in
            try db.execute(sql: "CREATE INDEX IF NOT EXISTS bulletin_path ON bulletin (path)")
            try db.execute(sql: "CREATE INDEX IF NOT EXISTS revision_content ON revision (sha256)")
        }
        migrator.registerMigration("10: bulletins that feeds do not lead to yet") { db in try db.execute(sql: unseen) }
        migrator.registerMigration("11: files that depend on others") { db in try db.execute(sql: dependent) }
        migrator.registerMigration("12: topics in NFC, pages by what tells that they are gone") { db in
            try composeTopics(db)
            try db.execute(sql: "CREATE INDEX tombstone_slug ON tombstone (slug)")
        }
        migrator.registerMigration("13: where notes are put") { db in
            try db.execute(sql: "ALTER TABLE instance ADD COLUMN notes TEXT NOT NULL DEFAULT 'true'")
        }
        migrator.registerMigration("14: versions that wait for their time, corrections of adopted entries") { db in
            try db.execute(sql: awaited)
        }
        migrator.registerMigration("15: the zone by which times to come were read") { db in
            try db.execute(sql: "ALTER TABLE instance ADD COLUMN zone TEXT NOT NULL DEFAULT ''")
        }
        migrator.registerMigration("16: titles without what says that a version is corrected") { db in
            try db.execute(sql: titles)
            for row in try Row.fetchAll(db, sql: "SELECT id, title FROM bulletin") {
                try db.execute(
                    sql: "UPDATE bulletin SET plain = ? WHERE id = ?",
                    arguments: [VersionTitle.plain(row[1]), row[0] as Int64])
            }
        }
        migrator.registerMigration("17: addresses of another site that lead to bulletins") { db in
            try db.execute(sql: redirects)
            try redirectAdopted(db)
        }
        migrator.registerMigration("18: what the site has from another catalogue") { db in
            try db.execute(sql: former)
        }
        migrator.registerMigration("19: the charset by which texts were read") { db in
            try db.execute(sql: "ALTER TABLE instance ADD COLUMN charset TEXT NOT NULL DEFAULT ''")
        }
        migrator.registerMigration("20: issues that a file held before") { db in try db.execute(sql: formerIssues) }
        migrator.registerMigration("21: stories of a bulletin by when they went and by their headlines") { db in
            try db.execute(sql: entryIndices)
        }
        migrator.registerMigration("22: moments of entries, files whose places are taken") { db in
            try db.execute(sql: moments)
        }
        migrator.registerMigration("23: stories that turned out to be others") { db in try db.execute(sql: twins) }
        migrator.registerMigration("24: bulletins by their issue entries") { db in
            try db.execute(sql: "CREATE INDEX bulletin_issue ON bulletin (issue_uri) WHERE issue_uri IS NOT NULL")
        }
        return migrator
    }

    /// Lists of names are texts parted by line feeds: a name is one line. Times are seconds since 1970.
    private static let first = """
        CREATE TABLE instance (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            uuid TEXT NOT NULL,
            authority TEXT NOT NULL,
            authority_date TEXT NOT NULL,
            changed INTEGER NOT NULL,           -- latest change of what readers see
            look TEXT NOT NULL DEFAULT ''       -- of what all pages were last rendered with: settings, templates
        );
        CREATE TABLE bulletin (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            slug TEXT NOT NULL COLLATE NOCASE UNIQUE,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            issue TEXT,
            language TEXT,
            authors TEXT NOT NULL,
            summary TEXT,
            intro TEXT NOT NULL,
            path BLOB NOT NULL                  -- of the latest accepted source
        );
        CREATE INDEX bulletin_title ON bulletin (title, issue);
        CREATE TABLE revision (
            bulletin INTEGER NOT NULL REFERENCES bulletin (id),
            number INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            accepted INTEGER NOT NULL,
            PRIMARY KEY (bulletin, number)
        ) WITHOUT ROWID;
        CREATE TABLE source (
            path BLOB PRIMARY KEY,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,          -- nanoseconds
            changed INTEGER NOT NULL,           -- nanoseconds
            sha256 BLOB NOT NULL,               -- empty when the file was refused unread
            state TEXT NOT NULL CHECK (state IN ('accepted', 'draft', 'duplicate', 'rejected')),
            bulletin INTEGER REFERENCES bulletin (id),
            reason TEXT                         -- of a rejection, one line
        ) WITHOUT ROWID;
        CREATE INDEX source_bulletin ON source (bulletin);
        CREATE INDEX source_sha256 ON source (sha256);
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            uri TEXT NOT NULL UNIQUE,
            bulletin INTEGER NOT NULL REFERENCES bulletin (id),
            anchor TEXT NOT NULL,
            position INTEGER NOT NULL,
            line INTEGER NOT NULL,
            marker TEXT NOT NULL,
            title TEXT NOT NULL,
            html TEXT NOT NULL,
            text TEXT NOT NULL,
            links_label TEXT,
            category TEXT,
            topics TEXT NOT NULL,
            published INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            released INTEGER NOT NULL,          -- 0 while its time has not come
            retracted INTEGER                   -- when it was taken out
        );
        CREATE INDEX entry_newest ON entry (published DESC, bulletin DESC, position)
            WHERE released = 1 AND retracted IS NULL;
        CREATE INDEX entry_waiting ON entry (published) WHERE released = 0 AND retracted IS NULL;
        CREATE INDEX entry_bulletin ON entry (bulletin, position);
        CREATE INDEX entry_title ON entry (title);
        CREATE TABLE link (
            entry INTEGER NOT NULL REFERENCES entry (id),
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            url TEXT,
            target INTEGER REFERENCES entry (id),  -- the entry that bore the title when the link was accepted
            PRIMARY KEY (entry, position)
        ) WITHOUT ROWID;
        CREATE INDEX link_target ON link (target) WHERE target IS NOT NULL;
        CREATE TABLE file (
            path TEXT PRIMARY KEY,              -- in the site
            sha256 BLOB NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE pending (                  -- pages to be published: what a crash cut off is finished from here
            bulletin INTEGER PRIMARY KEY        -- 0 for the feeds and the index
        );
        """

    /// A line for each remark, see `Remark`.
    private static let remarks = "ALTER TABLE source ADD COLUMN remarks TEXT NOT NULL DEFAULT ''"

    private static let attempts = """
        CREATE TABLE attempt (                  -- files that stopped a worker, since they were taken last
            path BLOB PRIMARY KEY,
            sha256 BLOB NOT NULL,
            count INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    /// A place is a path in the inbox with each component in NFC.
    private static let attached = """
        CREATE TABLE blob (                     -- bytes of attached files, apart from all that is asked often
            sha256 BLOB PRIMARY KEY,
            bytes BLOB NOT NULL
        );
        CREATE TABLE media (                    -- files of the inbox that bulletins may show
            path BLOB PRIMARY KEY,
            place BLOB NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,          -- nanoseconds
            changed INTEGER NOT NULL,           -- nanoseconds
            sha256 BLOB NOT NULL,
            extension TEXT NOT NULL,            -- of the type that its content is of
            taken INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX media_place ON media (place);
        CREATE INDEX media_sha256 ON media (sha256);
        CREATE TABLE want (                     -- which files of the inbox a bulletin would show
            bulletin INTEGER NOT NULL REFERENCES bulletin (id),
            place BLOB NOT NULL,                -- of the file; of the bulletin without extension if nothing refers
            reference BLOB NOT NULL,            -- as LocalAddress has it; empty for all that is called like it
            PRIMARY KEY (bulletin, place, reference)
        ) WITHOUT ROWID;
        CREATE INDEX want_place ON want (place);
        CREATE TABLE attachment (               -- what it shows
            bulletin INTEGER NOT NULL REFERENCES bulletin (id),
            position INTEGER NOT NULL,
            reference BLOB NOT NULL,
            name TEXT NOT NULL,                 -- in files/SLUG/
            title TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            extension TEXT NOT NULL,
            embedded INTEGER NOT NULL,          -- in the bulletin itself, not beside it
            loose INTEGER NOT NULL,             -- nothing in the bulletin refers to it
            PRIMARY KEY (bulletin, position)
        ) WITHOUT ROWID;
        CREATE INDEX attachment_sha256 ON attachment (sha256);
        CREATE TABLE retired (                  -- files to be removed from the site once the feeds are published
            path TEXT PRIMARY KEY
        ) WITHOUT ROWID;
        """
}
