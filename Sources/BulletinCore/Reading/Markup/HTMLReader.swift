internal import Interop

/// Reads HTML pages.
enum HTMLReader {
    static func read(_ text: DecodedText, of path: SourcePath, limits: ReadingLimits) throws(BulletinError) -> Bulletin
    {
        let document = try sanitized(text.bytes, of: path, limits: limits)
        let title = pageTitle(document.title[...])
        let hasHeading = document.blocks.contains { $0.headingLevel == 1 && !$0.lines.isEmpty }
        var bulletin = try MarkupReader.read(document, statedTitle: hasHeading ? nil : title, of: path, limits: limits)
        if let language = document.language, language.utf8.count >= 2,
            language.utf8.allSatisfy({ $0 == 0x2D || Text.isASCIILetter(UInt32($0)) }),
            language.utf8.count <= 12, language.lowercased() != "zh", language.lowercased() != "zh-cn"
        {
            bulletin.language = language
        }
        bulletin.findings = TextReader.sorted(text.findings + bulletin.findings)
        return bulletin
    }

    static func sanitized(_ html: [UInt8], of path: SourcePath, limits: ReadingLimits) throws(BulletinError)
        -> SanitizedDocument
    {
        Sanitizer.sanitize(try events(of: html, path, limits: limits))
    }

    static func events(of html: [UInt8], _ path: SourcePath, limits: ReadingLimits) throws(BulletinError)
        -> [HTMLEvent]
    {
        if let line = AttributeCount.lineOverLimit(in: html) {
            throw .malformed(
                name: path.description, line: line, reason: "more than \(AttributeCount.limit) attributes in one tag")
        }
        do throws(HTMLError) {
            return try HTMLDocument.events(of: html, maxDepth: limits.maxDepth)
        } catch {
            switch error {
            case .tooDeep(_, let limit):
                throw .overLimit(name: path.description, limit: "\(limit) elements within each other")
            case .incomplete:
                throw .malformed(name: path.description, line: 1, reason: "the HTML cannot be read to its end")
            }
        }
    }

    /// `<title>` without the site's name behind `_`, `|` or ` - `; `nil` when there is none.
    private static func pageTitle(_ text: Bytes) -> String? {
        let title = text.trimmed
        guard !title.isEmpty else { return nil }
        for separator in ["_", "|", " - ", "｜"] {
            if let range = title.firstRange(of: separator), range.lowerBound > title.startIndex {
                return Title.clean(title[..<range.lowerBound].trimmed)
            }
        }
        return Title.clean(title)
    }
}

/// The charset that an HTML file declares in its first kilobyte.
enum HTMLCharset {
    static func declared(in bytes: [UInt8]) -> Charset? {
        let head = bytes.prefix(1024).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }[...]
        guard let mark = head.firstRange(of: "charset=") ?? head.firstRange(of: "encoding=") else { return nil }
        let name = head[mark.upperBound...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
            .prefix { $0 != 0x22 && $0 != 0x27 && $0 != 0x3E && $0 != 0x20 && $0 != 0x2F && $0 != 0x3B }
        return names[name.string]
    }

    private static let names: [String: Charset] = [
        "gb2312": .gb18030, "gbk": .gb18030, "gb18030": .gb18030, "x-gbk": .gb18030, "gb_2312-80": .gb18030,
        "big5": .big5, "big5-hkscs": .big5, "windows-1252": .windows1252, "iso-8859-1": .windows1252,
        "latin1": .windows1252,
    ]
}
