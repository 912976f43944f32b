internal import BulletinCore
internal import Interop
internal import Logging

/// What the service answers to commands, and what it says of a pause.
extension InboxService {
    /// Answers who asks for the state; it changes nothing, so it may be asked for in the midst of all else.
    func tellStatus() {
        desk.answer(where: { $0.command == .status }, { _ in ControlReply(status: liveStatus()) })
    }

    /// Answers everybody.
    func answerCommands() {
        desk.answer { request in
            do {
                switch request.command {
                case .status: return ControlReply(status: liveStatus())
                case .confirmRetractions: return ControlReply(count: try confirmRetractions())
                case .mend: return ControlReply(count: try mend(request.paths ?? []))
                }
            } catch {
                return ControlReply(error: "\(error)")
            }
        }
    }

    /// Only what the service alone knows stands in it.
    private func liveStatus() -> StatusReport {
        let now = clock()
        let files = view.ledger.notYetTaken
        let items = files.prefix(StatusReport.List.limit).map { file in
            StatusReport.Item(
                file.path, reason: file.reason,
                since: Timestamp(seconds: file.status.changed / 1_000_000_000), at: now)
        }
        var report = StatusReport.empty(at: now)
        report.waiting = StatusReport.List(items, count: files.count)
        report.blocked = BlockedFolders.list(in: pipeline.configuration.inbox, at: now) { _ in
            view.blocked.map { ($0.key, $0.value) }
        }
        report.obstructed = StatusReport.List(
            obstacles.map { StatusReport.Item(SourcePath($0.path), reason: "\($0.error)", since: nil, at: now) })
        report.paused = pause.map { StatusReport.Pause(reason: $0.reason, since: $0.since, at: now) }
        report.refusedSettings = refusal.map { StatusReport.Pause(reason: $0.reason, since: $0.since, at: now) }
        return report
    }

    /// Lets go what is held and not there now; the round that follows retracts it.
    /// - Returns: how many files these are.
    private func confirmRetractions() throws -> Int {
        let inbox: InboxFolder
        do throws(SystemError) {
            inbox = try InboxFolder(path: pipeline.configuration.inbox)
        } catch {
            throw ControlError.refused(reason: "\(HeldRetractions.unreadable(pipeline.configuration.inbox, error))")
        }
        let gone = try HeldRetractions.missing(held, from: inbox)
        confirmed.formUnion(gone)
        logger.notice("retractions were confirmed", metadata: ["files": "\(gone.count)"])
        return gone.count
    }

    private func mend(_ paths: [String]) throws -> Int {
        if try leavesSite() {
            throw ControlError.refused(
                reason:
                    "\(pipeline.configuration.inbox): the inbox was not read since the catalogue was restored or ids were "
                    + "adopted, and the site stays as it is until then; bring back what is missing")
        }
        _ = try pipeline.followSite()
        let count = try pipeline.mend(paths)
        try publish()
        return count
    }

    // MARK: pause

    /// A round failed. A disk that is full or fails stops it until that has passed, and is told once a minute.
    func failed(_ error: any Error) {
        let since = pause?.since ?? clock()
        if let fault = StorageFault(error) {
            pause = (fault.description, since)
            complaints.tell("publication paused", ["reason": "\(fault)"], at: .error, once: "pause")
        } else {
            let error = CatalogueError.inWords(error, state: pipeline.configuration.state)
            pause = ("\(error)", since)
            complaints.tell("inbox could not be published", ["error": "\(error)"], at: .error)
        }
    }

    /// A round ended well.
    func succeeded() {
        guard let pause else { return }
        logger.notice("publication goes on", metadata: ["paused_s": "\(clock().seconds - pause.since.seconds)"])
        self.pause = nil
        complaints.forget("pause")
    }
}

/// Files that the mass guard holds, seen from outside.
enum HeldRetractions {
    /// Those that are not there.
    static func missing(_ held: Set<SourcePath>, from inbox: InboxFolder) throws(SystemError) -> Set<SourcePath> {
        var missing = Set<SourcePath>()
        for path in held where try inbox.root.status(of: path.bytes) == nil { missing.insert(path) }
        return missing
    }

    static func unreadable(_ inbox: String, _ error: SystemError) -> String {
        "\(inbox): the inbox cannot be read (\(error)); nothing was withdrawn, mend that first"
    }
}

/// What of the inbox is not read, seen from outside.
enum BlockedFolders {
    /// - Parameter inbox: its path.
    static func list(in inbox: String, at now: Timestamp) -> StatusReport.List {
        list(in: inbox, at: now) { folder throws(SystemError) in
            var blocked: [(path: SourcePath, reason: String)] = []
            try folder.walk { visit in
                switch visit {
                case .blocked(let path, let reason), .unseen(let path, let reason): blocked.append((path, reason))
                case .folder, .file, .receipt: return
                }
            }
            return blocked
        }
    }

    /// - Parameter look: finds the folders of an inbox that are not entered.
    static func list(
        in inbox: String, at now: Timestamp,
        looking look: (InboxFolder) throws(SystemError) -> [(path: SourcePath, reason: String)]
    ) -> StatusReport.List {
        var blocked: [(path: SourcePath, reason: String)]
        do throws(SystemError) {
            blocked = try look(try InboxFolder(path: inbox))
        } catch {
            let reason = error.isMissing ? "\(error); bring it back: nothing is withdrawn" : InboxFolder.reason(error)
            blocked = [(SourcePath(bytes: []), reason)]
        }
        let items = blocked.sorted { $0.path < $1.path }.map { path, reason in
            StatusReport.Item(
                path.bytes.isEmpty ? SourcePath(inbox) : path, reason: reason, since: nil, at: now)
        }
        return StatusReport.List(items)
    }
}
