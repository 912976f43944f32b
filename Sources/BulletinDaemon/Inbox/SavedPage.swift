internal import BulletinCore

/// The folder that a program puts beside a page that it saves, with what the page shows: a browser's `week_files` beside
/// `week.html`, Word's `week.files` beside `week.htm`. Frames of advertisements, styles and scripts lie in it.
enum SavedPage {
    /// Where a file of the inbox lies.
    enum Place: Hashable {
        /// In no such folder; or somebody put it there, for it is of a format that people write in.
        case free
        /// In that of a page which is there.
        case ofPage
        /// In a folder that is called like one, the page of which is not there.
        case lacksPage(folder: SourcePath, page: SourcePath)
    }

    /// - Parameter isThere: of the pages that the file may be of.
    static func place(of path: SourcePath, isThere: (SourcePath) throws -> Bool) rethrows -> Place {
        guard !written.contains(path.fileExtension) else { return .free }
        var place = Place.free
        var folder: [UInt8] = []
        for name in path.folders {
            folder += (folder.isEmpty ? [] : [UInt8(ascii: "/")]) + name
            guard let length = lengthOfStem(of: name) else { continue }
            let stem = Array(folder.dropLast(name.count - length))
            for ending in pageEndings where try isThere(SourcePath(bytes: stem + Array(ending.utf8))) { return .ofPage }
            place = .lacksPage(
                folder: SourcePath(bytes: folder), page: SourcePath(bytes: stem + Array(pageEndings[0].utf8)))
        }
        return place
    }

    /// Folders that may be that of a page; none of what is no page.
    static func folders(of path: SourcePath) -> [SourcePath] {
        guard pageEndings.contains(".\(path.fileExtension)") else { return [] }
        return folderEndings.map { SourcePath(bytes: path.withoutExtension + Array($0.utf8)) }
    }

    /// - Returns: `nil` for a name that is not that of such a folder.
    private static func lengthOfStem(of name: [UInt8]) -> Int? {
        let lowered = name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        let ending = folderEndings.first { lowered.endsWith(Array($0.lowercased().utf8)) }
        return ending.flatMap { $0.utf8.count < name.count ? name.count - $0.utf8.count : nil }
    }

    private static let pageEndings = [".html", ".htm", ".xhtml", ".HTML", ".HTM"]
    /// As browsers and Word say it in their languages.
    private static let folderEndings = [
        "_files", ".files", ".fld", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_bestanden", "_pliki",
        "_soubory", "_tiedostot",
    ]
    /// Extensions of what no program puts there.
    private static let written: Set<String> = ["docx", "odt", "md", "markdown", "txt", "eml", "mbox"]
}
