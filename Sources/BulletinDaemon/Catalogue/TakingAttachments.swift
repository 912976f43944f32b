internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// What bulletins get of the files that they want, and what those are called on the site.
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
        var facts = MediaFacts()
    }

    /// Gives all bulletins that the batch touched what they want and what is there.
    mutating func attachFiles() throws {
        for id in touched.sorted()
        where holdings.media || holdings.attachments || embedded[id]?.isEmpty == false {
            try attach(id)
        }
        for digest in unused {
            try db.run(
                """
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
                db.cachedStatement(sql: "SELECT reference FROM want WHERE bulletin = ? AND length(reference) > 0"),
                arguments: [id]
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
        try examine(&rows, knowing: old)
        guard rows != old else { return }
        // `updated` of the entries stays: title, text and links are the same, and a picture that comes a moment after
        // its bulletin is no correction.
        try store(rows, of: id)
        holdings.attachments = true
        unused.formUnion(old.map(\.digest))
        try db.markPages(of: "VALUES (\(id))")
        noteChange(of: id)
        changedFiles.insert(id)
    }

    /// Files of the inbox for a bulletin: first those that it refers to, then those that are called like it.
    private func filesBeside(_ id: Int64) throws -> [AttachmentRow] {
        let wants = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT place, reference FROM want WHERE bulletin = ? ORDER BY length(reference) = 0, reference"),
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
            // The file that is called like it goes before `week12.2.pdf`.
            let found = try Row.fetchAll(called, arguments: range)
            func isSide(_ row: Row) -> Bool {
                (row[0] as Data).dropFirst(place.count + 1).contains(UInt8(ascii: "."))
            }
            for row in found.filter({ !isSide($0) }) + found.filter(isSide) {
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
        let byReference = Dictionary(old.map { ($0.reference, $0) }, uniquingKeysWith: { one, _ in one })
        let byDigest = Dictionary(old.map { ($0.digest, $0) }, uniquingKeysWith: { one, _ in one })
        var taken: [String: [UInt8]] = [:]
        func keep(_ former: AttachmentRow?, at index: Int) {
            guard let former, former.fileExtension == rows[index].fileExtension,
                taken[former.name, default: rows[index].digest] == rows[index].digest
            else { return }
            rows[index].name = former.name
            taken[former.name] = rows[index].digest
        }
        for index in rows.indices { keep(byReference[rows[index].reference], at: index) }
        for index in rows.indices where rows[index].name.isEmpty { keep(byDigest[rows[index].digest], at: index) }
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

    /// Looks into the files that are new.
    private func examine(_ rows: inout [AttachmentRow], knowing old: [AttachmentRow]) throws {
        let known = Dictionary(old.map { ($0.digest, $0.facts) }, uniquingKeysWith: { one, _ in one })
        let blob = try db.cachedStatement(sql: "SELECT bytes FROM blob WHERE sha256 = ?")
        for index in rows.indices {
            let digest = rows[index].digest
            if let facts = known[digest] {
                rows[index].facts = facts
            } else if let format = MediaFormat.published(as: rows[index].fileExtension),
                let bytes = try Data.fetchOne(blob, arguments: [digest.data])
            {
                rows[index].facts = MediaFacts.of(Array(bytes), as: format)
            }
        }
    }

    private func attachments(of id: Int64) throws -> [AttachmentRow] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT reference, name, title, size, sha256, extension, embedded, loose, width, height, milliseconds
                FROM attachment
                WHERE bulletin = ? ORDER BY position
                """)
        return try Row.fetchAll(statement, arguments: [id]).map { row in
            AttachmentRow(
                reference: Array(row[0] as Data), name: row[1], title: row[2], size: row[3],
                digest: Array(row[4] as Data), fileExtension: row[5], isEmbedded: row[6], isLoose: row[7],
                facts: MediaFacts(width: row[8], height: row[9], milliseconds: row[10]))
        }
    }

    private func store(_ rows: [AttachmentRow], of id: Int64) throws {
        try db.run("DELETE FROM attachment WHERE bulletin = \(id)")
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO attachment
                    (bulletin, position, reference, name, title, size, sha256, extension, embedded, loose, width, height,
                    milliseconds)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (position, row) in rows.enumerated() {
            try insert.execute(arguments: [
                id, position, row.reference.data, row.name, row.title, row.size, row.digest.data, row.fileExtension,
                row.isEmbedded, row.isLoose, row.facts.width, row.facts.height, row.facts.milliseconds,
            ])
        }
    }

    /// Those of the pictures that a bulletin shows that are not there.
    func missing(of pictures: [String], as id: Int64) throws -> [String] {
        guard !pictures.isEmpty else { return [] }
        let keys = Set(try attachments(of: id).map(\.reference))
        var seen = Set<String>()
        return pictures.filter { picture in
            guard seen.insert(picture).inserted else { return false }
            return LocalAddress.key(of: picture).map { !keys.contains($0) } ?? true
        }
    }
}
