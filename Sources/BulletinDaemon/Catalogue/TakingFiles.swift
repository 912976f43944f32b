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
    // MARK: Files of the inbox

    /// Takes a media file in. Bulletins that want it have it at the end of the batch.
    mutating func takeMedia(_ file: TakenFile, _ format: MediaFormat, _ bytes: [UInt8]) throws {
        try db.run("DELETE FROM source WHERE path = \(file.path.data)")
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
        holdings.media = true
        batch.settled.append(file.path)
    }

    /// The same bytes as before, written again.
    func touchMedia(_ file: TakenFile) throws {
        let status = file.status
        try db.run(
            """
            UPDATE media SET device = \(Int64(bitPattern: status.device)),
                inode = \(Int64(bitPattern: status.inode)), size = \(status.size), modified = \(status.modified),
                changed = \(status.changed) WHERE path = \(file.path.data)
            """)
    }

    /// A file is gone, or is a bulletin now.
    mutating func dropMedia(_ path: SourcePath) throws {
        guard holdings.media, let digest = try mediaDigest(path) else { return }
        try touch(wanting: path)
        try db.run("DELETE FROM media WHERE path = \(path.data)")
        unused.insert(digest)
    }

    private func mediaDigest(_ path: SourcePath) throws -> [UInt8]? {
        let statement = try db.cachedStatement(sql: "SELECT sha256 FROM media WHERE path = ?")
        return try Data.fetchOne(statement, arguments: [path.data]).map { Array($0) }
    }

    func keep(_ bytes: [UInt8], digest: [UInt8]) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", arguments: [digest.data, bytes.data])
    }

    // MARK: What bulletins want

    /// Notes what a new version wants; what it gets is decided at the end of the batch.
    /// - Returns: the pictures that it refers to, as they are written.
    mutating func want(_ bulletin: Bulletin, from path: SourcePath, as id: Int64, isNew: Bool) throws -> [String] {
        if !isNew {
            try touch(sharingStemOf: id)
            try db.run("DELETE FROM want WHERE bulletin = \(id)")
        }
        let insert = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO want (bulletin, place, reference) VALUES (?, ?, ?)")
        let stem = SourcePath(bytes: path.withoutExtension).place
        try insert.execute(arguments: [id, stem.data, Data()])
        let references = bulletin.references
        for key in bulletin.keys(of: references) {
            // What is embedded has a reference, too, and no place of its own.
            let place = LocalAddress.place(of: key, from: path.folders) ?? []
            try insert.execute(arguments: [id, place.data, key.data])
        }
        try touch(sharingStem: stem)
        embedded[id] = bulletin.attachments
        touched.insert(id)
        return references.filter(\.isImage).map(\.text)
    }

    /// A bulletin without a source has no files.
    mutating func wantNothing(_ id: Int64) throws {
        try touch(sharingStemOf: id)
        try db.run("DELETE FROM want WHERE bulletin = \(id)")
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
        for place in try Data.fetchAll(statement, arguments: [id]) { try touch(sharingStem: Array(place)) }
    }

    private mutating func touch(sharingStem place: [UInt8]) throws {
        for stem in Self.stems(of: place) { touched.formUnion(try bulletins(calling: stem)) }
    }

    func bulletins(calling stem: [UInt8]) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: "SELECT bulletin FROM want WHERE place = ? AND length(reference) = 0")
        return try Int64.fetchAll(statement, arguments: [stem.data])
    }

    /// The names of bulletins that a file may be called after, longest first.
    static func stems(of place: [UInt8]) -> [[UInt8]] {
        var stems: [[UInt8]] = []
        let start = (place.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        for dot in place.indices.reversed() where dot > start && place[dot] == UInt8(ascii: ".") {
            stems.append(Array(place[..<dot]))
            // Names with more dots are no names of bulletins.
            if stems.count == 16 { break }
        }
        return stems
    }
}

extension Bulletin {
    /// Of the intro and of all stories.
    fileprivate var references: [LocalReference] {
        LocalAddress.references(in: intro) + sections.flatMap { LocalAddress.references(in: $0.html) }
    }

    /// `LocalAddress.key(of:)` of all local addresses.
    fileprivate func keys(of references: [LocalReference]) -> [[UInt8]] {
        let links = sections.flatMap { $0.links.compactMap { $0.url.flatMap(LocalAddress.reference) } }
        return (references.map(\.text) + links).compactMap(LocalAddress.key)
    }
}

extension SourcePath {
    /// Each component in NFC: what references and names of bulletins are compared with.
    var place: [UInt8] {
        Array((folders + [name]).map(LocalAddress.composed).joined(separator: [UInt8(ascii: "/")]))
    }
}
