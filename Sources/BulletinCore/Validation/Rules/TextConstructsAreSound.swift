internal import Interop

/// A Text construct is plain, escaped HTML, or XHTML in one `div` (RFC 4287 §3.1); nothing else is in it.
enum TextConstructsAreSound: Rule {
    static let laws: [Law] = [
        Law(
            "ContainsUndeclaredHTML", .warning, [.atom, .rss], "RFC 4287 §3.1.1.1",
            "a Text construct that is HTML says so in its type"),
        Law(
            "InvalidTextType", .error, [.atom, .rss], "RFC 4287 §3.1.1",
            "the type of a Text construct is 'text', 'html' or 'xhtml'"),
        Law("NotBlank", .warning, [.atom, .rss], "RFC 4287 §4.1.1.1", "a Text construct is not blank"),
        Law(
            "UndefinedElement", .error, [.atom, .rss], "RFC 4287 §3.1.1.1, §3.1.1.2",
            "a Text construct of text or HTML holds no elements"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, definition.content == .textConstruct else { return }
        let element = subject.element
        let type = element.attribute("type") ?? "text"
        switch type {
        case "text":
            reportElements(in: element, into: &report)
            if HTMLScan.looksLikeMarkup(element.text) {
                report.add(
                    .warning, "ContainsUndeclaredHTML",
                    "'\(element.name)' is plain text and looks like HTML",
                    advice: "write type=\"html\", and escape twice what is to be shown", at: element.offset)
            }
        case "html":
            reportElements(in: element, into: &report)
        case "xhtml":
            InlineXHTML.check(element, into: &report)
        default:
            report.add(
                .error, "InvalidTextType", "'\(element.name)' has the type \(type.quoted)",
                advice: "write text, html or xhtml", at: element.offset)
        }
        if element.text.isBlank, element.children.isEmpty {
            report.add(
                .warning, "NotBlank", "'\(element.name)' is blank", advice: "write something, or leave it out",
                at: element.offset)
        }
    }

    private static func reportElements(in element: XMLElement, into report: inout Report) {
        guard let child = element.children.first else { return }
        report.add(
            .error, "UndefinedElement", "'\(element.name)' holds text only, and here is '\(child.name)'",
            advice: "escape its markup, or write type=\"xhtml\" and a 'div'", at: child.offset)
    }
}

/// XHTML within a Text construct or content: exactly one `div`, and no text beside it (RFC 4287 §3.1.1.3).
enum InlineXHTML {
    static let laws: [Law] = [
        Law(
            "MissingNamespace", .error, [.atom, .rss], "RFC 4287 §3.1.1.3",
            "the elements of XHTML are in its namespace"),
        Law("MissingXhtmlDiv", .error, [.atom, .rss], "RFC 4287 §3.1.1.3", "XHTML stands in one 'div'"),
        Law("NotHtml", .warning, [.atom, .rss], "RFC 4287 §3.1.1.3", "the elements of XHTML are those that XHTML has"),
        Law("NotInline", .warning, [.atom, .rss], "RFC 4287 §3.1.1.3", "the markup of XHTML is not escaped"),
        Law(
            "SecurityRisk", .warning, [.atom, .rss], "RFC 4287 §8.1",
            "XHTML holds no element that runs or embeds foreign code"),
        Law(
            "UndefinedElement", .error, [.atom, .rss], "RFC 4287 §3.1.1.3",
            "XHTML holds no elements of feeds and their extensions"),
        Law("UnexpectedText", .error, [.atom, .rss], "RFC 4287 §3.1.1.3", "no text stands beside the 'div'"),
    ]

    static func check(_ element: XMLElement, into report: inout Report) {
        guard let div = element.children.first, element.children.count == 1, div.name == "div",
            div.namespace == Namespace.xhtml
        else {
            report.add(
                .error, "MissingXhtmlDiv", "'\(element.name)' of type xhtml holds not one 'div' of XHTML",
                advice: "put all of it into <div xmlns=\"\(Namespace.xhtml)\">", at: element.offset)
            return
        }
        if !element.text.isBlank {
            report.add(
                .error, "UnexpectedText", "text beside the 'div' of '\(element.name)'",
                advice: "move it into the 'div'",
                at: element.offset)
        }
        var seen: Set<String> = []
        checkElements(div, into: &report, seen: &seen)
        if div.children.isEmpty, HTMLScan.containsTag(Array(div.text.utf8)) {
            report.add(
                .warning, "NotInline", "'\(element.name)' is of type xhtml, and its markup is escaped",
                advice: "write type=\"html\", or do not escape it", at: element.offset)
        }
    }

    private static func checkElements(_ element: XMLElement, into report: inout Report, seen: inout Set<String>) {
        for child in element.children {
            if child.namespace == Namespace.xhtml {
                if HTMLNames.dangerous.contains(child.name), seen.insert(child.name).inserted {
                    report.add(
                        .warning, "SecurityRisk", "XHTML holds the element '\(child.name)'", advice: "leave it out",
                        at: child.offset)
                } else if !HTMLNames.known.contains(child.name), seen.insert(child.name).inserted {
                    report.add(.warning, "NotHtml", "'\(child.name)' is no element of XHTML", at: child.offset)
                }
                for attribute in child.attributes {
                    HTMLIsSafe.check(
                        Array(attribute.name.utf8)[...], Array(attribute.value.utf8)[...], in: "XHTML",
                        at: child.offset, seen: &seen, into: &report)
                }
            }
            if child.namespace.isEmpty, seen.insert("xmlns").inserted {
                report.add(
                    .error, "MissingNamespace", "'\(child.name)' in XHTML is in no namespace",
                    advice: "give it that of XHTML", at: child.offset)
            } else if !compound.contains(child.namespace),
                child.namespace == Namespace.atom || ExtensionVocabulary.knows(child.namespace)
            {
                guard element.name != "metadata" else { continue }
                report.add(
                    .error, "UndefinedElement", "XHTML has no '\(child.name)' of \(child.namespace.quoted)",
                    advice: "leave it out", at: child.offset)
                continue
            }
            checkElements(child, into: &report, seen: &seen)
        }
    }

    /// What documents of XHTML may hold; pictures describe themselves in their `metadata`.
    private static let compound: Set<String> = ["", Namespace.xhtml, Namespace.svg, Namespace.mathML]
}
