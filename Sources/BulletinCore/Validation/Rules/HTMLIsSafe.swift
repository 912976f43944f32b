internal import Interop

/// HTML in feeds carries nothing that runs or embeds foreign code: no script, no event handlers, no addresses that
/// are script (RFC 4287 §8.1), and no styles that leave the entry's own box. Readers strip it, or worse, do not.
enum HTMLIsSafe: Rule {
    static let laws: [Law] = [
        Law("DangerousStyleAttr", .warning, .all, "RFC 4287 §8.1", "styles in HTML stay within their own box"),
        Law("SecurityRisk", .warning, .all, "RFC 4287 §8.1", "HTML holds no element that runs or embeds foreign code"),
        Law(
            "SecurityRiskAttr", .warning, .all, "RFC 4287 §8.1",
            "HTML has no event handlers and no addresses that are script"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let html = subject.html else { return }
        check(html, of: subject.element.name, at: subject.element.offset, into: &report)
    }

    static func check(_ html: HTMLScan, of name: String, at offset: Int, into report: inout Report) {
        var seen: Set<String> = []
        for tag in html.tags where !tag.isEnd {
            if HTMLNames.dangerous.contains(tag.name), seen.insert(tag.name).inserted {
                report.add(
                    .warning, "SecurityRisk", "'\(name)' holds the element '\(tag.name)'", advice: "leave it out",
                    at: offset)
            }
            checkAttributes(of: tag, in: "'\(name)'", at: offset, seen: &seen, into: &report)
        }
    }

    /// - Parameter seen: what was reported already of the same text.
    static func checkAttributes(
        of tag: HTMLScan.Tag, in place: String, at offset: Int, seen: inout Set<String>, into report: inout Report
    ) {
        for (attribute, value) in tag.attributes {
            if attribute.hasPrefix("on"), seen.insert(attribute).inserted {
                report.add(
                    .warning, "SecurityRiskAttr", "\(place) holds the event handler '\(attribute)'",
                    advice: "leave it out",
                    at: offset)
            } else if isScript(value), seen.insert("script:").inserted {
                report.add(
                    .warning, "SecurityRiskAttr", "\(place) holds an address that is script", advice: "leave it out",
                    at: offset)
            } else if attribute == "style", !CSSDeclarations.areHarmless(value), seen.insert("style=").inserted {
                report.add(
                    .warning, "DangerousStyleAttr", "\(place) holds the style \(value.quoted)",
                    advice: "leave it out: readers have styles of their own", at: offset)
            }
        }
    }

    private static func isScript(_ value: String) -> Bool {
        let head = value.utf8.lazy.filter { $0 > 0x20 }.prefix(11).map { $0 | 0x20 }
        return head.elementsEqual("javascript:".utf8) || head.starts(with: "vbscript:".utf8)
    }
}
