internal import Interop

/// The archive of a document: its parts, how they refer to each other, and the images in it.
struct DocumentPackage: ~Copyable {
    let name: String
    private var archive: ZipArchive
    /// By the part's name, the reference and whether it was of a kind that is published.
    private var images: [[UInt8]: String?] = [:]
    private(set) var attachments: [Attachment] = []
    /// Images that were left out because they lie elsewhere, or are of another kind.
    private(set) var foreignImages = 0
    private(set) var otherImages = 0
    private(set) var missingImages = 0

    /// More images than this are left out.
    static let maxImages = 200

    init(_ source: Source, limits: ReadingLimits) throws(BulletinError) {
        name = source.path.description
        do throws(ZipError) {
            archive = try ZipArchive(
                reading: source.bytes, maxParts: limits.maxParts, maxInflatedSize: limits.maxInflatedSize,
                maxInflation: limits.maxInflation)
        } catch {
            throw Self.rejection(error, name)
        }
    }

    var partNames: [[UInt8]] { archive.parts.map(\.name) }

    func has(_ part: String) -> Bool { archive.part(named: Array(part.utf8)) != nil }

    /// - Returns: `nil` when there is no such part.
    mutating func bytes(of part: String) throws(BulletinError) -> [UInt8]? {
        guard let part = archive.part(named: Array(part.utf8)) else { return nil }
        do throws(ZipError) { return try archive.read(part) } catch { throw Self.rejection(error, name) }
    }

    /// - Returns: `nil` when there is no such part.
    mutating func steps<Name: DocumentName>(
        of part: String, as names: Name.Type
    ) throws(BulletinError) -> DocumentSteps<Name>? {
        guard let bytes = try bytes(of: part) else { return nil }
        do throws(XMLSteps.Fault) {
            return DocumentSteps(try XMLSteps(of: bytes, Name.names.vocabulary))
        } catch {
            switch error {
            case .documentType:
                throw .damaged(name: name, reason: "\(part) has a document type declaration, which no document needs")
            case .tooDeep(let limit): throw .overLimit(name: name, .documentDepth, value: limit)
            case .malformed(let line):
                let place = line.map { " (line \($0))" } ?? ""
                throw .damaged(name: name, reason: "\(part) is not well-formed XML\(place)")
            }
        }
    }

    private static func rejection(_ error: ZipError, _ name: String) -> BulletinError {
        switch error {
        case .damaged(let reason): .damaged(name: name, reason: "the archive is damaged: \(reason)")
        case .tooManyParts(let limit): .overLimit(name: name, .documentParts, value: limit)
        case .badName(let part, let reason): .damaged(name: name, reason: "the name of its part \(part) \(reason)")
        case .encrypted(let part): .damaged(name: name, reason: "its part \(part) is encrypted")
        case .damagedPart(let part, let reason):
            .damaged(name: name, reason: "its part \(part) is damaged (\(reason))")
        case .tooLarge(let limit): .overLimit(name: name, .inflatedSize, value: limit)
        case .tooDense(let part, let limit):
            .damaged(name: name, reason: "its part \(part) comes out more than \(limit) times as large (max-inflation)")
        }
    }

    // MARK: References

    /// The part that a reference of another part leads to (RFC 3986 §5.2, within the archive).
    /// - Returns: `nil` when it leads out of the archive.
    static func resolved(_ reference: String, from part: String) -> String? {
        let reference = PercentEncoding.decoded(Array(reference.utf8)[...])
        guard !reference.isEmpty, !reference.contains(0x3A), !reference.contains(0x5C) else { return nil }
        var steps = reference.first == 0x2F ? [] : part.split(separator: "/").dropLast().map { Array($0.utf8) }
        for step in reference.split(separator: 0x2F) {
            if step.elementsEqual("..".utf8) {
                guard steps.popLast() != nil else { return nil }
            } else if !step.elementsEqual(".".utf8) {
                steps.append(Array(step))
            }
        }
        return steps.isEmpty ? nil : String(decoding: Array(steps.joined(separator: [0x2F])), as: UTF8.self)
    }

    /// Only whole addresses that a reader can follow.
    static func isFollowed(_ address: String) -> Bool {
        let lower = address.utf8.prefix(8).lowered[...]
        return lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("mailto:")
    }

    // MARK: Images

    /// Takes an image of the archive in, once.
    /// - Parameters:
    ///   - reference: as the document has it.
    ///   - isExternal: it says itself that it leads elsewhere. Nothing is ever fetched.
    /// - Returns: how HTML refers to it; `nil` when it is left out.
    mutating func image(
        _ reference: String, from part: String, isExternal: Bool
    ) throws(BulletinError) -> String? {
        guard !isExternal, let target = Self.resolved(reference, from: part) else {
            foreignImages += 1
            return nil
        }
        let key = Array(target.utf8)
        if let known = images[key] { return known }
        guard attachments.count < Self.maxImages, let bytes = try bytes(of: target) else {
            missingImages += 1
            images[key] = .some(nil)
            return nil
        }
        guard let (mediaType, suffix) = Self.kind(of: bytes) else {
            otherImages += 1
            images[key] = .some(nil)
            return nil
        }
        // Programs count pictures anew each time they save: the name is one that the picture keeps.
        let reference = "image-\(SHA256Digest.hex(of: bytes).prefix(12)).\(suffix)"
        if !attachments.contains(where: { $0.reference == reference }) {
            attachments.append(Attachment(reference: reference, mediaType: mediaType, bytes: bytes))
        }
        images[key] = reference
        return reference
    }

    /// By content: what browsers show and cannot run.
    private static func kind(of bytes: [UInt8]) -> (mediaType: String, suffix: String)? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return ("image/png", "png") }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return ("image/jpeg", "jpg") }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return ("image/gif", "gif") }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            return ("image/webp", "webp")
        }
        return nil
    }
}
