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
        let lowered = lowered(name)
        if whole.contains(lowered) || endings.contains(where: lowered.endsWith) { return true }
        return isNote(name) || isSedFile(name)
    }

    /// A note that bulletind writes beside a file, or what a crash left of one.
    static func isReceipt(_ name: [UInt8]) -> Bool {
        name.endsWith(Array(receiptEnding.utf8)) || name.endsWith(Array(publishedEnding.utf8)) || isNote(name)
            || isUnfinishedReceipt(name)
    }

    /// `.bulletind-0123456789abcdef`: what a note is called until it is whole.
    static func isUnfinishedReceipt(_ name: [UInt8]) -> Bool {
        name.starts(with: unfinishedReceipt.utf8)
            && TemporaryName.isOne(name.dropFirst(unfinishedReceipt.utf8.count))
    }

    static let unfinishedReceipt = ".bulletind-"

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

    /// ASCII letters in lower case.
    private static func lowered(_ name: [UInt8]) -> [UInt8] {
        name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// In lower case.
    private static let whole: Set<[UInt8]> = Set(
        [
            "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "#recycle", "$recycle.bin",
            "system volume information", "lost+found", "icon\r",
        ].map { Array($0.utf8) })
    private static let endings: [[UInt8]] = [
        ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", ".swx", ".kate-swp",
        ".lock", receiptEnding, publishedEnding,
    ].map { Array($0.utf8) }

    /// A copy that a sync program sets aside when a file was changed in two places: Syncthing's
    /// `a.sync-conflict-20260314-092653-ABCDEFG.md`, Dropbox's and Nextcloud's `a (conflicted copy 2026-03-14).md`,
    /// ownCloud's `a_conflict-20260314-092653.md`, Seafile's `a (SFConflict …).md`.
    static func isConflictCopy(_ name: [UInt8]) -> Bool {
        let name = lowered(name)
        return name.indices.contains { start in
            guard name[start...].starts(with: conflict) else { return false }
            let before = Array(name[..<start])
            let after = name[(start + conflict.count)...]
            if conflicts.contains(where: { before.endsWith($0.before) && after.starts(with: $0.after) }) { return true }
            guard before.last == UInt8(ascii: "_"), after.first == UInt8(ascii: "-") else { return false }
            return after.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count == 8
        }
    }

    private static let conflict = Array("conflict".utf8)
    /// What stands around it.
    private static let conflicts = [(".sync-", "-"), ("", "ed copy"), ("(sf", " ")].map {
        (before: Array($0.utf8), after: Array($1.utf8))
    }

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
