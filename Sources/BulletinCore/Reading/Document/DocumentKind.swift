internal import Interop

/// What an archive says that it is.
enum DocumentKind: Sendable {
    /// Word's, with the name of its main part.
    case word(part: String)
    case openDocument

    /// By `mimetype` (OpenDocument 1.3 part 2 §3.3), else by `[Content_Types].xml` (ISO/IEC 29500-2 §10.1.2).
    /// - Throws: `.unknownFormat` or `.binary` with the name of what it is instead.
    init(of package: inout DocumentPackage) throws(BulletinError) {
        let name = package.name
        if let type = try package.bytes(of: "mimetype") {
            let type = type[...].trimmed.prefix(200).string
            let openDocument = "application/vnd.oasis.opendocument."
            switch type {
            case "\(openDocument)text", "\(openDocument)text-template": break
            case "application/epub+zip": throw .unknownFormat(name: name, what: "an EPUB book")
            case _ where type.hasPrefix("\(openDocument)spreadsheet"):
                throw .unknownFormat(name: name, what: "an OpenDocument spreadsheet (.ods)")
            case _ where type.hasPrefix("\(openDocument)presentation"):
                throw .unknownFormat(name: name, what: "an OpenDocument presentation (.odp)")
            case _ where type.hasPrefix(openDocument):
                throw .unknownFormat(name: name, what: "an OpenDocument file that is no text")
            default: throw .binary(name: name, what: "a ZIP archive")
            }
            if let manifest = try package.bytes(of: "META-INF/manifest.xml"),
                manifest[...].contains(text: "encryption-data")
            {
                throw .encrypted(name: name)
            }
            self = .openDocument
            return
        }
        guard let types = try package.steps(of: "[Content_Types].xml", as: PackageName.self) else {
            if package.has("word/document.xml") {
                throw .damaged(name: name, reason: "its part [Content_Types].xml is missing")
            }
            if let office = Self.office(package) { throw .unknownFormat(name: name, what: office) }
            throw .binary(name: name, what: "a ZIP archive")
        }
        let main = try Relations(of: "", in: &package).part(of: "officeDocument")
        var isWord = main == nil && package.has("word/document.xml")
        for index in 0..<types.count {
            let step = types[index]
            guard step.kind == .open, step.name == .override, let type = types.bytes(.contentType, step),
                type.hasSuffix("main+xml")
            else { continue }
            if type.contains(text: "spreadsheetml") || type.contains(text: "ms-excel") {
                throw .unknownFormat(name: name, what: "an Excel workbook (.xlsx)")
            }
            if type.contains(text: "presentationml") || type.contains(text: "ms-powerpoint") {
                throw .unknownFormat(name: name, what: "a PowerPoint presentation (.pptx)")
            }
            if type.contains(text: "wordprocessingml") || type.contains(text: "ms-word") { isWord = true }
        }
        let part = main ?? "word/document.xml"
        let claimsWord = isWord || part.hasPrefix("word/") && main != nil
        if !claimsWord || !package.has(part), let office = Self.office(package) {
            throw .unknownFormat(name: name, what: office)
        }
        guard claimsWord else { throw .binary(name: name, what: "a ZIP archive") }
        self = .word(part: part)
    }

    /// What the parts show, where the archive's own list of types names no main part, or one that is not there.
    private static func office(_ package: borrowing DocumentPackage) -> String? {
        if package.has("xl/workbook.xml") || package.has("xl/workbook.bin") { return "an Excel workbook (.xlsx)" }
        return package.has("ppt/presentation.xml") ? "a PowerPoint presentation (.pptx)" : nil
    }
}
