internal import BulletinCore
internal import Interop
internal import Logging

/// The notes beside refused files. A file of the same name that somebody else wrote is left alone.
struct Receipts: Sendable {
    /// The first line of every note begins with it, in any language.
    static let signature = "bulletind: "

    let inbox: InboxFolder
    /// Of the channel: decides the note's language.
    let language: String
    let complaints: Complaints

    /// Puts a note beside each file, unless the same is there; none on a read-only inbox.
    func write(_ rejections: [(path: SourcePath, reason: String)]) {
        for (path, reason) in rejections {
            attempt(path) { () throws(SystemError) in
                let name = Self.name(for: path)
                let text = Array(ReceiptWording(language: language).rejection(of: path, reason: reason).utf8)
                switch try note(name) {
                case .foreign: return
                case .ours(let present) where present == text: return
                case .ours, .none: break
                }
                let folder = path.bytes.dropLast(path.name.count)
                let temporary = folder + Array(".bulletind-\(TemporaryName.random())".utf8)
                try inbox.root.create(Array(temporary), text, modified: nil, isDurable: false)
                try inbox.root.rename(Array(temporary), to: name)
            }
        }
    }

    /// Removes the notes beside files that are mended or gone.
    func remove(for paths: [SourcePath]) { for path in paths { remove(Self.name(for: path)) } }

    /// Puts back notes that are missing, and removes those that no refused file needs.
    /// - Parameter present: the paths of the notes that are there.
    func refresh(_ rejections: [(path: SourcePath, reason: String)], present: [[UInt8]]) {
        let needed = Set(rejections.map { Self.name(for: $0.path) })
        for name in present where !needed.contains(name) { remove(name) }
        for rejection in rejections {
            attempt(rejection.path) { () throws(SystemError) in
                if try inbox.root.status(of: rejection.path.bytes) != nil { write([rejection]) }
            }
        }
    }

    private static func name(for path: SourcePath) -> [UInt8] { path.bytes + Array(IgnoredNames.receiptEnding.utf8) }

    private func remove(_ name: [UInt8]) {
        attempt(SourcePath(bytes: name)) { () throws(SystemError) in
            if case .ours = try note(name) { try inbox.root.remove(name) }
        }
    }

    /// An inbox that may only be read, and a folder that is gone, are no trouble.
    private func attempt(_ path: SourcePath, _ work: () throws(SystemError) -> Void) {
        do throws(SystemError) {
            try work()
        } catch {
            if error.isReadOnly || error.isPermission || error.isMissing { return }
            complaints.tell(
                "note beside a file could not be kept", ["path": "\(path)", "error": "\(error)"], at: .warning)
        }
    }

    private enum Note {
        case none
        case ours([UInt8])
        case foreign
    }

    private func note(_ name: [UInt8]) throws(SystemError) -> Note {
        do throws(SystemError) {
            guard let status = try inbox.root.status(of: name) else { return .none }
            guard status.kind == .file, status.size < 100_000 else { return .foreign }
            let bytes = try inbox.root.open(name).read(limit: 100_000)
            return bytes.starts(with: Self.signature.utf8) ? .ours(bytes) : .foreign
        } catch {
            if error.isMissing { return .none }
            if error.isPermission || error.isForbiddenPath { return .foreign }
            throw error
        }
    }
}

/// Names of files that are renamed to their own when they are complete.
enum TemporaryName {
    /// Sixteen hexadecimal digits. Never derived from the name it stands for, which may be as long as a name can be.
    static func random() -> String { String(UInt64.random(in: (1 << 60)...UInt64.max), radix: 16) }
}
