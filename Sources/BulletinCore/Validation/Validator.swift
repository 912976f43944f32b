internal import Interop

/// Says what is wrong with a feed: RSS 2.0 or 1.0, Atom 1.0, JSON Feed 1.1 or OPML 2.0, whichever the bytes are.
///
/// Three layers: well-formed text; the rules, each a law of a specification; a grammar. Takes time in proportion to
/// the bytes. No clock and no network: the same bytes have the same findings for ever.
public enum Validator {
    /// Of the text, before any rule is asked.
    static let textLaws: [Law] = [
        Law("InvalidJSON", .error, [.json], "RFC 8259", "the text is JSON"),
        Law("InvalidJSONFeed", .error, [.json], "JSON Feed 1.1, \"Structure\"", "a JSON feed is an object"),
        Law("SAXError", .error, .xml, "XML 1.0 §2.1; Namespaces in XML 1.0 §7", "the text is well-formed XML"),
        Law(
            "TooManyAttributes", .error, .xml, "bulletind's own limits",
            "a tag has at most 1000 attributes, as many namespaces hold at a place, and a document type declares at most 20"
        ),
        Law("UnicodeError", .error, .xml, "XML 1.0 §4.3.3", "the bytes are text in the encoding that is declared"),
    ]

    /// - Parameter base: the address that the feed is served at; `nil` when it is unknown, and then the feed's own
    ///   word for it is taken.
    /// - Returns: findings in the order of the text. A feed is fit to be published iff none is an error.
    public static func validate(_ bytes: [UInt8], base: String?) -> [Finding] {
        if JSONText.claims(bytes) { return validateJSON(bytes, base: base) }
        do throws(XMLParsingError) {
            let text = try XMLText(bytes)
            let walk = FeedWalk(base: base, text: text.bytes)
            let document = try XMLDocument(parsing: text, closing: walk.close)
            return located(walk.finish(document), in: text.bytes)
        } catch {
            var report = Report()
            for problem in error.problems {
                report.add(.error, code(of: problem), problem.message, at: problem.offset)
            }
            return located(report, in: error.text)
        }
    }

    private static func code(of problem: XMLProblem) -> String {
        switch problem.kind {
        case .encoding: "UnicodeError"
        case .excess: "TooManyAttributes"
        case .wellFormedness, .grammar: "SAXError"
        }
    }

    private static func validateJSON(_ bytes: [UInt8], base: String?) -> [Finding] {
        var report = Report()
        do throws(JSONText.Fault) {
            let feed = try JSONText.parse(bytes)
            if case .object = feed.content {
                for rule in rules { rule.check(feed, base: base, into: &report) }
            } else {
                report.add(.error, "InvalidJSONFeed", "a JSON feed is an object", at: feed.offset)
            }
        } catch {
            report.add(.error, "InvalidJSON", error.message, at: error.offset)
        }
        return located(report, in: bytes)
    }

    /// Turns places in the text into lines and columns, in one pass over it.
    private static func located(_ report: Report, in text: [UInt8]) -> [Finding] {
        var findings: [Finding] = []
        var line = 1
        var column = 1
        var position = 0
        let ordered = report.findings.enumerated().sorted {
            ($0.element.offset ?? 0, $0.offset) < ($1.element.offset ?? 0, $1.offset)
        }
        for (_, (finding, offset)) in ordered {
            var finding = finding
            if let offset {
                let end = min(offset, text.count)
                while position < end {
                    if text[position] == 0x0A {
                        line += 1
                        column = 1
                    } else if text[position] & 0xC0 != 0x80 {
                        column += 1
                    }
                    position += 1
                }
                finding.line = line
                finding.column = column
            }
            findings.append(finding)
        }
        return findings
    }
}
