internal import Interop

/// What `atom:content` holds follows from its type (RFC 4287 §4.1.3.3): plain text, escaped HTML, an XHTML `div`,
/// inline XML, text, or Base64. Content with `src` is empty and has a media type (§4.1.3.2).
enum ContentIsSound: Rule {
    static let laws: [Law] = [
        Law(
            "ContainsUndeclaredHTML", .warning, [.atom, .rss], "RFC 4287 §3.1.1, §4.1.3.3",
            "content that is HTML says so in its type"),
        Law(
            "InvalidMIMEType", .error, [.atom, .rss], "RFC 4287 §4.1.3.1",
            "the type of content is 'text', 'html', 'xhtml' or a media type that is not composite"),
        Law("MissingTypeAttr", .warning, [.atom, .rss], "RFC 4287 §4.1.3.2", "content with 'src' has a type"),
        Law("NotBase64", .error, [.atom, .rss], "RFC 4287 §4.1.3.3", "content that is neither text nor XML is Base64"),
        Law(
            "UndefinedElement", .error, [.atom, .rss], "RFC 4287 §4.1.3.3",
            "content that is text or escaped HTML holds no elements"),
        Law(
            "UnexpectedText", .error, [.atom, .rss], "RFC 4287 §4.1.3.2, §4.1.3.3",
            "content with 'src' is empty, and XML has no text beside its root"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, definition.content == .atomContent else { return }
        let element = subject.element
        let type = element.attribute("type")
        if element.attribute("src") != nil {
            checkReference(element, type: type, into: &report)
            return
        }
        switch ContentType(element) {
        case .text, .html, .otherText:
            if let child = element.children.first {
                report.add(
                    .error, "UndefinedElement", "content of this type holds text only, and here is '\(child.name)'",
                    advice: "escape its markup, or write type=\"xhtml\" and a 'div'", at: child.offset)
            } else if type == nil, HTMLScan.looksLikeMarkup(element.text) {
                report.add(
                    .warning, "ContainsUndeclaredHTML", "the content is plain text and looks like HTML",
                    advice: "write type=\"html\" if it is HTML, else type=\"text\"", at: element.offset)
            }
        case .xhtml: InlineXHTML.check(element, into: &report)
        case .xml:
            guard !element.text.isBlank, !element.children.isEmpty else { return }
            report.add(
                .error, "UnexpectedText", "text beside the elements of XML", advice: "leave it out, or put it into one",
                at: element.offset)
        case .base64:
            guard !Base64.isSound(element.text) || !element.children.isEmpty else { return }
            report.add(
                .error, "NotBase64", "content of the type \(type?.quoted ?? "") is not Base64",
                advice: "encode it (RFC 4648)",
                at: element.offset)
        case .invalid:
            report.add(
                .error, "InvalidMIMEType", "\(type?.quoted ?? "") is no media type",
                advice: "write text, html, xhtml or a media type",
                at: element.offset)
        }
    }

    private static func checkReference(_ element: XMLElement, type: String?, into report: inout Report) {
        if let type {
            if !MediaType.isMediaType(type) {
                report.add(
                    .error, "InvalidMIMEType", "content with 'src' has the type \(type.quoted), which is no media type",
                    advice: "write it like text/html", at: element.offset)
            }
        } else {
            report.add(
                .warning, "MissingTypeAttr", "content with 'src' has no 'type'",
                advice: "add type=\"…\" with its media type",
                at: element.offset)
        }
        guard !element.text.isBlank || !element.children.isEmpty else { return }
        report.add(
            .error, "UnexpectedText", "content with 'src' is not empty", advice: "leave out what is in it, or 'src'",
            at: element.offset)
    }
}

/// What a `type` says about content (RFC 4287 §4.1.3.3).
enum ContentType: Hashable, Sendable {
    case text, html, xhtml, xml, otherText, base64, invalid

    init(_ content: XMLElement) {
        let type = (content.attribute("type") ?? "text").lowercased()
        switch type {
        case "text": self = .text
        case "html": self = .html
        case "xhtml": self = .xhtml
        case _ where !MediaType.isMediaType(type) || type.hasPrefix("multipart/") || type.hasPrefix("message/"):
            self = .invalid
        case _ where type.hasSuffix("+xml") || type.hasSuffix("/xml"): self = .xml
        case _ where type.hasPrefix("text/"): self = .otherText
        default: self = .base64
        }
    }
}

/// RFC 4648 §4, white space allowed anywhere.
enum Base64 {
    static func isSound(_ text: String) -> Bool {
        var count = 0
        var padding = 0
        for byte in text.utf8 where byte > 0x20 {
            count += 1
            if byte == UInt8(ascii: "=") {
                padding += 1
            } else if padding > 0 || !(IRI.isLetter(byte) || IRI.isDigit(byte) || byte == 0x2B || byte == 0x2F) {
                return false
            }
        }
        return count % 4 == 0 && padding <= 2
    }
}
