internal import BulletinCore
internal import GRDB
internal import Logging

extension Catalogue {
    /// The clock of a service on this catalogue.
    func clock(logger: Logger) throws -> TrustedClock {
        let latest = try read { try Int64.fetchOne($0, sql: "SELECT moment FROM instance") ?? 0 }
        return TrustedClock(
            created: Timestamp(authority.date), latest: Timestamp(seconds: latest), logger: logger)
    }

    /// Remembers that the clock was set back, and was right in that: a start would go on from what was remembered before.
    func follow(_ now: Timestamp) throws {
        let isSetBack = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT moment > ? FROM instance"), arguments: [now.seconds]) ?? false
        }
        guard isSetBack else { return }
        try database.write { try $0.run("UPDATE instance SET moment = \(now.seconds)") }
    }
}
