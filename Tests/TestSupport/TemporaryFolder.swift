internal import Foundation

/// A folder of one test, removed with all that is in it when the test lets go of it.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// - Parameter inMemory: for tests that ask nothing of a disk but much of its speed, where the system allows it.
    public init(inMemory: Bool = false) throws {
        let memory = "/dev/shm"
        let isThere = inMemory && FileManager.default.isWritableFile(atPath: memory)
        path =
            (isThere ? memory : FileManager.default.temporaryDirectory.path) + "/bulletind-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            FileHandle.standardError.write(Data("\(path): could not be removed: \(error)\n".utf8))
        }
    }

    /// The absolute path of something in the folder.
    public func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// Makes a folder in it.
    public func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
    }

    /// Writes a file in place.
    public func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: self(name)))
    }

    /// Brings a file in as a finished one: written elsewhere, then renamed.
    public func drop(_ bytes: [UInt8], as name: String) throws {
        let outside = path + "/.arriving-" + UUID().uuidString
        try Data(bytes).write(to: URL(filePath: outside))
        try rename(outside, to: self(name))
    }

    public func drop(_ text: String, as name: String) throws { try drop(Array(text.utf8), as: name) }

    public func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: self(name)))) }

    public func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

    /// Bytes.
    public func size(of name: String) throws -> Int { try read(name).count }

    public func contains(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

    public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self(name)) }

    private func rename(_ from: String, to: String) throws {
        guard unsafe Foundation.rename(from, to) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// All files below a folder of it with their bytes, by relative path.
    public func files(below name: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for item in try FileManager.default.subpathsOfDirectory(atPath: self(name)) {
            var isFolder: ObjCBool = false
            let path = self(name) + "/" + item
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
            else {
                continue
            }
            files[item] = Array(try Data(contentsOf: URL(filePath: path)))
        }
        return files
    }
}
