internal import BulletinCore
internal import Logging
internal import ServiceLifecycle

/// From the catalogue to the site.
extension InboxService {
    /// Marks files of the site to be published again that are not as they were published.
    func checkSite() {
        do {
            _ = try pipeline.followSite()
            // Tried each time, however many files there are.
            let obstructed = try pipeline.catalogue.obstructedFiles()
            pipeline.publisher.obstacles.forget()
            try pipeline.catalogue.lost(obstructed)
            let lost = try siteCheck.lost(from: pipeline.publisher.root, pipeline.catalogue)
            guard let first = lost.first else { return }
            logger.warning(
                "site lacked published files, they are put back",
                metadata: ["files": "\(lost.count)", "first": "\(first)"])
            try pipeline.catalogue.lost(lost)
        } catch {
            complaints.tell("site could not be checked", ["error": "\(error)"], at: .error, once: "site check")
        }
    }

    /// Tells what is in the way of files of the site; all else is out.
    private func tellObstacles() {
        obstacles = pipeline.publisher.obstacles.all
        for (path, error) in obstacles {
            complaints.tell(
                "something else is in the place of a file of the site", ["error": "\(error)"], at: .error,
                once: "place \(path)")
        }
    }

    /// Ends the wait for the inbox when it was looked through, and nothing in it is missing but what the guard holds.
    func noteInbox() {
        guard awaitsInbox, view.folder != nil, view.ledger.missing.isSubset(of: held) else { return }
        awaitsInbox = false
        view.ledger.isPatient = true
    }

    /// Whether what is on the site stays as it is for now: the feeds that were adopted, until there is something to stand
    /// in them again, and what a restored catalogue is older than.
    func leavesSite() throws -> Bool {
        try awaitsInbox || pipeline.store.holdsSite && pipeline.catalogue.awaitsFirstFile()
    }

    /// Milliseconds between two publications of the feeds of topics, while batch follows batch.
    private static let topicPause: Int64 = 10_000

    /// Lets out what is due, and publishes what is pending.
    ///
    /// - Parameters:
    ///   - front: the first of what is to be published, as it was rendered.
    ///   - isMoreDue: whether a batch follows that changes the feeds of the same topics again.
    func publish(_ front: Pipeline.Front? = nil, isMoreDue: Bool = false) throws {
        if try leavesSite() { return }
        let moment = clock()
        let released = try pipeline.catalogue.release(at: moment) { view.ledger.isOpen($0) || held.contains($0) }
        lastRelease = moment
        if released > 0 { logger.info("entries released", metadata: ["count": "\(released)"]) }
        let isElsewhere = try pipeline.followSite()
        let leavesTopics = isMoreDue && watcher.now < topicsDue
        if !leavesTopics { topicsDue = watcher.now + Self.topicPause }
        try pipeline.publish(released > 0 || isElsewhere ? nil : front, at: moment, leavesTopics: leavesTopics) {
            manager.alive()
            tellStatus()
            return !Task.isShuttingDownGracefully
        } leaving: {
            // What came in the meantime goes before what is left, which the round after it goes on with.
            mayBreakOff && watcher.hasSignals
        } telling: { notes in
            currentReceipts?.write(notes)
            tellLater(notes.map(\.path))
        }
        tellObstacles()
        if pipeline.configuration.publishedReceipts, !untold.isEmpty {
            let acceptances = adding(try pipeline.catalogue.acceptances(of: Array(untold)))
            currentReceipts?.write(acceptances)
            untold = Set(acceptances.filter(\.waits).map(\.path))
        }
        manager.alive()
    }
}
