internal import Interop

/// Pictures that a page holds itself (`data:`, RFC 2397): they become files of the bulletin.
struct HeldPictures: Sendable {
    private(set) var attachments: [Attachment] = []
    private var known: Set<String> = []
    /// More pictures are left out.
    private static let maxCount = 200
    /// What holds a place until a script loads the picture is smaller.
    private static let minSize = 100

    /// How the page refers to them from now on.
    var references: Set<String> { known }

    /// Leads pictures that are held to their files; others stay.
    mutating func take(from events: inout [HTMLEvent]) {
        for place in events.indices {
            guard case .open("img", var attributes, let line) = events[place],
                let index = attributes.firstIndex(where: { $0.name == "src" }),
                !attributes.contains(where: {
                    ["data-src", "data-original"].contains($0.name) && !Self.isHeld($0.value)
                }),
                let bytes = Self.bytes(of: attributes[index].value)
            else { continue }
            let words = attributes.first { $0.name == "alt" }.map { PictureWords.shown($0.value) } ?? ""
            guard let reference = take(bytes, title: words) else { continue }
            attributes[index] = HTMLAttribute(name: "src", value: reference)
            events[place] = .open(name: "img", attributes: attributes, line: line)
        }
    }

    /// Without those that nothing shows.
    func shown(in blocks: [Block]) -> [Attachment] {
        attachments.filter { attachment in
            let address = LocalAddress.prefix + attachment.reference
            return blocks.contains { $0.html[...].contains(text: address) }
        }
    }

    private mutating func take(_ bytes: [UInt8], title: String) -> String? {
        guard let format = MediaFormat.of(bytes, fileExtension: ""), format.kind == .image else { return nil }
        let reference = "image-\(SHA256Digest.hex(of: bytes).prefix(12)).\(format.fileExtension)"
        if known.contains(reference) { return reference }
        guard attachments.count < Self.maxCount else { return nil }
        known.insert(reference)
        attachments.append(
            Attachment(reference: reference, title: title, mediaType: format.mediaType, bytes: bytes))
        return reference
    }

    private static func isHeld(_ value: String) -> Bool {
        value.utf8.prefix(11).lowered.elementsEqual("data:image/".utf8)
    }

    private static func bytes(of value: String) -> [UInt8]? {
        guard isHeld(value) else { return nil }
        let text = Array(value.utf8)[...]
        guard let comma = text.prefix(200).firstIndex(of: UInt8(ascii: ",")),
            text[..<comma].lowered[...].trimmed.hasSuffix(";base64")
        else { return nil }
        let bytes = MailEncoding.base64.decode(PercentEncoding.decoded(text[(comma + 1)...])[...])
        return bytes.count >= minSize ? bytes : nil
    }
}
