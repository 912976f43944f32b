internal import BulletinCore
internal import Logging

/// What is told beside the files of the inbox.
extension InboxService {
    /// Seconds that a picture may wait for its bulletin before a note tells that none shows it, and a bulletin for its
    /// pictures.
    static let patience = 600

    func tellLater(_ paths: [SourcePath]) {
        if pipeline.configuration.publishedReceipts { untold.formUnion(paths) }
    }

    /// For the notes about all published files, where they are wanted.
    func acceptances() throws -> [Acceptance] {
        guard pipeline.configuration.publishedReceipts else { return [] }
        let acceptances = adding(try pipeline.catalogue.acceptances())
        untold = Set(acceptances.filter(\.waits).map(\.path))
        return acceptances
    }

    /// Puts back notes that are missing, and removes those that no file needs, and all that lie where the settings want
    /// none any more.
    func refreshNotes() throws {
        guard let folder = view.folder else { return }
        let place = pipeline.configuration.receipts
        let former = try pipeline.catalogue.notePlace()
        if former != place {
            var settings = pipeline.configuration
            settings.receipts = former
            Receipts(of: settings, pipeline.channel, inbox: folder, complaints: complaints, makesFolder: false)?
                .refresh([], present: view.notes.all)
            try pipeline.catalogue.put(notesInto: place)
        }
        let waiting = try pipeline.catalogue.unclaimedMedia(before: clock().advanced(by: -Self.patience))
        unclaimed = Set(waiting)
        let rejections = try pipeline.catalogue.rejections() + waiting.map(Self.unclaimedNote) + blockedNotes
        lacking = try pipeline.catalogue.lackingFiles(before: clock().advanced(by: -Self.patience))
        let (stillOut, notes) = (try pipeline.catalogue.stillOut(), adding(try pipeline.catalogue.notes()))
        let acceptances = try acceptances()
        let copies = pipeline.configuration.publishedReceipts ? try pipeline.catalogue.heldCopies() : []
        debt.isOwed = false
        currentReceipts?.refresh(
            rejections, stillOut: stillOut, notes: notes, acceptances: acceptances, copies: copies,
            present: view.notes.all)
    }

    /// Tells which files have waited long enough for a bulletin to show them, and takes back what is settled.
    /// - Parameter isWhole: whether all are looked at, not only those of which it was told.
    func noteUnclaimed(isWhole: Bool) throws {
        guard isWhole || !unclaimed.isEmpty else { return }
        let waiting = try pipeline.catalogue.unclaimedMedia(
            of: isWhole ? nil : unclaimed, before: clock().advanced(by: -Self.patience))
        let new = waiting.filter { !unclaimed.contains($0) }
        for path in new { logger.info("no bulletin shows a file", metadata: ["path": "\(path)"]) }
        currentReceipts?.write(new.map(Self.unclaimedNote))
        currentReceipts?.remove(for: Array(unclaimed.subtracting(waiting)))
        unclaimed = Set(waiting)
    }

    /// Tells which bulletins have waited long enough for files that they refer to, and takes back what is settled.
    /// - Parameter isWhole: whether all are looked at, not only those of which it was told.
    func noteLacking(isWhole: Bool) throws {
        let former = lacking
        guard isWhole || !former.isEmpty else { return }
        lacking = try pipeline.catalogue.lackingFiles(
            of: isWhole ? nil : Array(former.keys), before: clock().advanced(by: -Self.patience))
        let changed = Set(former.keys).union(lacking.keys).filter { former[$0] != lacking[$0] }.sorted()
        guard !changed.isEmpty else { return }
        for path in changed {
            guard let files = lacking[path] else { continue }
            logger.warning(
                "bulletin lacks files", metadata: ["path": "\(path)", "files": "\(files.joined(separator: ", "))"])
        }
        let acceptances = try pipeline.catalogue.acceptances(of: changed)
        let notes = adding(acceptances.map { ($0.path, $0.remarks) }).filter { changed.contains($0.path) }
        currentReceipts?.write(notes.filter { !$0.remarks.isEmpty })
        currentReceipts?.withdrawNotes(on: notes.filter(\.remarks.isEmpty).map(\.path))
        currentReceipts?.write(adding(acceptances))
    }

    private func remarks(lacking path: SourcePath) -> [Remark] {
        (lacking[path] ?? []).prefix(Remark.limit).map(Remark.lacks)
    }

    /// With what bulletins lack.
    private func adding(
        _ notes: [(path: SourcePath, remarks: [Remark])]
    ) -> [(path: SourcePath, remarks: [Remark])] {
        let noted = Set(notes.map(\.path))
        return notes.map { ($0.path, $0.remarks + remarks(lacking: $0.path)) }
            + lacking.keys.filter { !noted.contains($0) }.sorted().map { ($0, remarks(lacking: $0)) }
    }

    func adding(_ acceptances: [Acceptance]) -> [Acceptance] {
        acceptances.map { acceptance in
            var acceptance = acceptance
            acceptance.remarks += remarks(lacking: acceptance.path)
            return acceptance
        }
    }

    static func unclaimedNote(_ path: SourcePath) -> (path: SourcePath, reason: String) {
        let ending = path.fileExtension
        let reason =
            "\(path): no bulletin shows this file, and it is none itself; call it like its bulletin "
            + "(NAME.\(ending) beside NAME.txt), or refer to it in the text"
        return (path, reason)
    }

    /// What is told beside folders that are not entered.
    var blockedNotes: [(path: SourcePath, reason: String)] {
        view.blocked.filter { !$0.key.bytes.isEmpty }.map { ($0.key, "\($0.key): \($0.value)") }
    }
}
