internal import Interop

/// The folders of the site.
extension Publisher {
    /// The folder that a file goes into.
    enum Place: Hashable {
        /// It is there.
        case shared
        /// It is the file's alone, and is made with it.
        case own(String)
        case obstructed
    }

    /// Makes the folders above files, and notes those that the renames will change.
    func prepareFolders(
        of paths: [String], _ prepared: inout PreparedFiles
    ) throws(PublishingError) -> [Place] {
        let folders = paths.map(Self.parent)
        var counts: [String: Int] = [:]
        for folder in folders { counts[folder, default: 0] += 1 }
        var places: [Place] = []
        var obstructed: Set<String> = []
        for folder in folders {
            let isOwn = prepared.isMany && !folder.isEmpty && counts[folder] == 1
            let wanted = isOwn ? Self.parent(of: folder) : folder
            var isClosed = obstructed.contains(wanted)
            if !isClosed {
                isClosed = try isObstructed { () throws(PublishingError) in
                    try prepareFolder(wanted, &prepared.folders)
                }
            }
            if isClosed {
                obstructed.insert(wanted)
                prepared.folders.remove(wanted)
            }
            places.append(isClosed ? .obstructed : isOwn ? .own(folder) : .shared)
        }
        return places
    }

    private func prepareFolder(_ folder: String, _ folders: inout Set<String>) throws(PublishingError) {
        guard folders.insert(folder).inserted else { return }
        var made = ""
        for part in folder.split(separator: "/") {
            let parent = made
            made = made.isEmpty ? String(part) : made + "/" + part
            if try makeFolder(made) { folders.insert(parent) }
        }
    }

    /// - Parameter path: a folder in the site whose parent is there.
    /// - Returns: whether it is new.
    func makeFolder(_ path: String) throws(PublishingError) -> Bool {
        try Self.naming(path) { () throws(SystemError) in
            if try root.makeFolder(Array(path.utf8)) {
                if let heir = site.present.heir { root.give(Array(path.utf8), to: heir) }
                return true
            }
            try open(path)
            return false
        }
    }

    /// Lets everybody into a folder of the site that was closed by hand. One that is not ours stays, and the next call tells.
    /// - Throws: when something else is there.
    private func open(_ path: String) throws(SystemError) {
        let name = Array(path.utf8)
        do throws(SystemError) {
            guard let (status, mode) = try root.statusAndMode(of: name) else { return }
            guard status.kind == .folder else { throw SystemError.noFolder }
            guard mode & 0o555 != 0o555, try root.keepsModes() else { return }
            try root.setMode(name, mode | 0o755)
        } catch {
            guard error.isPermission else { throw error }
        }
    }

    func folder(_ path: String) throws(SystemError) -> Folder {
        path.isEmpty ? root : try root.folder(at: Array(path.utf8))
    }

    /// Empty for the site itself.
    static func parent(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }
}
