internal import BulletinCore

/// The site after a restoration or an adoption.
extension InboxService {
    /// Removes what the site has from a catalogue before this one, once: when the whole inbox was read and all of it is
    /// out. While anything is missing, it is not known what is gone.
    func clearSite() throws {
        guard isCluttered, view.folder != nil, try !leavesSite(), held.isEmpty, view.ledger.missing.isEmpty,
            let unread = view.ledger.unreadable, try !pipeline.catalogue.hasWork()
        else { return }
        let refused = try pipeline.catalogue.rejections().map(\.path)
        try pipeline.clearSite(besides: unread + refused + view.blocked.keys, at: clock()) { manager.alive() }
        isCluttered = false
        try publish()
    }
}

extension InboxLedger {
    /// Files that are there and nobody knows when they can be read; `nil` while others will be.
    fileprivate var unreadable: [SourcePath]? {
        guard inWork.isEmpty, waiting.values.allSatisfy({ $0.failure != nil || $0.isTold }) else { return nil }
        return Array(waiting.keys)
    }
}
