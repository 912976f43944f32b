/// Turns a dropped file into a bulletin, or says why it cannot.
public enum BulletinReader {
    /// Pure: same bytes and name, same result; any bytes, no trap; time grows with the size of the file.
    /// - Throws: what is wrong with the file and what to do about it.
    public static func read(
        _ source: Source, options: ReadingOptions = ReadingOptions()
    ) throws(BulletinError) -> Bulletin {
        let limits = options.limits
        let name = source.path.description
        guard source.bytes.count <= limits.maxFileSize else {
            throw .tooLarge(name: name, size: source.bytes.count, limit: limits.maxFileSize)
        }
        guard !source.bytes.isEmpty else { throw .empty(name: name) }
        var bulletin = try read(source, name: name, options: options)
        // Titles of nothing but invisible characters come out empty.
        if bulletin.title.isEmpty { bulletin.title = TextReader.title(from: source.path) }
        for index in bulletin.sections.indices {
            if bulletin.sections[index].title.isEmpty { bulletin.sections[index].title = bulletin.title }
            bulletin.sections[index].links.removeAll { $0.title.isEmpty }
        }
        bulletin.holdForStories()
        bulletin.confidence = bulletin.confidence.lowered(by: bulletin.findings, title: bulletin.title)
        return bulletin
    }

    /// THE one switch over the formats.
    private static func read(
        _ source: Source, name: String, options: ReadingOptions
    ) throws(BulletinError) -> Bulletin {
        if InputFormat.ofBytes(source) == .mail { return try MailReader.read(source, options: options) }
        return try readFile(source, options: options)
    }

    /// Any format but mail: what a mail may hold.
    static func readFile(_ source: Source, options: ReadingOptions) throws(BulletinError) -> Bulletin {
        let (limits, name) = (options.limits, source.path.description)
        switch InputFormat.ofBytes(source) {
        case .docx, .odt: return try DocumentReader.read(source, options: options)
        default: break
        }
        let kind = InputFormat.binaryKind(of: source.bytes)
        if kind?.what == InputFormat.encryptedOffice { throw .encrypted(name: name) }
        if let kind, kind.isDocument { throw .unknownFormat(name: name, what: kind.what) }
        if let format = MediaFormat.usual(source.path.fileExtension),
            MediaFormat.of(source.bytes, fileExtension: source.path.fileExtension) == nil
        {
            throw .brokenMedia(name: name, format: format.title)
        }
        if let kind { throw .binary(name: name, what: kind.what) }
        let text = try TextDecoding.decode(
            source, declared: HTMLCharset.declared(in: source.bytes), setting: options.charset)
        guard text.bytes.contains(where: { $0 > 0x20 }), !text.bytes[...].trimmed.isEmpty else {
            throw .empty(name: name)
        }
        let former = FormerHeads(source.headlines)
        return switch try InputFormat.sniff(text.bytes[...], of: source.path) {
        case .text: try TextReader.read(text, of: source.path, limits: limits, former: former)
        case .markdown: try MarkdownReader.read(text, of: source.path, limits: limits, former: former)
        case .html: try HTMLReader.read(text, of: source.path, limits: limits, former: former)
        case .docx, .odt, .mail: throw .unknownFormat(name: name, what: "a file of another format than its name says")
        }
    }
}
