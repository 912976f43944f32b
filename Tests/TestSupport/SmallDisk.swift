internal import Foundation
internal import Glibc

/// A file system of its own in memory, as small as a test wants it: what is full or may not be written for real.
public final class SmallDisk: Sendable {
    public let path: String

    /// Only the superuser may mount, and not in every container.
    public static let isPossible: Bool = {
        guard geteuid() == 0 else { return false }
        do {
            let folder = try TemporaryFolder()
            try folder.makeFolder("disk")
            _ = try SmallDisk(folder("disk"), kilobytes: 64)
            return true
        } catch {
            return false
        }
    }()

    /// - Parameter path: of a folder, empty.
    public init(_ path: String, kilobytes: Int) throws {
        self.path = path
        try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=755", "tmpfs", path])
    }

    deinit {
        do {
            try Self.run("umount", ["-l", path])
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
        }
    }

    public func remount(readOnly: Bool) throws {
        try Self.run("mount", ["-o", "remount,\(readOnly ? "ro" : "rw")", path])
    }

    /// Takes all the room that there is.
    public func fill() throws {
        let file = unsafe open(path + "/.filler", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw TestSupportError("filler: errno \(errno)") }
        defer { close(file) }
        let bytes = [UInt8](repeating: 0x46, count: 4096)
        while unsafe write(file, bytes, bytes.count) > 0 {}
        guard errno == ENOSPC else { throw TestSupportError("filler: errno \(errno)") }
    }

    public func empty() throws { try FileManager.default.removeItem(atPath: path + "/.filler") }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw TestSupportError("\(program) \(arguments.joined(separator: " ")): \(process.terminationStatus)")
        }
    }
}
