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

    /// - Parameters:
    ///   - path: of a folder, empty.
    ///   - files: how many it has room for.
    public init(_ path: String, kilobytes: Int, files: Int = 10_000) throws {
        self.path = path
        let options = "size=\(kilobytes)k,nr_inodes=\(files),mode=755"
        try Self.run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path])
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

    /// Takes the room for all files that are not there yet.
    public func fillWithFiles() throws {
        var count = 0
        while true {
            let file = unsafe open(path + "/.filler-\(count)", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
            if file < 0 { break }
            close(file)
            count += 1
        }
        guard errno == ENOSPC else { throw TestSupportError("filler: errno \(errno)") }
    }

    public func emptyOfFiles() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix(".filler-") {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
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
