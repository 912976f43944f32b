internal import BulletinCore
internal import Interop

/// A file that has been read, and what became of it.
struct TakenFile: Sendable {
    enum Outcome: Sendable {
        case bulletin(Bulletin)
        /// A file that bulletins may show, with its bytes.
        case media(MediaFormat, [UInt8])
        /// What a saved page has beside it, and is nothing by itself.
        case part
        /// The bytes are those that were accepted last.
        case unchanged
        /// The reason, one line.
        case rejected(String)
    }

    var path: SourcePath
    var status: FileStatus
    /// SHA-256 of its bytes; empty when it was refused unread.
    var digest: [UInt8]
    var outcome: Outcome
}

/// What a batch did to the catalogue.
struct TakenBatch: Sendable {
    var accepted: [(path: SourcePath, added: Int, revised: Int, retracted: Int)] = []
    /// Refused now, for whatever reason; in the order of paths.
    var rejected: [(path: SourcePath, reason: String)] = []
    /// Of these, files whose last good version stays published.
    var stillOut: Set<SourcePath> = []
    /// Accepted now, and to be looked at.
    var noted: [(path: SourcePath, remarks: [Remark])] = []
    /// Drafts, and second copies of a bulletin that is there.
    var held: [(path: SourcePath, reason: String)] = []
    /// Of these, the copies, for which another file stands.
    var copies: Set<SourcePath> = []
    /// Paths whose bulletins a file under another name has taken over.
    var moved: [SourcePath] = []
    /// How many stories came from other bulletins, by the files that have them now.
    var movedStories: [SourcePath: Int] = [:]
    /// Files that were taken and are to be read again, because of what became of another.
    var again: Set<SourcePath> = []
    /// Files that were not taken now: others are to be taken first that are not read yet.
    var last: Set<SourcePath> = []
    /// Sources that are no longer refused, or no longer there.
    var settled: [SourcePath] = []
    var retracted: [SourcePath] = []
    /// How many stories of accepted bulletins readers know from adopted feeds, and how many of these differ.
    var claimed: [(path: SourcePath, stories: Int, corrected: Int)] = []
    /// Pictures of accepted bulletins that are not there, as they are referred to.
    var missingPictures: [(path: SourcePath, reference: String)] = []
}

extension TakenBatch {
    /// Tells of a file for which another stands.
    mutating func hold(_ path: SourcePath, _ reason: String) {
        held.append((path, reason))
        copies.insert(path)
        settled.append(path)
    }
}

extension TakenFile {
    var storiesWithoutDate: Int {
        guard case .bulletin(let bulletin) = outcome, bulletin.date == nil else { return 0 }
        return bulletin.sections.count
    }
}
