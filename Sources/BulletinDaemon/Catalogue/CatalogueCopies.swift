internal import BulletinCore
internal import Foundation
internal import GRDB

/// Files that are held back since another stands for them.
extension Catalogue {
    /// A query for them, with the file that stands for each now: it may bear another name than when that was told.
    static let copies = """
        SELECT path, since, reason, (
            SELECT other.path FROM source AS other
            WHERE other.bulletin = source.bulletin AND other.state <> 'duplicate' ORDER BY other.path LIMIT 1) AS original
        FROM source WHERE state = 'duplicate'
        """

    /// What one of them is, and of which file.
    /// - Parameter row: of `copies`.
    static func reason(ofCopy row: Row) -> String? {
        guard let original = row["original"] as Data? else { return nil }
        let path = SourcePath(bytes: Array(original))
        // What was held back by an older program says nothing of itself.
        return (row["reason"] as String?).flatMap(Taking.Resemblance.init)?.reason(path) ?? "another copy of \(path)"
    }

    /// In the order of paths.
    func heldCopies() throws -> [(path: SourcePath, reason: String)] {
        try read { db in
            try Row.fetchAll(db.cachedStatement(sql: Self.copies + " ORDER BY path")).compactMap { row in
                Self.reason(ofCopy: row).map { (SourcePath(bytes: Array(row["path"] as Data)), $0) }
            }
        }
    }
}
