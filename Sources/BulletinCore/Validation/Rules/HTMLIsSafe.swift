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
            if html.traits(of: tag).contains(.dangerous) {
                let element = html.name(of: tag)
                if seen.insert(element).inserted {
                    report.add(
                        .warning, "SecurityRisk", "'\(name)' holds the element '\(element)'", advice: "leave it out",
                        at: offset)
                }
            }
            for attribute in html.attributes[tag.attributes] {
                check(
                    html.bytes[attribute.name], html.bytes[attribute.value], in: "'\(name)'", at: offset, seen: &seen,
                    into: &report)
            }
        }
    }

    /// - Parameters:
    ///   - attribute: its name, in any case.
    ///   - seen: what was reported already of the same text.
    static func check(
        _ attribute: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, in place: @autoclosure () -> String, at offset: Int,
        seen: inout Set<String>, into report: inout Report
    ) {
        if isHandler(attribute) {
            let name = String(decoding: attribute.map(HTMLNames.lower), as: UTF8.self)
            guard seen.insert(name).inserted else { return }
            report.add(
                .warning, "SecurityRiskAttr", "\(place()) holds the event handler '\(name)'", advice: "leave it out",
                at: offset)
        } else if isScript(value), seen.insert("script:").inserted {
            report.add(
                .warning, "SecurityRiskAttr", "\(place()) holds an address that is script", advice: "leave it out",
                at: offset)
        } else if attribute.count == 5, attribute.map(HTMLNames.lower).elementsEqual("style".utf8) {
            let style = String(decoding: value, as: UTF8.self)
            guard !CSSDeclarations.areHarmless(style), seen.insert("style=").inserted else { return }
            report.add(
                .warning, "DangerousStyleAttr", "\(place()) holds the style \(style.quoted)",
                advice: "leave it out: readers have styles of their own", at: offset)
        }
    }

    private static func isHandler(_ attribute: ArraySlice<UInt8>) -> Bool {
        attribute.count >= 2 && attribute[attribute.startIndex] | 0x20 == UInt8(ascii: "o")
            && attribute[attribute.startIndex + 1] | 0x20 == UInt8(ascii: "n")
    }

    private static func isScript(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first(where: { $0 > 0x20 }), [0x6A, 0x76].contains(first | 0x20) else { return false }
        let head = value.lazy.filter { $0 > 0x20 }.prefix(11).map { $0 | 0x20 }
        return head.elementsEqual("javascript:".utf8) || head.starts(with: "vbscript:".utf8)
    }
}
