internal import BulletinCore
internal import Foundation
internal import GRDB

extension Catalogue {
    /// What the catalogue knows of its state.
    func report(at now: Timestamp) throws -> StatusReport {
        try database.read { db in
            let report = Report(db: db, now: now)
            return StatusReport(
                time: now.rfc3339,
                bulletins: try report.count("source WHERE state = 'accepted' OR \(Report.withdrawn)"),
                entries: try report.count("entry WHERE retracted IS NULL"),
                latest: try Int64.fetchOne(db, sql: "SELECT MAX(accepted) FROM revision").map {
                    Timestamp(seconds: $0).rfc3339
                },
                rejected: try report.files("rejected"), embargoed: try report.embargoed(),
                drafts: try report.files("draft", besides: Report.withdrawn), duplicates: try report.duplicates(),
                held: try report.held(),
                pending: StatusReport.Pending(
                    pages: try report.count("pending WHERE bulletin > 0"), documents: try report.count("due"),
                    others: try report.count("pending WHERE bulletin = 0")
                        + report.count("sitemap WHERE due = 1") + report.count("retired")))
        }
    }

    private struct Report {
        let db: Database
        let now: Timestamp
        /// Files of bulletins that were withdrawn, and come out again when their time has come.
        static let withdrawn = "state = 'draft' AND until IS NOT NULL"

        func count(_ rows: String) throws -> Int {
            try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(rows)") ?? 0
        }

        private func item(_ row: Row) -> StatusReport.Item { item(row, reason: row["reason"]) }

        private func item(_ row: Row, reason: String?) -> StatusReport.Item {
            let since: Int64 = row["since"]
            return StatusReport.Item(
                SourcePath(bytes: Array(row["path"] as Data)), reason: reason,
                since: since > 0 ? Timestamp(seconds: since) : nil, at: now)
        }

        func files(_ state: String, besides others: String = "FALSE") throws -> StatusReport.List {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT path, reason, since FROM source WHERE state = ? AND NOT (\(others))
                    ORDER BY path LIMIT \(StatusReport.List.limit)
                    """, arguments: [state])
            return StatusReport.List(
                rows.map(item), count: try count("source WHERE state = '\(state)' AND NOT (\(others))"))
        }

        /// Copies and earlier versions, with what they are and of which file.
        func duplicates() throws -> StatusReport.List {
            let sql = "\(Catalogue.copies) ORDER BY path LIMIT \(StatusReport.List.limit)"
            let items = try Row.fetchAll(db, sql: sql).map { item($0, reason: Catalogue.reason(ofCopy: $0)) }
            return StatusReport.List(items, count: try count("source WHERE state = 'duplicate'"))
        }

        func held() throws -> StatusReport.List {
            let sql = "SELECT path, NULL AS reason, since FROM held ORDER BY path LIMIT \(StatusReport.List.limit)"
            return StatusReport.List(try Row.fetchAll(db, sql: sql).map(item), count: try count("held"))
        }

        /// Bulletins with stories whose time has not come, the first to come out first. Of those that were withdrawn the
        /// stories are not counted.
        func embargoed() throws -> StatusReport.List {
            let sql = """
                SELECT bulletin.path, bulletin.title, MIN(published) AS moment, COUNT(*) AS stories
                FROM entry JOIN bulletin ON bulletin.id = entry.bulletin
                WHERE released = 0 AND retracted IS NULL GROUP BY bulletin.id
                UNION ALL SELECT source.path, bulletin.title, until, NULL
                FROM source JOIN bulletin ON bulletin.id = source.bulletin WHERE \(Self.withdrawn)
                ORDER BY moment, path
                """
            let rows = try Row.fetchAll(db, sql: "\(sql) LIMIT \(StatusReport.List.limit)")
            let items = rows.map { row in
                StatusReport.Item(
                    SourcePath(bytes: Array(row["path"] as Data)), title: row["title"], stories: row["stories"],
                    since: Timestamp(seconds: row["moment"]), at: now)
            }
            return StatusReport.List(items, count: try count("(\(sql))"))
        }
    }
}
