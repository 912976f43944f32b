/// The formats that are read. Content decides first, the name second.
public enum InputFormat: String, CaseIterable, Sendable {
    case text
    case markdown
    case html
    case docx
    case odt
    case mail

    /// Names the extensions that say which format is meant; anything else is asked for its content.
    private static func named(_ fileExtension: String) -> InputFormat? {
        switch fileExtension {
        case "txt", "text", "": .text
        case "md", "markdown", "mdown", "mkd": .markdown
        case "html", "htm", "xhtml": .html
        case "eml", "mbox": .mail
        default: fileExtension.utf8.allSatisfy { (0x30...0x39).contains($0) } ? .text : nil
        }
    }

    /// Extensions of documents that are archives.
    private static let documents: Set<String> = ["docx", "docm", "dotx", "dotm", "odt", "ott"]

    /// - Parameter text: decoded, without BOM.
    static func sniff(_ text: Bytes, of path: SourcePath) throws(BulletinError) -> InputFormat {
        let fileExtension = path.fileExtension
        if documents.contains(fileExtension) {
            throw .damaged(
                name: path.description, reason: "the name says .\(fileExtension), but it holds no such document")
        }
        guard let named = named(fileExtension) else {
            throw .unknownFormat(name: path.description, what: "a file named .\(fileExtension)")
        }
        let start = text.prefix(4096).trimmedStart
        if looksLikeHTML(start) { return .html }
        if start.hasPrefix("<?xml") {
            if start.contains(text: "<html") { return .html }
            throw .unknownFormat(name: path.description, what: "an XML document")
        }
        switch named {
        case .html: return start.contains(0x3C) ? .html : .text
        case .markdown: return .markdown
        case .text: return FrontMatter.stands(at: text) ? .markdown : .text
        case .mail, .docx, .odt: return named
        }
    }

    private static func looksLikeHTML(_ start: Bytes) -> Bool {
        guard start.first == 0x3C else { return false }
        let lower = start.prefix(512).lowered[...]
        return ["<!doctype html", "<html", "<head>", "<head ", "<body>", "<body "].contains { lower.hasPrefix($0) }
    }

    /// Formats that are read from bytes, not from decoded text: archives and mail. `nil` for all others. Which document
    /// an archive is, its reader finds out.
    static func ofBytes(_ source: Source) -> InputFormat? {
        if source.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || source.bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return source.path.fileExtension == "odt" ? .odt : .docx
        }
        let named = named(source.path.fileExtension)
        if named == .mail { return .mail }
        // Mail keeps its form under the names that mail folders and people give it.
        return (named == nil || named == .text) && MailHeader.isMIME(source.bytes[...]) ? .mail : nil
    }

    /// What bytes that are no text look like; `nil` for anything that may be text.
    static func binaryKind(of bytes: [UInt8]) -> (what: String, isDocument: Bool)? {
        let head = bytes.prefix(16)
        func starts(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
        if starts([0x89, 0x50, 0x4E, 0x47]) { return ("a PNG image", false) }
        if starts([0xFF, 0xD8, 0xFF]) { return ("a JPEG image", false) }
        if head.hasPrefix("GIF8") { return ("a GIF image", false) }
        if head.hasPrefix("RIFF"), bytes.count > 12 { return ("a RIFF file (WebP, WAV or AVI)", false) }
        if head.hasPrefix("%PDF-") { return ("a PDF document", true) }
        if starts([0xD0, 0xCF, 0x11, 0xE0]) { return (oldOfficeKind(of: bytes[...]), true) }
        if head.hasPrefix("{\\rtf") { return ("a Rich Text document", true) }
        if starts([0x1F, 0x8B]) { return ("a gzip archive", false) }
        if starts([0x7F, 0x45, 0x4C, 0x46]) { return ("an ELF program", false) }
        if head.hasPrefix("Rar!") { return ("a RAR archive", false) }
        if starts([0x37, 0x7A, 0xBC, 0xAF]) { return ("a 7z archive", false) }
        if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return ("an xz archive", false) }
        if head.hasPrefix("BZh"), bytes.count > 10, bytes[4] == 0x31, bytes[5] == 0x41 {
            return ("a bzip2 archive", false)
        }
        if starts([0x28, 0xB5, 0x2F, 0xFD]) { return ("a zstd archive", false) }
        if head.hasPrefix("SQLite format 3") { return ("an SQLite database", false) }
        if head.hasPrefix("OggS") { return ("an Ogg file", false) }
        if head.hasPrefix("ID3"), bytes.prefix(64).contains(0) { return ("an MP3 file", false) }
        if head.dropFirst(4).hasPrefix("ftyp") { return ("an MPEG-4 file", false) }
        return nil
    }

    /// What Office makes of a document with a password.
    static let encryptedOffice = "an encrypted Office document"

    /// By the names of the streams in a compound file ([MS-CFB] §2.6.4), which are UTF-16.
    private static func oldOfficeKind(of bytes: Bytes) -> String {
        let kinds = [
            ("EncryptedPackage", encryptedOffice), ("WordDocument", "an old Word document (.doc)"),
            ("__properties_version1.0", "an Outlook message (.msg)"),
            ("Workbook", "an old Excel workbook (.xls)"), ("PowerPoint Document", "an old presentation (.ppt)"),
        ]
        for (stream, what) in kinds where bytes.contains(text: stream.utf8.map { "\(UnicodeScalar($0))\0" }.joined()) {
            return what
        }
        return "an old Office document (.doc, .xls or encrypted)"
    }
}
