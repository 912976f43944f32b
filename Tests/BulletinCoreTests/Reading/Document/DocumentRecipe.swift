import BulletinCore
import TestSupport

/// Makes DOCX and ODT files out of the XML that matters in a test.
enum DocumentRecipe {
    static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    /// - Parameters:
    ///   - body: what stands in `w:body`.
    ///   - relations: of the main part: `Relationship` elements.
    ///   - parts: further ones, by name; they replace those that are made here.
    static func word(
        _ body: String, styles: String? = nil, numbering: String? = nil, relations: String = "",
        type: String = wordType, parts: [(String, [UInt8])] = []
    ) -> [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        var own = relations
        var entries = [
            ZipRecipe.Entry(
                "[Content_Types].xml",
                "<Types xmlns='\(package)/content-types'><Override PartName='/word/document.xml' ContentType='\(type)'/></Types>"
            ),
            ZipRecipe.Entry(
                "_rels/.rels",
                "<Relationships xmlns='\(package)/relationships'><Relationship Id='r1' Type='\(office)/officeDocument' Target='word/document.xml'/></Relationships>"
            ),
            ZipRecipe.Entry("word/document.xml", "<w:document \(wordNames)><w:body>\(body)</w:body></w:document>"),
        ]
        for (kind, content) in [("styles", styles), ("numbering", numbering)] {
            guard let content else { continue }
            own += "<Relationship Id='\(kind)' Type='\(office)/\(kind)' Target='\(kind).xml'/>"
            entries.append(ZipRecipe.Entry("word/\(kind).xml", "<w:\(kind) \(wordNames)>\(content)</w:\(kind)>"))
        }
        entries.append(
            ZipRecipe.Entry(
                "word/_rels/document.xml.rels",
                "<Relationships xmlns='\(package)/relationships'>\(own)</Relationships>"))
        for (name, content) in parts {
            entries.removeAll { $0.name == Array(name.utf8) }
            entries.append(ZipRecipe.Entry(name, content))
        }
        return ZipRecipe(entries).bytes
    }

    static let wordNames =
        "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
        + "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "
        + "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        + "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "
        + "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:schemas-microsoft-com:vml' "
        + "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"

    static func relation(_ id: String, _ kind: String, _ target: String, isExternal: Bool = false) -> String {
        "<Relationship Id='\(id)' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(kind)' Target='\(target)'\(isExternal ? " TargetMode='External'" : "")/>"
    }

    /// A paragraph of one run.
    static func p(_ text: String, _ properties: String = "", run: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:rPr>\(run)</w:rPr><w:t>\(text)</w:t></w:r></w:p>"
    }

    static func style(_ id: String, _ text: String) -> String { p(text, "<w:pStyle w:val='\(id)'/>") }

    static func item(_ text: String, _ number: Int, level: Int = 0) -> String {
        p(text, "<w:numPr><w:ilvl w:val='\(level)'/><w:numId w:val='\(number)'/></w:numPr>")
    }

    /// - Parameters:
    ///   - body: what stands in `office:text`.
    ///   - styles: what stands in `office:automatic-styles`.
    static func open(
        _ body: String, styles: String = "", common: String = "", meta: String? = nil,
        mimetype: String = "application/vnd.oasis.opendocument.text", parts: [(String, [UInt8])] = []
    ) -> [UInt8] {
        var first = ZipRecipe.Entry("mimetype", mimetype)
        first.isDeflated = false
        var entries = [
            first,
            ZipRecipe.Entry(
                "content.xml",
                "<office:document-content \(openNames)><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>"
            ),
            ZipRecipe.Entry(
                "styles.xml",
                "<office:document-styles \(openNames)><office:styles>\(common)</office:styles></office:document-styles>"
            ),
        ]
        if let meta {
            entries.append(
                ZipRecipe.Entry(
                    "meta.xml",
                    "<office:document-meta \(openNames)><office:meta>\(meta)</office:meta></office:document-meta>"))
        }
        entries += parts.map { ZipRecipe.Entry($0.0, $0.1) }
        return ZipRecipe(entries).bytes
    }

    static let openNames =
        ["office", "style", "text", "table", "meta"].map {
            "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'"
        }.joined(separator: " ")
        + " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
        + "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' "
        + "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' "
        + "xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:dc='http://purl.org/dc/elements/1.1/'"

    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
}

/// The bulletin as the document's file.
func read(document bytes: [UInt8], as name: String = "a.docx", limits: ReadingLimits = ReadingLimits()) throws
    -> Bulletin
{
    try BulletinReader.read(
        Source(path: SourcePath(name), bytes: bytes), options: ReadingOptions(limits: limits))
}

extension Bulletin {
    /// Titles and HTML, story by story.
    var shown: String {
        sections.map { "\($0.category.map { "\($0): " } ?? "")\($0.marker)\($0.title)|\($0.html)" }.joined(
            separator: "\n")
    }

    /// Everything that could carry text out.
    var everything: String { "\(self)" }
}
