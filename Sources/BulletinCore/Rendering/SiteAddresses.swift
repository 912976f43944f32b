/// Puts addresses on the site in the place of local ones, for what one bulletin holds.
///
/// What names an attached file becomes that file's address; anything else is resolved against the bulletin's page
/// (RFC 3986 §5.2), without ever leaving the site's origin.
struct SiteAddresses {
    private let channel: Channel
    private let slug: String
    private let files: [[UInt8]: AttachedFile]
    /// What an address of a file begins with.
    private let root: String

    /// - Parameters:
    ///   - root: the way to the root of the site, as the document needs it: absolute in feeds.
    init(of channel: Channel, bulletin slug: String, files: [AttachedFile], root: String) {
        self.channel = channel
        self.slug = slug
        self.files = Dictionary(files.map { ($0.reference, $0) }, uniquingKeysWith: { one, _ in one })
        self.root = root
    }

    /// Of the bulletin's page: `https://example.org`, and the segments behind it.
    private var page: (origin: String, folders: [Bytes]) {
        let page = Array(channel.address(ofBulletin: slug).utf8)[...]
        // Behind scheme, host and port.
        let start = page.firstRange(of: "://").map { $0.upperBound } ?? page.startIndex
        let slash = page[start...].firstIndex(of: UInt8(ascii: "/")) ?? page.endIndex
        return (page[..<slash].string, page[slash...].split(separator: UInt8(ascii: "/")))
    }

    func address(of file: AttachedFile) -> String { root + file.path }

    /// The address for a link: local ones are completed, all others stay.
    func completed(_ address: String) -> String {
        LocalAddress.reference(in: address).map { completed(reference: $0) } ?? address
    }

    private func completed(reference: String) -> String {
        let bytes = Array(reference.utf8)[...]
        guard let key = LocalAddress.key(of: reference), let file = files[key] else { return resolved(bytes) }
        // A page of a document, a moment of a film.
        let fragment = bytes.firstIndex(of: UInt8(ascii: "#")).map { bytes[$0...] } ?? []
        return address(of: file) + Self.encoded(fragment)
    }

    /// HTML without local addresses. A picture whose file is not there, or is no picture, leaves its words.
    func completed(html: String) -> String {
        let bytes = Array(html.utf8)
        let references = LocalAddress.references(in: bytes)
        guard !references.isEmpty else { return html }
        var output: [UInt8] = []
        var place = 0
        for reference in references where reference.attribute.lowerBound >= place {
            if reference.isImage {
                let file = LocalAddress.key(of: reference.text).flatMap { files[$0] }
                guard let file, file.format.kind == .image else {
                    output += bytes[place..<reference.tag.lowerBound]
                    output += bytes[reference.alt]
                    place = reference.tag.upperBound
                    continue
                }
            }
            output += bytes[place..<reference.attribute.lowerBound]
            HTMLText.append(attribute: reference.name, completed(reference: reference.text), to: &output)
            place = reference.attribute.upperBound
        }
        output += bytes[place...]
        return String(decoding: output, as: UTF8.self)
    }

    /// - Parameter reference: relative (RFC 3986 §4.2). A host in it does not count.
    private func resolved(_ reference: Bytes) -> String {
        let (origin, folders) = page
        let tail = reference.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? reference.endIndex
        let path = reference[..<tail]
        var parts = path.first == UInt8(ascii: "/") ? [] : folders
        var isFolder = path.isEmpty
        for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let isUp = part.elementsEqual("..".utf8)
            isFolder = isUp || part.isEmpty || part.elementsEqual(".".utf8)
            if isUp {
                _ = parts.popLast()
            } else if !isFolder {
                parts.append(part)
            }
        }
        let whole = parts.reduce(into: "") { $0 += "/" + Self.encoded($1) }
        return origin + whole + (isFolder || parts.isEmpty ? "/" : "") + Self.encoded(reference[tail...])
    }

    /// What no address holds as it is (RFC 3986 §2), and any `#` but the first, is percent-encoded.
    private static func encoded(_ bytes: Bytes) -> String {
        var encoded: [UInt8] = []
        var hasFragment = false
        for (place, byte) in zip(bytes.indices, bytes) {
            let isFit =
                switch byte {
                case ...0x20, 0x7F..., 0x22, 0x3C, 0x3E, 0x5B...0x5E, 0x60, 0x7B...0x7D: false
                case UInt8(ascii: "#"): !hasFragment
                case UInt8(ascii: "%"):
                    bytes[place...].dropFirst().prefix(2).count { IRI.isHexadecimal($0) } == 2
                default: true
                }
            if byte == UInt8(ascii: "#") { hasFragment = true }
            if isFit {
                encoded.append(byte)
            } else {
                PercentEncoding.append(byte, to: &encoded)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
