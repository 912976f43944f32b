internal import Glibc

/// The kernel's notices about folders (inotify(7)), and a wait that can be ended from another thread.
///
/// Notices are hints: a full queue, a network file system and a replaced folder give none.
public final class Inotify: Sendable {
    /// One notice.
    public struct Event: Hashable, Sendable {
        public enum Change: Hashable, Sendable {
            /// Renamed into the folder: complete at once.
            case movedIn
            /// Content was written: whoever writes has it open.
            case written
            /// Somebody who had it open for writing closed it.
            case closed
            /// Created or linked, or its attributes changed.
            case touched
            /// Removed, or renamed away.
            case gone
            /// The watched folder itself was removed, renamed or unmounted.
            case folderGone
            /// The kernel dropped the watch: its number means nothing any more.
            case unwatched
            /// The queue was full: notices are missing. `watch` is -1.
            case overflow
        }

        /// As `watch(_:)` returned it.
        public var watch: Int32
        public var change: Change
        public var isFolder: Bool
        /// Empty when the notice is about the watched folder.
        public var name: [UInt8]
    }

    /// Negative when the kernel gave none: then there are no notices, and waits end by time alone.
    private let descriptor: Int32
    private let refusal: SystemError?
    private let wakeReader: Int32
    private let wakeWriter: Int32
    /// The table of mounts, which tells poll(2) when it changes (proc(5)). Negative where it cannot be read.
    private let mounts: Int32

    public init() throws(SystemError) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        refusal = descriptor < 0 ? SystemError("inotify_init") : nil
        mounts = unsafe Glibc.open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
        var ends: [Int32] = [0, 0]
        _ = try SystemError.check("pipe") { unsafe pipe(&ends) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeReader = ends[0]
        wakeWriter = ends[1]
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if mounts >= 0 { close(mounts) }
        close(wakeReader)
        close(wakeWriter)
    }

    /// Watches a folder; the same folder gives the same number, whatever it is called by now.
    /// - Throws: when the user has too many watches or instances (`isOutOfWatches`, `isOutOfInstances`).
    public func watch(_ folder: Folder) throws(SystemError) -> Int32 {
        if let refusal { throw refusal }
        let changes =
            IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
            | IN_DELETE_SELF | IN_MOVE_SELF
        let mask = UInt32(changes) | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
        return try SystemError.check("inotify_add_watch") {
            unsafe inotify_add_watch(descriptor, folder.pathByDescriptor, mask)
        }
    }

    /// Gives a watch back. Its notices that are there already may still come.
    public func unwatch(_ watch: Int32) { _ = inotify_rm_watch(descriptor, watch) }

    /// Waits until there are notices, something is mounted or unmounted, `wake()` is called, or `milliseconds` are over
    /// (negative: for ever).
    /// - Returns: whether something was mounted or unmounted since the last wait.
    @discardableResult public func wait(milliseconds: Int32) -> Bool {
        var polled = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
            pollfd(fd: mounts, events: Int16(POLLPRI), revents: 0),
        ]
        let count = unsafe poll(&polled, 3, milliseconds)
        var sink = [UInt8](repeating: 0, count: 64)
        while unsafe Glibc.read(wakeReader, &sink, 64) > 0 {}
        return count > 0 && polled[2].revents & Int16(POLLPRI) != 0
    }

    /// Ends the present or the next `wait`. May be called from any thread.
    public func wake() {
        let byte: [UInt8] = [1]
        _ = unsafe write(wakeWriter, byte, 1)
    }

    /// All notices that are there now, in their order. Notices that cannot be read are told as an overflow.
    public func events() -> [Event] {
        guard descriptor >= 0 else { return [] }
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return events }
            guard count > 0 else { return events + [Event(watch: -1, change: .overflow, isFolder: false, name: [])] }
            unsafe buffer.withUnsafeBytes { bytes in
                let header = MemoryLayout<inotify_event>.size
                var offset = 0
                while offset + header <= count {
                    let event = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    let name = unsafe bytes[(offset + header)..<(offset + header + Int(event.len))]
                    if let change = Self.change(of: event.mask) {
                        events.append(
                            Event(
                                watch: event.wd, change: change, isFolder: event.mask & UInt32(IN_ISDIR) != 0,
                                name: unsafe Array(name.prefix { $0 != 0 })))
                    }
                    offset += header + Int(event.len)
                }
            }
        }
    }

    /// - Returns: `nil` for what nobody asked for.
    private static func change(of mask: UInt32) -> Event.Change? {
        func has(_ flags: Int32) -> Bool { mask & UInt32(flags) != 0 }
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return .overflow }
        if mask & UInt32(IN_UNMOUNT) != 0 || has(IN_DELETE_SELF | IN_MOVE_SELF) { return .folderGone }
        if has(IN_MOVED_TO) { return .movedIn }
        if has(IN_DELETE | IN_MOVED_FROM) { return .gone }
        if has(IN_MODIFY) { return .written }
        if has(IN_CLOSE_WRITE) { return .closed }
        if has(IN_CREATE | IN_ATTRIB) { return .touched }
        if has(IN_IGNORED) { return .unwatched }
        return nil
    }
}
