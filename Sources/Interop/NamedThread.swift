internal import Foundation

/// Threads for work that blocks, with names for debuggers.
public enum NamedThread {
    /// - Parameter name: at most 15 bytes are kept.
    public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            // Only a thread itself gives its name to the kernel.
            Thread.current.name = name
            body()
        }
    }
}
