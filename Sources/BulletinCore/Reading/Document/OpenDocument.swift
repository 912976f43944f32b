internal import Interop

/// Reads an OpenDocument text: its content, with the styles that belong to it.
enum OpenDocument {
    static func read(in package: inout DocumentPackage) throws(BulletinError) -> DocumentContent {
        guard let main = try package.steps(of: "content.xml", as: OpenName.self) else {
            throw .damaged(name: package.name, reason: "its part content.xml is missing")
        }
        var styles = OpenStyles()
        let common = try package.steps(of: "styles.xml", as: OpenName.self)
        if let common { styles.read(common) }
        styles.read(main)
        styles.resolve()
        var walk = OpenWalk(styles)
        for index in 0..<main.count {
            guard main[index].kind == .open, main[index].name == .body else { continue }
            try walk.walk(main, from: index + 1, to: main.count, &package)
            break
        }
        var content = walk.finish()
        content.attachments = package.attachments
        content.standardSize = styles.standardSize
        if let common { content.takeBans(of: try margins(in: common, styles, &package)) }
        return content
    }

    /// What stands at the heads and feet of pages.
    private static func margins(
        in common: DocumentSteps<OpenName>, _ styles: OpenStyles, _ package: inout DocumentPackage
    ) throws(BulletinError) -> [DocumentPiece] {
        var pieces: [DocumentPiece] = []
        var start: Int?
        for index in 0..<common.count {
            switch common[index].name {
            case .header, .leftHeader, .firstHeader, .footer, .leftFooter, .firstFooter: break
            default: continue
            }
            if common[index].kind == .open {
                start = index + 1
            } else if let first = start {
                var walk = OpenWalk(styles)
                walk.takesImages = false
                try walk.walk(common, from: first, to: index, &package)
                pieces += walk.finish().pieces
                start = nil
            }
        }
        return pieces
    }
}
