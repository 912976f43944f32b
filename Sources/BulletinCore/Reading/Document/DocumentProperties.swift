internal import Interop

/// What a document's properties say, as far as it can be believed: programs and templates fill them, too.
struct DocumentProperties: Sendable {
    var title: String?
    var author: String?

    init(of kind: DocumentKind, in package: inout DocumentPackage) throws(BulletinError) {
        let part: String
        switch kind {
        case .word: part = try Relations(of: "", in: &package).part(of: "core-properties") ?? "docProps/core.xml"
        case .openDocument: part = "meta.xml"
        }
        guard let steps = try package.steps(of: part, as: PackageName.self) else { return }
        var texts: [PackageName: [UInt8]] = [:]
        var open: PackageName?
        for index in 0..<steps.count {
            let step = steps[index]
            switch step.kind {
            case .open: open = step.name
            case .close: open = nil
            case .text:
                if let open, texts[open, default: []].count < 2_000 { texts[open, default: []] += steps.text(step) }
            }
        }
        func value(_ name: PackageName) -> String? {
            texts[name].map { Title.clean($0[...]) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        title = value(.title).flatMap { Self.isTitle($0) ? $0 : nil }
        // Of an OpenDocument, who wrote it first, not who saved it last.
        author = (value(.initialCreator) ?? value(.creator)).flatMap { Self.isPerson($0) ? $0 : nil }
    }

    private static func isTitle(_ title: String) -> Bool {
        let lower = title.lowercased()
        return !["microsoft word", "document", "文档", "文件", "untitled", "未命名", "无标题", "template", "模板", "word document"]
            .contains { lower.hasPrefix($0) }
            && ![".doc", ".docx", ".dotx", ".odt", ".dot"].contains { lower.hasSuffix($0) }
    }

    /// Accounts and programs are no authors.
    private static func isPerson(_ name: String) -> Bool {
        let key = Text.key(Array(name.utf8)[...])[...].string
        return !key.isEmpty && key.utf8.count <= 120 && !accounts.contains(key)
            && !key.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static let accounts: Set<String> = [
        "user", "users", "admin", "administrator", "windowsuser", "windows用户", "微软用户", "microsoftofficeuser",
        "microsoftoffice用户", "officeuser", "office", "microsoft", "pythondocx", "openpyxl", "pandoc", "libreoffice",
        "author", "owner", "guest", "root", "pc", "lenovo", "dell", "hp", "asus", "acer", "thinkpad", "unknown",
        "unknownauthor", "unnamed", "null", "none", "test", "apachepoi", "wps", "wpsoffice", "hewlettpackard", "匿名",
    ]
}
