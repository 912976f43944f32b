internal import CLinux
internal import Foundation

/// Threads for work that blocks, with names for debuggers.
public enum NamedThread {
    /// - Parameter name: at most 15 bytes are kept.
    public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            // Foundation loses a name that a thread gives itself before its maker knows it.
            unsafe bulletind_name_thread(name)
            body()
        }
    }

    /// The name of the thread that asks, as the kernel has it.
    public static var current: String {
        var name = [CChar](repeating: 0, count: 16)
        unsafe bulletind_thread_name(&name)
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
