internal import Interop

/// The names of what lies around a document in its archive: relations, content types, properties, manifest.
enum PackageName: String, DocumentName {
    case relationship = "rel:Relationship"
    case id = "Id"
    case target = "Target"
    case targetMode = "TargetMode"
    case type = "Type"
    case override = "ct:Override"
    case partName = "PartName"
    case contentType = "ContentType"
    case title = "dc:title"
    case creator = "dc:creator"
    case initialCreator = "meta:initial-creator"
    case encryption = "manifest:encryption-data"

    static let namespaces = [
        "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
        "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
        "http://purl.org/dc/elements/1.1/": "dc",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    ]
    static let names = DocumentNames<PackageName>()
}

/// Where the references of a part lead (ISO/IEC 29500-2 §9.3).
struct Relations: Sendable {
    struct Target: Sendable {
        var address: String
        /// The last step of the relation's type: `image`, `hyperlink`, `officeDocument`.
        var kind: String
        var isExternal: Bool
    }

    /// The part whose relations these are.
    let part: String
    private(set) var targets: [String: Target] = [:]

    /// Of a part without relations, none.
    init(of part: String, in package: inout DocumentPackage) throws(BulletinError) {
        self.part = part
        let slash = part.utf8.lastIndex(of: 0x2F).map { part.utf8.index(after: $0) } ?? part.startIndex
        let place = "\(part[..<slash])_rels/\(part[slash...]).rels"
        guard let steps = try package.steps(of: place, as: PackageName.self) else { return }
        for index in 0..<steps.count {
            let step = steps[index]
            guard step.kind == .open, step.name == .relationship, let id = steps.value(.id, step),
                let address = steps.value(.target, step)
            else { continue }
            let kind = steps.bytes(.type, step)?.split(separator: 0x2F).last?.string ?? ""
            let isExternal = steps.value(.targetMode, step) == "External"
            if targets[id] == nil { targets[id] = Target(address: address, kind: kind, isExternal: isExternal) }
        }
    }

    /// The parts that relations of a kind lead to, in the order of their names.
    func parts(of kind: String) -> [String] {
        Set(targets.values.filter { $0.kind == kind && !$0.isExternal }.map(\.address)).sorted()
            .compactMap { DocumentPackage.resolved($0, from: part) }
    }

    /// The part that the first relation of a kind leads to.
    func part(of kind: String) -> String? {
        targets.values.filter { $0.kind == kind && !$0.isExternal }.map(\.address).min()
            .flatMap { DocumentPackage.resolved($0, from: part) }
    }
}
