internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// Which files of the inbox go out with which bulletins.
///
/// A bulletin wants the files that its HTML refers to, and those in its folder that are called like it: its name
/// without extension, a dot, and anything. Where two bulletins' names fit, the longer one has the file. What is wanted
/// is stored, so the bulletin and the file may come in either order, and a file may serve several.
extension Taking {
    /// What a bulletin's file is, whatever the format that holds it.
    struct AttachmentRow: Hashable {
        var reference: [UInt8]
        var name: String
        var title: String
        var size: Int
        var digest: [UInt8]
        var fileExtension: String
        /// In the bulletin itself, not beside it.
        var isEmbedded: Bool
        /// Nothing in the bulletin refers to it.
        var isLoose: Bool
    }

    // MARK: Files of the inbox

    /// Takes a media file in. Bulletins that want it have it at the end of the batch.
    mutating func takeMedia(_ file: TakenFile, _ format: MediaFormat, _ bytes: [UInt8]) throws {
        try db.execute(literal: "DELETE FROM source WHERE path = \(file.path.data)")
        try touch(wanting: file.path)
        if let old = try mediaDigest(file.path), old != file.digest { unused.insert(old) }
        try keep(bytes, digest: file.digest)
        let status = file.status
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO media (path, place, device, inode, size, modified, changed, sha256, extension, taken)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET device = excluded.device, inode = excluded.inode,
                    size = excluded.size, modified = excluded.modified, changed = excluded.changed,
                    sha256 = excluded.sha256, extension = excluded.extension
                """)
        try statement.execute(arguments: [
            file.path.data, file.path.place.data, Int64(bitPattern: status.device), Int64(bitPattern: status.inode),
            status.size, status.modified, status.changed, file.digest.data, format.fileExtension, now.seconds,
        ])
        batch.settled.append(file.path)
    }

    /// The same bytes as before, written again.
    func touchMedia(_ file: TakenFile) throws {
        let status = file.status
        try db.execute(
            literal: """
                UPDATE media SET device = \(Int64(bitPattern: status.device)),
                    inode = \(Int64(bitPattern: status.inode)), size = \(status.size), modified = \(status.modified),
                    changed = \(status.changed) WHERE path = \(file.path.data)
                """)
    }

    /// A file is gone, or is a bulletin now.
    mutating func dropMedia(_ path: SourcePath) throws {
        guard let digest = try mediaDigest(path) else { return }
        try touch(wanting: path)
        try db.execute(literal: "DELETE FROM media WHERE path = \(path.data)")
        unused.insert(digest)
    }

    private func mediaDigest(_ path: SourcePath) throws -> [UInt8]? {
        let statement = try db.cachedStatement(sql: "SELECT sha256 FROM media WHERE path = ?")
        return try Data.fetchOne(statement, arguments: [path.data]).map { Array($0) }
    }

    private func keep(_ bytes: [UInt8], digest: [UInt8]) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", arguments: [digest.data, bytes.data])
    }

    // MARK: What bulletins want

    /// Notes what a new version wants; what it gets is decided at the end of the batch.
    mutating func want(_ bulletin: Bulletin, from path: SourcePath, as id: Int64) throws {
        try touch(sharingStemOf: id)
        try db.execute(literal: "DELETE FROM want WHERE bulletin = \(id)")
        let insert = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO want (bulletin, place, reference) VALUES (?, ?, ?)")
        let stem = SourcePath(bytes: path.withoutExtension).place
        try insert.execute(arguments: [id, stem.data, Data()])
        for key in bulletin.mentionedKeys {
            // What is embedded has a reference, too, and no place of its own.
            let place = LocalAddress.place(of: key, from: path.folders) ?? []
            try insert.execute(arguments: [id, place.data, key.data])
        }
        try touch(sharingStemOf: id)
        embedded[id] = bulletin.attachments
        touched.insert(id)
    }

    /// A bulletin without a source has no files.
    mutating func wantNothing(_ id: Int64) throws {
        try touch(sharingStemOf: id)
        try db.execute(literal: "DELETE FROM want WHERE bulletin = \(id)")
        embedded[id] = []
        touched.insert(id)
    }

    private mutating func touch(wanting path: SourcePath) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT bulletin FROM want WHERE place = ? AND length(reference) > 0")
        touched.formUnion(try Int64.fetchAll(statement, arguments: [path.place.data]))
        for stem in Self.stems(of: path.place) { touched.formUnion(try bulletins(calling: stem)) }
    }

    /// Bulletins whose names begin one another: each may take a file from the other.
    private mutating func touch(sharingStemOf id: Int64) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT place FROM want WHERE bulletin = ? AND length(reference) = 0")
        for place in try Data.fetchAll(statement, arguments: [id]) {
            for stem in Self.stems(of: Array(place)) { touched.formUnion(try bulletins(calling: stem)) }
        }
    }

    private func bulletins(calling stem: [UInt8]) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: "SELECT bulletin FROM want WHERE place = ? AND length(reference) = 0")
        return try Int64.fetchAll(statement, arguments: [stem.data])
    }

    /// The names of bulletins that a file may be called after, longest first.
    private static func stems(of place: [UInt8]) -> [[UInt8]] {
        var stems: [[UInt8]] = []
        let start = (place.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        for dot in place.indices.reversed() where dot > start && place[dot] == UInt8(ascii: ".") {
            stems.append(Array(place[..<dot]))
            // Names with more dots are no names of bulletins.
            if stems.count == 16 { break }
        }
        return stems
    }

    // MARK: What bulletins get

    /// Gives all bulletins that the batch touched what they want and what is there.
    mutating func attachFiles() throws {
        for id in touched.sorted() { try attach(id) }
        for digest in unused {
            try db.execute(
                literal: """
                    DELETE FROM blob WHERE sha256 = \(digest.data)
                        AND NOT EXISTS (SELECT * FROM media WHERE sha256 = \(digest.data))
                        AND NOT EXISTS (SELECT * FROM attachment WHERE sha256 = \(digest.data))
                    """)
        }
    }

    private mutating func attach(_ id: Int64) throws {
        let old = try attachments(of: id)
        let mentioned = try Set(
            Data.fetchAll(
                db, sql: "SELECT reference FROM want WHERE bulletin = ? AND length(reference) > 0", arguments: [id]
            ).map { Array($0) })
        var rows: [AttachmentRow] = []
        if let embedded = embedded[id] {
            for file in embedded {
                let key = LocalAddress.composed(Array(file.reference.utf8))
                guard let format = MediaFormat.of(file.bytes, fileExtension: SourcePath(file.reference).fileExtension),
                    !rows.contains(where: { $0.reference == key })
                else { continue }
                let digest = SHA256Digest.digest(of: file.bytes)
                try keep(file.bytes, digest: digest)
                rows.append(
                    AttachmentRow(
                        reference: key, name: "", title: file.title, size: file.bytes.count, digest: digest,
                        fileExtension: format.fileExtension, isEmbedded: true, isLoose: !mentioned.contains(key)))
            }
        } else {
            rows = old.filter(\.isEmbedded)
        }
        let embeddedKeys = Set(rows.map(\.reference))
        rows += try filesBeside(id).filter { !embeddedKeys.contains($0.reference) }
        name(&rows, keeping: old)
        guard rows != old else { return }
        try store(rows, of: id)
        unused.formUnion(old.map(\.digest))
        try db.markPages(of: "VALUES (\(id))")
        try db.markFeeds()
        let isSeen = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT * FROM entry WHERE bulletin = ? AND released = 1 AND retracted IS NULL)
                """, arguments: [id])
        isVisible = isVisible || isSeen == true
    }

    /// Files of the inbox for a bulletin: first those that it refers to, then those that are called like it.
    private func filesBeside(_ id: Int64) throws -> [AttachmentRow] {
        let wants = try Row.fetchAll(
            db, sql: "SELECT place, reference FROM want WHERE bulletin = ? ORDER BY length(reference) = 0, reference",
            arguments: [id])
        let mentioned = Set(wants.filter { !(($0[1] as Data).isEmpty) }.map { Array($0[0] as Data) })
        let exact = try db.cachedStatement(
            sql: "SELECT place, size, sha256, extension FROM media WHERE place = ? ORDER BY path LIMIT 1")
        let called = try db.cachedStatement(
            sql: """
                SELECT place, size, sha256, extension FROM media WHERE place > ? AND place < ? ORDER BY place, path
                """)
        var rows: [AttachmentRow] = []
        for want in wants {
            let (place, reference) = (Array(want[0] as Data), Array(want[1] as Data))
            guard reference.isEmpty else {
                if let row = try Row.fetchOne(exact, arguments: [place.data]) {
                    rows.append(Self.attachment(row, reference: reference, isLoose: false))
                }
                continue
            }
            let range: StatementArguments = [(place + [UInt8(ascii: ".")]).data, (place + [UInt8(ascii: "/")]).data]
            for row in try Row.fetchAll(called, arguments: range) {
                let file = Array(row[0] as Data)
                let name = SourcePath(bytes: file).name
                guard !mentioned.contains(file), rows.last?.reference != name,
                    try Self.stems(of: file).first(where: { try !bulletins(calling: $0).isEmpty }) == place
                else { continue }
                rows.append(Self.attachment(row, reference: name, isLoose: true))
            }
        }
        return rows
    }

    private static func attachment(_ row: Row, reference: [UInt8], isLoose: Bool) -> AttachmentRow {
        AttachmentRow(
            reference: reference, name: "", title: "", size: row[1], digest: Array(row[2] as Data),
            fileExtension: row[3], isEmbedded: false, isLoose: isLoose)
    }

    /// Names files for the site: as they were, when the reference is the same, or the bytes; else after their own
    /// names, in ASCII, one name for one file.
    private func name(_ rows: inout [AttachmentRow], keeping old: [AttachmentRow]) {
        let known = Dictionary(old.map { ($0.reference, $0) }, uniquingKeysWith: { one, _ in one })
        let same = Dictionary(old.map { ($0.digest, $0) }, uniquingKeysWith: { one, _ in one })
        var taken: [String: [UInt8]] = [:]
        for index in rows.indices {
            let row = rows[index]
            for former in [known[row.reference], same[row.digest]].compactMap({ $0 })
            where former.fileExtension == row.fileExtension && taken[former.name, default: row.digest] == row.digest {
                rows[index].name = former.name
                taken[former.name] = row.digest
                break
            }
        }
        for index in rows.indices where rows[index].name.isEmpty {
            let row = rows[index]
            let path = SourcePath(bytes: row.reference)
            let stem = SourcePath(bytes: SourcePath(bytes: path.name).withoutExtension).description
            let slug = BulletinKey(stem).slug { slug in
                taken["\(slug).\(row.fileExtension)", default: row.digest] != row.digest
            }
            rows[index].name = "\(slug).\(row.fileExtension)"
            taken[rows[index].name] = row.digest
        }
    }

    private func attachments(of id: Int64) throws -> [AttachmentRow] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT reference, name, title, size, sha256, extension, embedded, loose FROM attachment
                WHERE bulletin = ? ORDER BY position
                """)
        return try Row.fetchAll(statement, arguments: [id]).map { row in
            AttachmentRow(
                reference: Array(row[0] as Data), name: row[1], title: row[2], size: row[3],
                digest: Array(row[4] as Data), fileExtension: row[5], isEmbedded: row[6], isLoose: row[7])
        }
    }

    private func store(_ rows: [AttachmentRow], of id: Int64) throws {
        try db.execute(literal: "DELETE FROM attachment WHERE bulletin = \(id)")
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO attachment
                    (bulletin, position, reference, name, title, size, sha256, extension, embedded, loose)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (position, row) in rows.enumerated() {
            try insert.execute(arguments: [
                id, position, row.reference.data, row.name, row.title, row.size, row.digest.data, row.fileExtension,
                row.isEmbedded, row.isLoose,
            ])
        }
    }

    /// Pictures that a bulletin shows and that are not there.
    func missingPictures(of bulletin: Bulletin, as id: Int64) throws -> [String] {
        let keys = Set(try attachments(of: id).map(\.reference))
        var seen = Set<String>()
        return bulletin.pictures.filter { picture in
            guard seen.insert(picture).inserted else { return false }
            return LocalAddress.key(of: picture).map { !keys.contains($0) } ?? true
        }
    }
}

extension Bulletin {
    /// The HTML of the intro and of all stories.
    private var htmls: [String] { [intro] + sections.map(\.html) }

    /// `LocalAddress.key(of:)` of all local addresses.
    fileprivate var mentionedKeys: [[UInt8]] {
        let addresses = htmls.flatMap { LocalAddress.references(in: $0).map(\.text) }
        let links = sections.flatMap { $0.links.compactMap { $0.url.flatMap(LocalAddress.reference) } }
        return (addresses + links).compactMap(LocalAddress.key)
    }

    /// Local addresses of pictures, as they are written.
    fileprivate var pictures: [String] {
        htmls.flatMap { LocalAddress.references(in: $0).filter(\.isImage).map(\.text) }
    }
}

extension SourcePath {
    /// Each component in NFC: what references and names of bulletins are compared with.
    var place: [UInt8] {
        Array((folders + [name]).map(LocalAddress.composed).joined(separator: [UInt8(ascii: "/")]))
    }
}
