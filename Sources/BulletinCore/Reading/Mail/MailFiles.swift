internal import Interop

/// The files in a mail that are published: pictures, sound, films, PDF.
struct MailFiles: Sendable {
    private(set) var attachments: [Attachment] = []
    private var names = AttachmentNames()
    /// By the place of the part, the reference; `nil` when it is left out.
    private var taken: [Int: String?] = [:]
    /// Names of those that were left out.
    private var leftOut: [String] = []

    /// More files than this are left out.
    static let maxCount = 200

    /// What another file of the mail calls its own.
    mutating func add(_ own: [Attachment]) {
        for attachment in own { names.reserve(attachment.reference) }
        attachments = own + attachments
    }

    /// - Parameter place: of the part.
    /// - Returns: how HTML refers to the file; `nil` when it is left out.
    mutating func take(_ place: Int, _ part: MailPart) -> String? {
        if let known = taken[place] { return known }
        let name = part.fileName ?? []
        let bytes = part.decoded()
        guard attachments.count < Self.maxCount, !bytes.isEmpty,
            let format = MediaFormat.of(bytes, fileExtension: part.fileExtension)
        else {
            taken[place] = .some(nil)
            leaveOut(part)
            return nil
        }
        let reference = names.free(for: name, suffix: format.fileExtension)
        let title = Title.clean(Array(SourcePath(bytes: name).description.utf8)[...])
        attachments.append(Attachment(reference: reference, title: title, mediaType: format.mediaType, bytes: bytes))
        taken[place] = reference
        return reference
    }

    /// Leaves out what a page shows only where it is not published.
    mutating func drop(_ references: Set<String>) {
        guard !references.isEmpty else { return }
        attachments.removeAll { references.contains($0.reference) }
        taken = taken.mapValues { $0.flatMap { references.contains($0) ? nil : $0 } }
    }

    mutating func leaveOut(_ part: MailPart) {
        let name = Title.clean(Array(SourcePath(bytes: part.fileName ?? []).description.utf8)[...])
        leftOut.append(name.isEmpty ? part.type.name : name)
    }

    /// `nil` when all came along.
    var finding: Finding? {
        guard !leftOut.isEmpty else { return nil }
        let names = leftOut.prefix(5).joined(separator: ", ") + (leftOut.count > 5 ? ", …" : "")
        return Finding(
            .warning, "AttachmentsLeftOut",
            "left out what is attached but neither a picture, sound, film nor PDF (\(leftOut.count)): \(names)",
            advice: "drop texts in by themselves")
    }

    /// Leads `cid:` addresses (RFC 2392) to the files that they mean. Others stay, and the sanitizer drops them.
    /// - Parameter ids: places of parts by their Content-ID.
    mutating func linked(_ html: Bytes, ids: [[UInt8]: Int], _ parts: [MailPart]) -> [UInt8] {
        guard !ids.isEmpty else { return Array(html) }
        var linked: [UInt8] = []
        var start = html.startIndex
        var place = html.startIndex
        while let colon = html[place...].firstIndex(of: UInt8(ascii: ":")) {
            place = colon + 1
            let scheme = html[start..<colon].suffix(3)
            guard scheme.lowered.elementsEqual("cid".utf8), let before = html[start..<scheme.startIndex].last,
                [0x22, 0x27, 0x28, 0x3D, 0x20].contains(before)
            else { continue }
            let id = html[place...].prefix(1_000).prefix { $0 > 0x20 && ![0x22, 0x27, 0x29, 0x3E].contains($0) }
            guard let part = ids[PercentEncoding.decoded(id)], let reference = take(part, parts[part]) else { continue }
            linked += html[start..<scheme.startIndex]
            linked += PercentEncoding.encoded(path: reference.utf8).utf8
            (start, place) = (id.endIndex, id.endIndex)
        }
        return linked + html[start...]
    }
}
