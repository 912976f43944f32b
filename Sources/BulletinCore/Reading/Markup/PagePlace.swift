internal import Interop

/// Where a page stood: what its relative addresses are seen from.
///
/// A page is written for the site that it stood on. What leads on there leads nowhere from ours, but for files that may
/// lie beside the bulletin.
struct PagePlace: Hashable, Sendable {
    /// Absolute, `http` or `https`; `nil` when the page does not say.
    private let address: String?
    /// The address holds for pictures, sound, films and PDF, too: no file lies beside the page.
    private let holdsForFiles: Bool
    /// References to pictures that the page holds itself.
    private let held: Set<String>

    /// - Parameters:
    ///   - isMail: files that it brings along are called by relative addresses.
    ///   - held: references to pictures in it.
    init(_ events: [HTMLEvent], _ html: Bytes, isMail: Bool, held: Set<String> = []) {
        self.held = held
        var base: String?
        var (canonical, graph): (String?, String?) = (nil, nil)
        for event in events {
            guard case .open(let name, let attributes, _) = event else { continue }
            switch name {
            case "base" where base == nil: base = attributes.first { $0.name == "href" }?.value
            case "link" where canonical == nil:
                guard attributes.contains(where: { $0.name == "rel" && $0.value.lowercased() == "canonical" }) else {
                    continue
                }
                canonical = attributes.first { $0.name == "href" }.flatMap { WebAddress.page($0.value) }
            case "meta" where graph == nil:
                guard attributes.contains(where: { $0.name == "property" && $0.value.lowercased() == "og:url" }) else {
                    continue
                }
                graph = attributes.first { $0.name == "content" }.flatMap { WebAddress.page($0.value) }
            default: break
            }
        }
        let own = Self.savedFrom(html) ?? canonical ?? graph
        if let stated = base.flatMap(WebAddress.page) {
            (address, holdsForFiles) = (stated, !isMail)
        } else {
            // A browser that saves a page writes `.`, which means the folder that it saves in.
            let seen = base.flatMap { base in own.flatMap { WebAddress.resolved(base, against: $0) } }
            (address, holdsForFiles) = (seen ?? own, false)
        }
    }

    /// Where a link leads.
    /// - Parameter reference: that is no absolute address.
    /// - Returns: absolute or `local:`; `nil` where it leads nowhere.
    func link(_ reference: String) -> String? {
        let local = WebAddress.local(reference)
        if local?.hasPrefix(LocalAddress.prefix + "#") == true { return local }
        if let local, !holdsForFiles, Self.isFile(local) { return local }
        return address.flatMap { WebAddress.resolved(reference, against: $0) }
    }

    /// Where a picture or recording lies. Where it cannot, the words for it are left.
    func resource(_ reference: String) -> String? {
        if held.contains(reference) { return WebAddress.local(reference) }
        return link(reference) ?? WebAddress.local(reference)
    }

    /// Whether a file that is called so may be published with the bulletin.
    private static func isFile(_ local: String) -> Bool {
        guard let key = LocalAddress.reference(in: local).flatMap(LocalAddress.key) else { return false }
        return MediaFormat.isUsual(SourcePath(bytes: key).fileExtension)
    }

    /// What browsers write at the head of a page that they save: `<!-- saved from url=(0033)https://… -->`.
    private static func savedFrom(_ html: Bytes) -> String? {
        let head = html.prefix(4096)
        guard let mark = head.firstRange(of: "<!-- saved from url=(") else { return nil }
        let rest = head[mark.upperBound...].drop { (0x30...0x39).contains($0) }
        guard rest.first == 0x29 else { return nil }
        return WebAddress.page(rest.dropFirst().prefix { $0 > 0x20 }.string)
    }
}

extension WebAddress {
    /// A reference seen from a page (RFC 3986 §5.2).
    /// - Parameter base: accepted, `http` or `https`.
    /// - Returns: an accepted address; `nil` when the reference is empty or has a scheme of its own.
    static func resolved(_ reference: String, against base: String) -> String? {
        let (reference, base) = (Array(reference.utf8)[...].trimmed, Array(base.utf8)[...])
        guard !reference.isEmpty, let scheme = base.firstRange(of: "://") else { return nil }
        if reference.hasPrefix("//") { return accepted(base[..<scheme.lowerBound].string + ":" + reference.string) }
        func isTail(_ byte: UInt8) -> Bool { byte == 0x3F || byte == 0x23 }
        let path = reference.prefix { !isTail($0) }
        guard !path.prefix(while: { $0 != 0x2F }).contains(0x3A) else { return nil }
        let tail = reference[path.endIndex...]
        let start = base[scheme.upperBound...].firstIndex { $0 == 0x2F || isTail($0) } ?? base.endIndex
        let ownPath = base[start...].prefix { !isTail($0) }
        var whole: [UInt8]
        if path.isEmpty {
            whole = Array(tail.first == 0x23 ? base[start...].prefix { $0 != 0x23 } : ownPath)
        } else if path.first == 0x2F {
            whole = withoutDots(path)
        } else {
            let folder = ownPath.lastIndex(of: 0x2F).map { ownPath[...$0] } ?? [0x2F]
            whole = withoutDots((Array(folder) + path)[...])
        }
        if whole.first != 0x2F { whole.insert(0x2F, at: 0) }
        return accepted(base[..<start].string + (whole + tail)[...].string)
    }

    /// Without the segments `.` and `..` (RFC 3986 §5.2.4).
    private static func withoutDots(_ path: Bytes) -> [UInt8] {
        var parts: [Bytes] = []
        var isFolder = false
        for part in path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
            isFolder = part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8)
            if part.elementsEqual("..".utf8) {
                _ = parts.popLast()
            } else if !isFolder {
                parts.append(part)
            }
        }
        if isFolder { parts.append([]) }
        return [0x2F] + parts.joined(separator: [0x2F])
    }
}
