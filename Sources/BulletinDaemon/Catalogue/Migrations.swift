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
        return migrator
    }

    private static let held = """
        CREATE TABLE held (                     -- files that are gone, and not retracted before somebody confirms it
            path BLOB PRIMARY KEY,
            since INTEGER NOT NULL
        ) WITHOUT ROWID;
        ALTER TABLE source ADD COLUMN since INTEGER NOT NULL DEFAULT 0; -- of this state of these bytes; 0: not known
        """

    private static let attempts = """
        CREATE TABLE attempt (                  -- files that stopped a worker, since they were taken last
            path BLOB PRIMARY KEY,
            sha256 BLOB NOT NULL,
            count INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

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

    /// Which entries stand in which feeds: `Membership` fills it for what was accepted before.
    private static let feeds = """
        ALTER TABLE instance ADD COLUMN shelved INTEGER NOT NULL DEFAULT 0;         -- whether members are filled
        ALTER TABLE instance ADD COLUMN topics_changed INTEGER NOT NULL DEFAULT 0;  -- latest new or last gone topic
        ALTER TABLE source ADD COLUMN feed_remarks TEXT NOT NULL DEFAULT '';    -- found in the feeds because of it
        ALTER TABLE bulletin ADD COLUMN via TEXT;
        ALTER TABLE bulletin ADD COLUMN issue_uri TEXT;         -- of the entry that stands for the whole
        ALTER TABLE bulletin ADD COLUMN issue_published INTEGER;    -- NULL while nobody has seen it
        ALTER TABLE bulletin ADD COLUMN issue_updated INTEGER;
        ALTER TABLE attachment ADD COLUMN width INTEGER;
        ALTER TABLE attachment ADD COLUMN height INTEGER;
        ALTER TABLE attachment ADD COLUMN milliseconds INTEGER;
        CREATE TABLE topic (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            slug TEXT NOT NULL COLLATE NOCASE UNIQUE
        );
        CREATE TABLE feed (
            id INTEGER PRIMARY KEY,
            series TEXT NOT NULL CHECK (series IN ('stories', 'issues')),
            topic INTEGER NOT NULL,             -- 0 for the whole site
            changed INTEGER NOT NULL,           -- latest change of what readers subscribe to
            archives INTEGER NOT NULL DEFAULT 0,    -- number of the last archive
            UNIQUE (series, topic)
        );
        CREATE INDEX feed_topic ON feed (topic);
        INSERT INTO feed (id, series, topic, changed) VALUES (1, 'stories', 0, 0), (2, 'issues', 0, 0);
        CREATE TABLE archive (
            feed INTEGER NOT NULL REFERENCES feed (id),
            number INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            PRIMARY KEY (feed, number)
        ) WITHOUT ROWID;
        CREATE TABLE member (
            feed INTEGER NOT NULL REFERENCES feed (id),
            item INTEGER NOT NULL,              -- an entry; in a feed of issues, a bulletin
            bulletin INTEGER NOT NULL REFERENCES bulletin (id),
            published INTEGER NOT NULL,
            position INTEGER NOT NULL,
            size INTEGER NOT NULL,              -- in a document, about, in bytes
            archive INTEGER NOT NULL,           -- its number; 0 while it stands in what readers subscribe to
            PRIMARY KEY (feed, item)
        ) WITHOUT ROWID;
        CREATE INDEX member_document ON member (feed, archive, published DESC, bulletin DESC, position);
        CREATE INDEX member_bulletin ON member (bulletin);
        CREATE TABLE tombstone (
            feed INTEGER NOT NULL REFERENCES feed (id),
            uri TEXT NOT NULL,
            title TEXT NOT NULL,
            slug TEXT NOT NULL,
            published INTEGER NOT NULL,
            retracted INTEGER NOT NULL,
            PRIMARY KEY (feed, uri)
        ) WITHOUT ROWID;
        CREATE INDEX tombstone_retracted ON tombstone (retracted);
        CREATE TABLE due (                      -- documents of feeds to be published
            feed INTEGER NOT NULL,
            archive INTEGER NOT NULL,
            PRIMARY KEY (feed, archive)
        ) WITHOUT ROWID;
        CREATE TABLE sitemap (                  -- parts of the sitemap, with the latest change of their pages
            part INTEGER PRIMARY KEY,
            updated INTEGER NOT NULL,
            due INTEGER NOT NULL
        );
        """

    /// A table's check cannot be altered, so `feed` is made anew.
    private static let corrections = """
        CREATE TABLE feed_next (
            id INTEGER PRIMARY KEY,
            series TEXT NOT NULL CHECK (series IN ('stories', 'issues', 'corrections')),
            topic INTEGER NOT NULL,             -- 0 for the whole site
            changed INTEGER NOT NULL,           -- latest change of what readers subscribe to
            archives INTEGER NOT NULL DEFAULT 0,    -- number of the last archive
            UNIQUE (series, topic)
        );
        INSERT INTO feed_next SELECT id, series, topic, changed, archives FROM feed;
        DROP TABLE feed;
        ALTER TABLE feed_next RENAME TO feed;
        CREATE INDEX feed_topic ON feed (topic);
        INSERT INTO feed (id, series, topic, changed)
            VALUES (0, 'corrections', 0, COALESCE((SELECT changed FROM instance), 0));
        CREATE TABLE version (                  -- what readers saw of an entry before it was corrected
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES entry (id),
            number INTEGER NOT NULL,            -- from 1
            replaced INTEGER NOT NULL,
            title TEXT NOT NULL,
            html TEXT NOT NULL,
            text TEXT NOT NULL,
            links TEXT NOT NULL,                -- a line for each title
            UNIQUE (entry, number)
        );
        ALTER TABLE bulletin ADD COLUMN stated TEXT;    -- the id that its front matter states, when its key is another
        CREATE UNIQUE INDEX bulletin_stated ON bulletin (stated) WHERE stated IS NOT NULL;
        CREATE INDEX bulletin_key ON bulletin (key COLLATE NOCASE);
        ALTER TABLE instance ADD COLUMN url TEXT NOT NULL DEFAULT '';   -- under which the site is published
        ALTER TABLE instance ADD COLUMN moment INTEGER NOT NULL DEFAULT 0;  -- the latest that was trusted
        ALTER TABLE source ADD COLUMN reading TEXT NOT NULL DEFAULT '';     -- how it was understood, as remarks
        CREATE TABLE former_url (url TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE redirect (                 -- paths of another site, with their queries
            path TEXT PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES entry (id)
        ) WITHOUT ROWID;
        """

    /// A row waits while neither an entry nor a bulletin is named.
    private static let adopted = """
        CREATE TABLE adopted (                  -- entries of feeds that were published before this catalogue
            id INTEGER PRIMARY KEY,
            uri TEXT NOT NULL UNIQUE,
            series TEXT NOT NULL CHECK (series IN ('stories', 'issues')),
            title TEXT NOT NULL,
            headline TEXT NOT NULL,             -- the title as it is compared
            published INTEGER,
            updated INTEGER,
            link TEXT,                          -- where it was read
            text TEXT NOT NULL,                 -- what readers saw, without markup; empty once it was claimed
            addresses TEXT NOT NULL,
            whole INTEGER NOT NULL,             -- whether that is the text itself, not a summary
            digest BLOB,                        -- of the text
            authority TEXT,                     -- from here on of our own: what their identifiers say
            key TEXT,
            anchor TEXT,
            slug TEXT,
            archive INTEGER,                    -- in which document of the site's feed it stood, and where
            place INTEGER,
            rank INTEGER,                       -- which row of bulletin its bulletin is to be, to keep the order
            entry INTEGER REFERENCES entry (id),        -- that claimed it
            bulletin INTEGER REFERENCES bulletin (id)   -- whose issue entry claimed it
        );
        CREATE INDEX adopted_key ON adopted (key) WHERE entry IS NULL AND bulletin IS NULL;
        CREATE INDEX adopted_headline ON adopted (headline) WHERE entry IS NULL AND bulletin IS NULL;
        CREATE INDEX adopted_digest ON adopted (digest) WHERE entry IS NULL AND bulletin IS NULL;
        CREATE INDEX adopted_slug ON adopted (slug) WHERE slug IS NOT NULL;
        CREATE INDEX adopted_rank ON adopted (rank) WHERE rank IS NOT NULL;
        CREATE INDEX adopted_entry ON adopted (entry) WHERE entry IS NOT NULL;
        CREATE INDEX adopted_bulletin ON adopted (bulletin) WHERE bulletin IS NOT NULL;
        """
}
