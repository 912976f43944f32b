internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

extension Taking {
    /// A row of `source`.
    struct KnownSource {
        static let columns = "path, state, bulletin, sha256, device, inode"

        var path: SourcePath
        var state: String
        var bulletin: Int64?
        var digest: [UInt8]
        var identity: FileIdentity

        /// The bulletin that this file brought: a copy of another brought none.
        var own: Int64? { state == "duplicate" ? nil : bulletin }

        init(_ row: Row) {
            path = SourcePath(bytes: Array(row[0] as Data))
            state = row[1]
            bulletin = row[2]
            digest = Array(row[3] as Data)
            identity = FileIdentity(device: UInt64(bitPattern: row[4]), inode: UInt64(bitPattern: row[5]))
        }
    }

    func source(_ path: SourcePath) throws -> KnownSource? {
        try sources(where: "path = ?", [path.data]).first
    }

    /// In the order of paths.
    func sources(of bulletin: Int64) throws -> [KnownSource] {
        try sources(where: "bulletin = ? ORDER BY path", [bulletin])
    }

    /// Files that brought a bulletin by these bytes, in the order of paths.
    func sources(digest: [UInt8]) throws -> [KnownSource] {
        try sources(
            where: "sha256 = ? AND state IN ('accepted', 'draft') AND bulletin IS NOT NULL ORDER BY path", [digest.data]
        )
    }

    /// Refused files with these bytes of which an earlier version was taken.
    func refusedSources(digest: [UInt8]) throws -> [KnownSource] {
        try sources(where: "sha256 = ? AND state = 'rejected' AND bulletin IS NOT NULL ORDER BY path", [digest.data])
    }

    /// Files of one name but for the extension, in the order of paths.
    func sources(beside path: SourcePath) throws -> [KnownSource] {
        let bounds = path.bounds
        // Mostly there is none, which one column tells sooner than a row of them.
        let any = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM source WHERE path > ? AND path < ?)")
        guard try Bool.fetchOne(any, arguments: bounds) ?? false else { return [] }
        return try sources(where: "path > ? AND path < ? ORDER BY path", bounds).filter { $0.path.isBeside(path) }
    }

    /// The same, and where a name says that it is a version, the files whose name is the rest of it.
    func sources(besideVersion path: SourcePath) throws -> [KnownSource] {
        let beside = try sources(beside: path)
        guard let original = VersionNames.original(of: path) else { return beside }
        return try beside + sources(beside: original)
    }

    /// A file of the bulletin that is there now, one that is no copy if there is one.
    func presentSource(of bulletin: Int64, besides path: SourcePath) throws -> KnownSource? {
        let present = try sources(of: bulletin).filter { $0.path != path && !missing.contains($0.path) }
        return present.first { $0.own != nil } ?? present.first
    }

    func isForsaken(_ bulletin: Int64, besides path: SourcePath) throws -> Bool {
        try presentSource(of: bulletin, besides: path) == nil
    }

    private func sources(where condition: String, _ arguments: StatementArguments) throws -> [KnownSource] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(KnownSource.columns) FROM source WHERE \(condition)")
        return try Row.fetchAll(statement, arguments: arguments).map(KnownSource.init)
    }
}

extension SourcePath {
    /// Whether a file lies beside another under the same name, in another format.
    func isBeside(_ other: SourcePath) -> Bool { self != other && withoutExtension == other.withoutExtension }

    /// What paths lie between that begin with this name and have some extension.
    var bounds: StatementArguments {
        let name = withoutExtension
        return [(name + [UInt8(ascii: ".")]).data, (name + [UInt8(ascii: ".") + 1]).data]
    }
}
