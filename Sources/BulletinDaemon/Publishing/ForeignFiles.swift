internal import BulletinCore
internal import Interop

/// Files of others under names that every site has. Before its first publication a site does not take their place: the
/// folder may be somebody's, named by mistake.
enum ForeignFiles {
    private static let names =
        (SiteStore.keptPaths.union([PageRenderer.feedStylesheetPath, OPML.path, Sitemap.path])).sorted()

    /// - Returns: names, in their order; none where a feed or page says that bulletind made it: then it made all of them.
    static func found(in root: Folder) throws(SystemError) -> [String] {
        var found: [String] = []
        for name in names {
            guard let kind = try root.status(of: Array(name.utf8))?.kind else { continue }
            if kind == .file, try SiteInspection.isSigned(name, in: root) { return [] }
            // A folder cannot be replaced.
            if kind != .folder { found.append(name) }
        }
        return found
    }

    /// Looks into the folder of a catalogue that has nothing to go on with.
    static func refusal(of site: String, _ root: Folder) throws -> PublishingError? {
        let names: [String]
        do throws(SystemError) {
            names = try found(in: root)
        } catch {
            throw PublishingError.unwritable(path: site, reason: "\(error)")
        }
        return names.isEmpty ? nil : .occupied(site: site, names: names)
    }
}
