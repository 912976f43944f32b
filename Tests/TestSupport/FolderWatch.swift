internal import Glibc
internal import Interop

/// Waits for a folder to show something, woken by the kernel when the folder changes.
public struct FolderWatch: Sendable {
    private let inotify: Inotify

    public init(_ path: String) throws {
        inotify = try Inotify()
        _ = try inotify.watch(try Folder(path: path))
    }

    /// - Throws: when `condition` does not hold within `seconds`.
    public func wait(for what: String, within seconds: Int = 60, until condition: () throws -> Bool) throws {
        let end = ProcessCalls.monotonicMicroseconds + Int64(seconds) * 1_000_000
        while try !condition() {
            let left = (end - ProcessCalls.monotonicMicroseconds) / 1000
            guard left > 0 else { throw TestSupportError("\(what): not seen within \(seconds) s") }
            // A change between the look and the wait is told by the next notice, or seen a second later.
            inotify.wait(milliseconds: Int32(min(left, 1000)))
            _ = inotify.events()
        }
    }
}
