internal import BulletinCore
internal import Interop
internal import Logging

/// What a site has from a catalogue before this one, which a restoration or an adoption leaves there: pages of what was
/// withdrawn in between, archives that nothing leads to. No bulletin would ever take it away.
extension Pipeline {
    /// Removes files that say that bulletind made them and that are none of the site's. All else is published by now, of
    /// an inbox that was read.
    ///
    /// What is gone is told of, as of all that is withdrawn. Pages beyond the share of the mass guard stay: whatever their
    /// files were on may be away, and without their bulletins nothing else tells.
    /// - Parameters:
    ///   - unread: files and folders of the inbox that cannot be read now; what they published stays.
    ///   - alive: called again and again.
    func clearSite(besides unread: [SourcePath], at now: Timestamp, alive: () -> Void) throws {
        let inspection = SiteInspection(rendering: rendering, root: publisher.root, isServiceRunning: true)
        var surplus = try inspection.surplus(alive)
        let kept = try catalogue.adoptedSlugs(of: unread)
        var gone = Set(surplus.compactMap(SiteRendering.slug)).subtracting(kept)
        let (count, share) = (try catalogue.pageCount(), configuration.retractionGuard)
        if share < 100, gone.count > 3, gone.count * 100 > (count + gone.count) * share {
            logger.warning(
                "site has pages that no file is for, too many to remove; bring the files back, or run bulletind verify --repair",
                metadata: ["pages": "\(gone.count)"])
            gone = []
        }
        surplus.removeAll { path in SiteRendering.slug(at: path).map { !gone.contains($0) } ?? false }
        try catalogue.withdraw(adopted: gone, at: now)
        if !surplus.isEmpty {
            try publisher.remove(surplus)
            store.replace([], changed: surplus)
            try catalogue.removed(surplus)
            logger.notice(
                "site was cleared of what no bulletin shows", metadata: ["files": "\(surplus.count)"])
        }
        try catalogue.noteClutter(false)
    }
}

extension SiteInspection {
    /// Files that are there and are not to be, and that nothing pending will take away.
    /// - Parameter alive: called again and again.
    fileprivate func surplus(_ alive: () -> Void) throws -> [String] {
        var found: [String] = []
        var count = 0
        try walk { path in
            count += 1
            if count % 1_000 == 0 { alive() }
            if try standing(of: path) == .surplus, try !catalogue.isPending(file: path) { found.append(path) }
        }
        return found
    }
}
