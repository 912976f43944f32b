internal import Interop

/// Which folders of the inbox are watched. A watch stays with its folder when that is renamed, so the path that it
/// stands for is kept here, and kept right.
struct InboxWatches {
    private let watcher: InboxWatcher
    private var paths: [Int32: [UInt8]] = [:]
    private var numbers: [[UInt8]: Int32] = [:]

    init(_ watcher: InboxWatcher) { self.watcher = watcher }

    /// The folder that a notice is about; `nil` when it is not in the inbox any more. Empty for the inbox itself.
    subscript(watch: Int32) -> [UInt8]? { paths[watch] }

    var folders: Dictionary<[UInt8], Int32>.Keys { numbers.keys }

    /// Watches the folder that is at a path now.
    /// - Returns: whether this very folder was watched there before.
    /// - Throws: when the kernel has no watches left.
    mutating func add(_ path: [UInt8], _ folder: Folder) throws(SystemError) -> Bool {
        let watch = try watcher.watch(folder)
        if paths[watch] == path { return true }
        // Of another folder that was here.
        if let former = numbers[path] { remove(former) }
        if let former = paths[watch], numbers[former] == watch { numbers[former] = nil }
        paths[watch] = path
        numbers[path] = watch
        return false
    }

    /// A folder and all below it went somewhere else.
    mutating func remove(below path: [UInt8]) {
        let lead = path + [UInt8(ascii: "/")]
        for (folder, watch) in numbers where folder == path || folder.starts(with: lead) { remove(watch) }
    }

    /// After a look at everything: whatever was not met is not in the inbox any more.
    mutating func keep(_ met: Set<[UInt8]>) {
        for (folder, watch) in numbers where !met.contains(folder) { remove(watch) }
    }

    mutating func removeAll() {
        for watch in Array(paths.keys) { remove(watch) }
    }

    /// The kernel dropped it.
    mutating func dropped(_ watch: Int32) {
        if let path = paths.removeValue(forKey: watch), numbers[path] == watch { numbers[path] = nil }
    }

    private mutating func remove(_ watch: Int32) {
        watcher.unwatch(watch)
        dropped(watch)
    }
}
