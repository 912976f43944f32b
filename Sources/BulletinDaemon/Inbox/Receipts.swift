internal import BulletinCore
internal import Interop
internal import Logging

/// The notes about files that were refused, accepted with remarks, or, where that is wanted, published. A file of the
/// same name that somebody else wrote is left alone.
struct Receipts: Sendable {
    /// The first line of every note begins with it, in any language.
    static let signature = "bulletind: "

    let inbox: InboxFolder
    /// Where the notes lie: the inbox, or a folder with the same sub-folders.
    let place: Folder
    /// Whether every published file gets one; its remarks stand in it then.
    let tellsPublished: Bool
    let channel: Channel
    let complaints: Complaints
    private let debt: NoteDebt
    /// Notes that may lie in the inbox; `nil` when that is not known.
    private let present: NotesPresent?

    /// - Parameter makesFolder: whether a folder of their own is made when there is none.
    /// - Returns: `nil` when no notes are wanted, or their folder cannot be used.
    init?(
        of configuration: Configuration, _ channel: Channel, inbox: InboxFolder, complaints: Complaints,
        debt: NoteDebt = NoteDebt(), present: NotesPresent? = nil, makesFolder: Bool = true
    ) {
        switch configuration.receipts {
        case .nowhere: return nil
        case .beside: place = inbox.root
        case .folder(let path):
            do throws(SystemError) {
                if makesFolder { try Folder.create(path: path, mode: 0o775) }
                place = try Folder(path: path)
            } catch {
                if !makesFolder, error.isMissing { return nil }
                debt.isOwed = true
                complaints.tell(
                    "folder of notes cannot be used", ["path": "\(path)", "error": "\(error)"], at: .warning)
                return nil
            }
        }
        self.inbox = inbox
        self.channel = channel
        self.complaints = complaints
        self.debt = debt
        self.present = present
        tellsPublished = configuration.publishedReceipts
    }

    private var isBeside: Bool { place === inbox.root }

    /// Puts the notes about the files of a batch right. What is published is told when it is out.
    func follow(_ batch: TakenBatch) {
        write(batch.rejected, stillOut: batch.stillOut)
        remove(batch.rejected.flatMap { Self.names(for: $0.path).dropFirst() })
        let noted = Set(batch.noted.map(\.path))
        let accepted = Set(batch.accepted.map(\.path))
        for path in batch.settled {
            remove([Self.name(for: path)])
            if !noted.contains(path) { remove([Self.noteName(for: path)].compactMap { $0 }) }
            let isTold = accepted.contains(path) && !batch.copies.contains(path)
            if !isTold { remove([Self.publishedName(for: path)]) }
        }
        write(batch.noted)
        write(copies: batch.held.filter { batch.copies.contains($0.path) })
    }

    /// Puts a note about each refused file, unless the same is there; none on a read-only inbox.
    /// - Parameter stillOut: files whose last good version stays published.
    func write(_ rejections: [(path: SourcePath, reason: String)], stillOut: Set<SourcePath> = []) {
        for (path, reason) in rejections {
            let text = wording.rejection(of: path, reason: reason, isStillOut: stillOut.contains(path))
            write(text, Self.name(for: path), path)
        }
    }

    /// The same about files that were accepted and that somebody should look at.
    func write(_ notes: [(path: SourcePath, remarks: [Remark])]) {
        guard !tellsPublished else { return }
        for (path, remarks) in notes {
            guard let name = Self.noteName(for: path) else { continue }
            write(wording.note(on: path, remarks), name, path)
        }
    }

    /// Takes away what `write(_:)` wrote about accepted files.
    func withdrawNotes(on paths: [SourcePath]) { remove(paths.compactMap { Self.noteName(for: $0) }) }

    /// The same about files that are published.
    func write(_ acceptances: [Acceptance]) {
        guard tellsPublished else { return }
        for acceptance in acceptances {
            write(
                wording.publication(acceptance, in: channel), Self.publishedName(for: acceptance.path),
                acceptance.path)
        }
    }

    /// The same about files for which others stand.
    private func write(copies: [(path: SourcePath, reason: String)]) {
        guard tellsPublished else { return }
        for (path, reason) in copies {
            write(wording.copy(at: path, reason: reason), Self.publishedName(for: path), path)
        }
    }

    private var wording: ReceiptWording { ReceiptWording(language: channel.language) }

    private func write(_ wording: String, _ name: [UInt8], _ path: SourcePath) {
        attempt(path) { () throws(SystemError) in
            let text = Array(wording.utf8)
            switch try note(name) {
            case .foreign: return
            case .ours(let present) where present == text: return
            case .ours, .none: break
            }
            if !isBeside { try makeFolders(above: name) }
            let folder = path.bytes.dropLast(path.name.count)
            let temporary = folder + Array((IgnoredNames.unfinishedReceipt + TemporaryName.random()).utf8)
            present?.add(name)
            do throws(SystemError) {
                try place.create(Array(temporary), text, modified: nil, isDurable: false)
                try place.rename(Array(temporary), to: name)
            } catch {
                guard error.isReadOnly || error.isPermission else { throw error }
                debt.isOwed = true
                tellUnwritable(path, error)
            }
        }
    }

    /// It may be meant so, but then nobody waits for notes.
    private func tellUnwritable(_ path: SourcePath, _ error: SystemError) {
        complaints.tell(
            "notes about files cannot be written; let the service write there, or set receipts to a folder or to false",
            ["path": "\(path)", "error": "\(error)"], at: .warning, every: 24 * Complaints.hourly,
            once: "unwritable notes")
    }

    private func makeFolders(above name: [UInt8]) throws(SystemError) {
        for slash in name.indices where name[slash] == UInt8(ascii: "/") {
            _ = try place.makeFolder(Array(name[..<slash]))
        }
    }

    /// Removes the notes about files that are mended or gone.
    func remove(for paths: [SourcePath]) {
        for path in paths { remove(Self.names(for: path)) }
    }

    /// Puts back notes that are missing, and removes those that no file needs.
    /// - Parameter present: the paths of the notes that lie in the inbox.
    func refresh(
        _ rejections: [(path: SourcePath, reason: String)], stillOut: Set<SourcePath> = [],
        notes: [(path: SourcePath, remarks: [Remark])] = [], acceptances: [Acceptance] = [],
        copies: [(path: SourcePath, reason: String)] = [], present: [[UInt8]]
    ) {
        let notes = tellsPublished ? [] : notes
        let acceptances = tellsPublished ? acceptances : []
        let copies = tellsPublished ? copies : []
        let needed = Set(
            rejections.map { Self.name(for: $0.path) } + notes.compactMap { Self.noteName(for: $0.path) }
                + acceptances.map { Self.publishedName(for: $0.path) } + copies.map { Self.publishedName(for: $0.path) }
        )
        remove((isBeside ? present : listing).filter { !needed.contains($0) })
        for rejection in rejections where isThere(rejection.path) { write([rejection], stillOut: stillOut) }
        for note in notes where isThere(note.path) { write([note]) }
        for acceptance in acceptances where isThere(acceptance.path) { write([acceptance]) }
        write(copies: copies.filter { isThere($0.path) })
    }

    /// All notes in a folder of their own.
    private var listing: [[UInt8]] {
        var names: [[UInt8]] = []
        attempt(SourcePath(bytes: [])) { () throws(SystemError) in
            try InboxFolder(root: place).walk { visit in
                if case .receipt(let name) = visit { names.append(name) }
            }
        }
        return names
    }

    private func isThere(_ path: SourcePath) -> Bool {
        var isThere = false
        attempt(path) { () throws(SystemError) in isThere = try inbox.root.status(of: path.bytes) != nil }
        return isThere
    }

    /// Of a refusal first.
    private static func names(for path: SourcePath) -> [[UInt8]] {
        [name(for: path), publishedName(for: path)] + [noteName(for: path)].compactMap { $0 }
    }

    private static func name(for path: SourcePath) -> [UInt8] { path.bytes + Array(IgnoredNames.receiptEnding.utf8) }

    private static func publishedName(for path: SourcePath) -> [UInt8] {
        path.bytes + Array(IgnoredNames.publishedEnding.utf8)
    }

    /// `nil` for a file without an extension, whose note could not be told from a bulletin.
    private static func noteName(for path: SourcePath) -> [UInt8]? {
        IgnoredNames.mayHaveNote(path.name) ? path.bytes + Array(IgnoredNames.noteEnding.utf8) : nil
    }

    private func remove(_ names: [[UInt8]]) {
        for name in names {
            // Beside most files there is none, and to look for each takes as long as to read the file.
            if isBeside, let present, !present.mayHold(name) { continue }
            attempt(SourcePath(bytes: name)) { () throws(SystemError) in
                guard case .ours = try note(name) else { return }
                try place.remove(name)
                guard !isBeside, let slash = name.lastIndex(of: UInt8(ascii: "/")) else { return }
                do throws(SystemError) {
                    try place.removeFolder(Array(name[..<slash]))
                } catch {
                    guard error.isNotEmpty else { throw error }
                }
            }
        }
    }

    /// An inbox that may only be read, and a folder that is gone, are no trouble.
    private func attempt(_ path: SourcePath, _ work: () throws(SystemError) -> Void) {
        do throws(SystemError) {
            try work()
        } catch {
            // Beside a name that is as long as names may be there is no room for a note.
            if error.isReadOnly || error.isPermission || error.isMissing || error.isTooLong { return }
            debt.isOwed = true
            complaints.tell(
                "note about a file could not be kept", ["path": "\(path)", "error": "\(error)"], at: .warning,
                once: error.isOfStorage ? "receipts" : nil)
        }
    }

    private enum Note {
        case none
        case ours([UInt8])
        case foreign
    }

    /// The name of the file follows, in the quotation marks of a language: `bulletind: single` begins somebody's bulletin.
    private static func isSigned(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: signature.utf8) else { return false }
        return ReceiptWording.quotationMarks.contains { bytes.dropFirst(signature.utf8.count).starts(with: $0.utf8) }
    }

    private func note(_ name: [UInt8]) throws(SystemError) -> Note {
        do throws(SystemError) {
            guard let status = try place.status(of: name) else { return .none }
            guard status.kind == .file, status.size < 1_000_000 else { return .foreign }
            let bytes = try place.open(name).read(limit: 1_000_000)
            // Of what was never finished there may be less than the first line.
            let isCutOff =
                IgnoredNames.isUnfinishedReceipt(SourcePath(bytes: name).name)
                && Self.signature.utf8.starts(with: bytes)
            return isCutOff || Self.isSigned(bytes) ? .ours(bytes) : .foreign
        } catch {
            if error.isMissing { return .none }
            if error.isPermission || error.isForbiddenPath { return .foreign }
            throw error
        }
    }
}
