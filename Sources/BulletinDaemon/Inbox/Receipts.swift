internal import BulletinCore
internal import Interop
internal import Logging

/// The notes beside files that were refused, or accepted with remarks. A file of the same name that somebody else wrote is left alone.
struct Receipts: Sendable {
    /// The first line of every note begins with it, in any language.
    static let signature = "bulletind: "

    let inbox: InboxFolder
    /// Of the channel: decides the note's language.
    let language: String
    let complaints: Complaints

    /// Puts the notes beside the files of a batch right.
    func follow(_ batch: TakenBatch) {
        write(batch.rejected)
        remove(batch.rejected.compactMap { Self.noteName(for: $0.path) })
        let noted = Set(batch.noted.map(\.path))
        for path in batch.settled {
            remove([Self.name(for: path)])
            if !noted.contains(path) { remove([Self.noteName(for: path)].compactMap { $0 }) }
        }
        write(batch.noted)
    }

    /// Puts a note beside each refused file, unless the same is there; none on a read-only inbox.
    func write(_ rejections: [(path: SourcePath, reason: String)]) {
        for (path, reason) in rejections {
            write(ReceiptWording(language: language).rejection(of: path, reason: reason), Self.name(for: path), path)
        }
    }

    /// The same beside files that were accepted and that somebody should look at.
    func write(_ notes: [(path: SourcePath, remarks: [Remark])]) {
        for (path, remarks) in notes {
            guard let name = Self.noteName(for: path) else { continue }
            write(ReceiptWording(language: language).note(on: path, remarks), name, path)
        }
    }

    private func write(_ wording: String, _ name: [UInt8], _ path: SourcePath) {
        attempt(path) { () throws(SystemError) in
            let text = Array(wording.utf8)
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

    /// Removes the notes beside files that are mended or gone.
    func remove(for paths: [SourcePath]) {
        for path in paths { remove([Self.name(for: path)] + [Self.noteName(for: path)].compactMap { $0 }) }
    }

    /// Puts back notes that are missing, and removes those that no file needs.
    /// - Parameter present: the paths of the notes that are there.
    func refresh(
        _ rejections: [(path: SourcePath, reason: String)],
        notes: [(path: SourcePath, remarks: [Remark])] = [], present: [[UInt8]]
    ) {
        let needed = Set(rejections.map { Self.name(for: $0.path) } + notes.compactMap { Self.noteName(for: $0.path) })
        remove(present.filter { !needed.contains($0) })
        for rejection in rejections where isThere(rejection.path) { write([rejection]) }
        for note in notes where isThere(note.path) { write([note]) }
    }

    private func isThere(_ path: SourcePath) -> Bool {
        var isThere = false
        attempt(path) { () throws(SystemError) in isThere = try inbox.root.status(of: path.bytes) != nil }
        return isThere
    }

    private static func name(for path: SourcePath) -> [UInt8] { path.bytes + Array(IgnoredNames.receiptEnding.utf8) }

    /// `nil` for a file without an extension, whose note could not be told from a bulletin.
    private static func noteName(for path: SourcePath) -> [UInt8]? {
        IgnoredNames.mayHaveNote(path.name) ? path.bytes + Array(IgnoredNames.noteEnding.utf8) : nil
    }

    private func remove(_ names: [[UInt8]]) {
        for name in names {
            attempt(SourcePath(bytes: name)) { () throws(SystemError) in
                if case .ours = try note(name) { try inbox.root.remove(name) }
            }
        }
    }

    /// An inbox that may only be read, and a folder that is gone, are no trouble.
    private func attempt(_ path: SourcePath, _ work: () throws(SystemError) -> Void) {
        do throws(SystemError) {
            try work()
        } catch {
            if error.isReadOnly || error.isPermission || error.isMissing { return }
            complaints.tell(
                "note beside a file could not be kept", ["path": "\(path)", "error": "\(error)"], at: .warning,
                once: error.isOfStorage ? "receipts" : nil)
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
