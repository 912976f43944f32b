internal import Interop

/// What of a mail is read: places in `MailParts`.
struct MailContent: Sendable {
    /// Texts, one after the other; of each its alternatives, best first.
    var bodies: [[Int]] = []
    /// All else that is no message.
    var files: [Int] = []
    /// Mails within the mail.
    var messages: [Int] = []
    /// Some of it only the addressee can open.
    var isEncrypted = false

    private mutating func append(_ other: MailContent) {
        bodies += other.bodies
        files += other.files
        messages += other.messages
        isEncrypted = isEncrypted || other.isEncrypted
    }

    /// The content of each part, from the innermost out.
    /// - Parameter blanks: places of texts that say nothing.
    static func contents(of parts: [MailPart], blanks: Set<Int>) -> [MailContent] {
        var contents = [MailContent](repeating: MailContent(), count: parts.count)
        for place in parts.indices.reversed() {
            let part = parts[place]
            let inner = part.children.map { contents[$0] }
            contents[place] =
                if part.isMessage, let message = part.children.first {
                    MailContent(messages: [message])
                } else if part.isMultipart {
                    multipart(part, inner, parts)
                } else if blanks.contains(place) {
                    MailContent()
                } else {
                    leaf(part, place)
                }
        }
        return contents
    }

    private static func leaf(_ part: MailPart, _ place: Int) -> MailContent {
        switch part.type.name {
        case "text/plain", "text/html", "text/markdown", "text/x-markdown":
            return part.isTextFile && !part.isRest ? MailContent(files: [place]) : MailContent(bodies: [[place]])
        case "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted":
            return MailContent(isEncrypted: true)
        case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
            return MailContent()
        default: return MailContent(files: [place])
        }
    }

    private static func multipart(_ part: MailPart, _ inner: [MailContent], _ parts: [MailPart]) -> MailContent {
        switch part.type.name {
        case "multipart/encrypted": return MailContent(isEncrypted: true)
        case "multipart/signed": return inner.first ?? MailContent()
        case "multipart/alternative": return alternative(inner)
        case "multipart/related": return related(part, inner, parts)
        default:
            var all = MailContent()
            for content in inner { all.append(content) }
            // A report of what could not be delivered brings the mail that it is about.
            if part.type.name == "multipart/report" { all.messages = [] }
            return all
        }
    }

    /// The last one that is read is the richest (RFC 2046 §5.1.4); the others stand in for it when it is empty.
    private static func alternative(_ inner: [MailContent]) -> MailContent {
        let read = inner.filter { !$0.bodies.isEmpty }
        guard var best = read.last else {
            return inner.last { !$0.messages.isEmpty || !$0.files.isEmpty || $0.isEncrypted } ?? MailContent()
        }
        if best.bodies.count == 1 {
            for other in read.dropLast().reversed() where other.bodies.count == 1 { best.bodies[0] += other.bodies[0] }
        }
        return best
    }

    /// The root first (RFC 2387 §3.2), then what it shows.
    private static func related(_ part: MailPart, _ inner: [MailContent], _ parts: [MailPart]) -> MailContent {
        var root = 0
        if let start = part.type["start"] {
            let id = start.drop { $0 == 0x3C }.prefix { $0 != 0x3E }
            root =
                part.children.firstIndex { parts[$0].contentID?[...] == id }.map { $0 - part.children.startIndex } ?? 0
        }
        var all = MailContent()
        for (place, content) in inner.enumerated() where place == root { all.append(content) }
        for (place, content) in inner.enumerated() where place != root { all.append(content) }
        return all
    }
}
