internal import BulletinCore
internal import GRDB

/// The schema of feeds, and what came after it.
extension Migrations {
    /// Which entries stand in which feeds: `Membership` fills it for what was accepted before.
    static let feeds = """
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
    static let corrections = """
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
    static let adopted = """
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

    static let held = """
        CREATE TABLE held (                     -- files that are gone, and not retracted before somebody confirms it
            path BLOB PRIMARY KEY,
            since INTEGER NOT NULL
        ) WITHOUT ROWID;
        ALTER TABLE source ADD COLUMN since INTEGER NOT NULL DEFAULT 0; -- of this state of these bytes; 0: not known
        """

    static let unseen = """
        CREATE TABLE unseen (                   -- bulletins whose pages are out before all feeds that lead to them
            bulletin INTEGER PRIMARY KEY
        );
        """

    /// From here on `stated` is what the front matter states, whatever the key is. A file that was refused after it had
    /// been a copy has no bulletin. Copies whose originals went or changed are read again.
    static let dependent = """
        ALTER TABLE source ADD COLUMN rival INTEGER;   -- the bulletin that has the id of a refused file
        CREATE INDEX source_rival ON source (rival) WHERE rival IS NOT NULL;
        ALTER TABLE bulletin ADD COLUMN dated INTEGER;      -- the day that it states, in days since 1970
        UPDATE source SET bulletin = NULL WHERE state = 'rejected' AND EXISTS (
            SELECT * FROM source AS other WHERE other.bulletin = source.bulletin AND other.state <> 'rejected');
        UPDATE source SET changed = -1
            WHERE state = 'accepted' AND path <> (SELECT path FROM bulletin WHERE id = source.bulletin)
                OR state = 'duplicate' AND sha256 NOT IN (
                    SELECT sha256 FROM source AS other
                    WHERE other.bulletin = source.bulletin AND other.state <> 'duplicate');
        """

    static let awaited = """
        ALTER TABLE source ADD COLUMN until INTEGER;    -- when a file that is refused because of its date is read again
        CREATE INDEX source_until ON source (until) WHERE until IS NOT NULL;
        ALTER TABLE adopted ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0;  -- how often readers saw it corrected
        """

    static let titles = """
        ALTER TABLE bulletin ADD COLUMN plain TEXT NOT NULL DEFAULT '';     -- the title, see VersionTitle
        CREATE INDEX bulletin_plain ON bulletin (plain, issue);
        DROP INDEX bulletin_title;
        """

    /// A column that may not be empty cannot be altered, so `redirect` is made anew.
    static let redirects = """
        CREATE TABLE redirect_next (            -- paths of another site, with their queries
            path TEXT PRIMARY KEY,
            entry INTEGER REFERENCES entry (id),        -- that they lead to
            bulletin INTEGER REFERENCES bulletin (id)   -- or that, as a whole
        ) WITHOUT ROWID;
        INSERT INTO redirect_next (path, entry) SELECT path, entry FROM redirect;
        DROP TABLE redirect;
        ALTER TABLE redirect_next RENAME TO redirect;
        CREATE INDEX redirect_bulletin ON redirect (bulletin) WHERE bulletin IS NOT NULL;
        """

    static let former = """
        ALTER TABLE instance ADD COLUMN cluttered INTEGER NOT NULL DEFAULT 0;   -- whether the site may hold surplus files
        CREATE TABLE former_archive (           -- the last archives of feeds that were adopted
            topic TEXT NOT NULL,                -- its slug; empty for the whole site
            series TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (topic, series)
        ) WITHOUT ROWID;
        """

    static let formerIssues = """
        CREATE TABLE former_issue (             -- entries that stood for a bulletin before its file held another issue
            bulletin INTEGER NOT NULL REFERENCES bulletin (id),
            revision INTEGER NOT NULL,          -- the last one that it stood for then
            uri TEXT NOT NULL,
            published INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            PRIMARY KEY (bulletin, revision)
        ) WITHOUT ROWID;
        CREATE INDEX former_issue_uri ON former_issue (uri);
        """

    static let entryIndices = """
        DROP INDEX entry_bulletin;
        CREATE INDEX entry_bulletin ON entry (bulletin, retracted, position);
        DROP INDEX entry_title;
        CREATE INDEX entry_title ON entry (title, bulletin, retracted);
        CREATE INDEX entry_unseen ON entry (bulletin) WHERE released = 0;
        """

    static let moments = """
        CREATE INDEX entry_release ON entry (published + position) WHERE released = 0 AND retracted IS NULL;
        CREATE INDEX entry_retracted ON entry (retracted) WHERE retracted IS NOT NULL;
        CREATE INDEX tombstone_newest ON tombstone (feed, retracted DESC, uri);
        CREATE INDEX file_obstructed ON file (path) WHERE size < 0;
        ALTER TABLE entry ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;    -- when it came into the catalogue
        """

    static let twins = """
        ALTER TABLE entry ADD COLUMN twin INTEGER REFERENCES entry (id);    -- the story that it turned out to be
        """

    /// What was adopted earlier and leads nowhere.
    static func redirectAdopted(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT uri, link, entry, bulletin FROM adopted WHERE entry IS NOT NULL OR bulletin IS NOT NULL")
        for row in rows {
            let link = (row[1] as String?).flatMap { AdoptedEntry.isOwnPage($0) ? nil : $0 }
            for path in [link, row[0]].compactMap({ $0 }).compactMap(Catalogue.redirectPath) {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO redirect (path, entry, bulletin) VALUES (?, ?, ?)",
                    arguments: [path, row[2] as Int64?, row[2] == nil ? row[3] as Int64? : nil])
            }
        }
    }
}
