/// Names in the inbox that are no bulletins: hidden ones, drafts, and what editors, copy programs and desktops leave.
enum IgnoredNames {
    /// - Parameter name: of a file or folder, one component.
    static func contains(_ name: [UInt8]) -> Bool {
        guard let first = name.first else { return true }
        // Hidden and lock files, `_drafts`; Word's owner files; Emacs' autosaves.
        if first == UInt8(ascii: ".") || first == UInt8(ascii: "_") || name.starts(with: "~$".utf8) { return true }
        if name.last == UInt8(ascii: "~") || (first == UInt8(ascii: "#") && name.last == UInt8(ascii: "#")) {
            return true
        }
        let lowered = name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        if whole.contains(lowered) || endings.contains(where: lowered.endsWith) { return true }
        return isNote(name) || isSedFile(name)
    }

    /// A note that bulletind writes beside a file.
    static func isReceipt(_ name: [UInt8]) -> Bool {
        name.endsWith(Array(receiptEnding.utf8)) || name.endsWith(Array(publishedEnding.utf8)) || isNote(name)
    }

    /// `weekly.txt.note.txt`. What has no extension before it, `meeting.note.txt`, is somebody's bulletin.
    private static func isNote(_ name: [UInt8]) -> Bool {
        name.endsWith(Array(noteEnding.utf8)) && mayHaveNote(Array(name.dropLast(noteEnding.utf8.count)))
    }

    /// - Parameter name: of a file, one component.
    static func mayHaveNote(_ name: [UInt8]) -> Bool { (name.lastIndex(of: UInt8(ascii: ".")) ?? 0) > 0 }

    /// Of the note beside a refused file.
    static let receiptEnding = ".rejected.txt"
    /// Of the note beside an accepted file that somebody should look at.
    static let noteEnding = ".note.txt"
    /// Of the note beside a published file, where every one gets it.
    static let publishedEnding = ".published.txt"

    private static let whole: Set<[UInt8]> = Set(["thumbs.db", "desktop.ini", "@eadir"].map { Array($0.utf8) })
    private static let endings: [[UInt8]] = [
        ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", ".swx", ".lock",
        receiptEnding, publishedEnding,
    ].map { Array($0.utf8) }

    /// `sedXXXXXX`: what `sed -i` writes before it renames.
    private static func isSedFile(_ name: [UInt8]) -> Bool {
        name.count == 9 && name.starts(with: "sed".utf8)
            && name.dropFirst(3).allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}

extension [UInt8] {
    func endsWith(_ ending: [UInt8]) -> Bool { count >= ending.count && self[(count - ending.count)...] == ending[...] }
}
