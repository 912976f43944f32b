internal import Interop

/// Attributes are those that the element has, all that it needs, and of the right type (RFC 4287 §4.2; RSS 2.0).
/// Attributes of other namespaces are extensions, and are left alone.
enum AttributesAreSound: Rule {
    static let laws: [Law] = [
        Law(
            "UnexpectedAttribute", .error, .xml, "RFC 4287 §4.2; RSS 2.0; OPML 2.0",
            "an element has no attributes but those that its definition lists"),
        Law(
            "MissingAttribute", .error, .xml, "RFC 4287 §4.2; RSS 2.0; OPML 2.0",
            "an element has all attributes that its definition requires"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition else { return }
        let element = subject.element
        for attribute in element.attributes where attribute.namespace == Namespace.xml {
            switch attribute.name {
            case "lang" where !attribute.value.isEmpty:
                if let fault = LanguageTag.fault(in: attribute.value) {
                    report.add(fault, in: "xml:lang", at: element.offset)
                }
            case "base":
                for fault in IRI.faults(in: attribute.value) { report.add(fault, in: "xml:base", at: element.offset) }
            default: break
            }
        }
        for attribute in element.attributes where !attribute.namespace.isEmpty {
            for fault in ExtensionVocabulary.type(of: attribute)?.faults(in: attribute.value) ?? [] {
                report.add(fault, in: "'\(attribute.name)' of '\(definition.name)'", at: element.offset)
            }
        }
        if definition.isClosed {
            for attribute in element.attributes where attribute.namespace.isEmpty {
                guard !definition.attributes.contains(where: { $0.name == attribute.name }) else { continue }
                report.add(
                    .error, "UnexpectedAttribute", "'\(definition.name)' has no attribute '\(attribute.name)'",
                    advice: "leave it out", at: element.offset)
            }
        }
        for attribute in definition.attributes {
            guard let value = element.attribute(attribute.name, in: attribute.namespace) else {
                guard let code = attribute.missing else { continue }
                report.add(
                    .error, code, "'\(definition.name)' has no '\(attribute.name)'",
                    advice: "add \(attribute.name)=\"…\"",
                    at: element.offset)
                continue
            }
            for fault in attribute.type.faults(in: value) {
                report.add(fault, in: "'\(attribute.name)' of '\(definition.name)'", at: element.offset)
            }
        }
    }
}
