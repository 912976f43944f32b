internal import Mustache

/// The templates of all pages, read and checked as a whole: what can be rendered at all, renders.
struct PageTemplates: Sendable {
    /// In the order of the manual. `index`, `bulletin` and `gone` are pages, the others parts of them.
    static let names = [
        "index", "bulletin", "gone", "story", "group", "headline", "topics", "head", "feedlink", "foot",
    ]

    private let templates: [String: MustacheTemplate]
    private let library: MustacheLibrary

    /// - Parameter overrides: texts that stand for the built-in ones, by name.
    init(overrides: [String: String]) throws(TemplateError) {
        for name in overrides.keys.sorted() where !Self.names.contains(name) { throw .unknown(name: name) }
        var templates: [String: MustacheTemplate] = [:]
        var parts: [String: [Part]] = [:]
        for name in Self.names {
            let text = overrides[name] ?? Self.builtIn[name] ?? ""
            parts[name] = try Self.parts(of: text, name: name)
            templates[name] = try Self.parse(text, name: name)
        }
        for name in Self.names { try Self.checkEnding(of: name, parts, within: []) }
        self.templates = templates
        library = MustacheLibrary(templates: templates)
    }

    /// - Parameter name: one of `names`.
    func render(_ name: String, _ values: Values) -> String {
        templates[name]?.render(values, library: library) ?? ""
    }

    private static let builtIn = [
        "index": PackageResources.index_mustache,
        "bulletin": PackageResources.bulletin_mustache,
        "gone": PackageResources.gone_mustache,
        "story": PackageResources.story_mustache,
        "group": PackageResources.group_mustache,
        "headline": PackageResources.headline_mustache,
        "topics": PackageResources.topics_mustache,
        "head": PackageResources.head_mustache,
        "feedlink": PackageResources.feedlink_mustache,
        "foot": PackageResources.foot_mustache,
    ].mapValues { String(decoding: $0, as: UTF8.self) }

    /// The first line, which is taken off again in messages, binds the template to our escaping.
    private static func parse(_ text: String, name: String) throws(TemplateError) -> MustacheTemplate {
        precondition(PageText.isRegistered)
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(PageText.name)}}\n\(text)")
        } catch let error as MustacheTemplate.ParserError {
            let line = max(1, error.context.lineNumber - 1)
            throw .malformed(name: name, line: line, reason: Self.reason(error.error))
        } catch {
            throw .malformed(name: name, line: 1, reason: "this is no Mustache template")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "this tag closes a section that is not the open one"
        case .expectedSectionEnd: "a section is not closed by the end of the template"
        case .unfinishedName, nil: "a tag is not closed by '}}', or its name has a character that names cannot have"
        case .invalidSetDelimiter, .transformAppliedToInheritanceSection, .illegalTokenInsideInheritSection,
            .textInsideInheritSection, .invalidConfigVariableSyntax, .unrecognisedConfigVariable:
            "this tag is not understood"
        }
    }

    /// A template that another takes in, and the line of the tag, 1-based.
    private typealias Part = (name: String, line: Int)

    /// The templates that a template takes in by `{{> name}}`, in order.
    ///
    /// Tags that would hide their names, or switch off escaping, are refused: `{{=`, `{{%`, `{{<`, `{{>*`.
    private static func parts(of text: String, name: String) throws(TemplateError) -> [Part] {
        var parts: [Part] = []
        var line = 1
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "{"), bytes.first == byte, let sign = bytes.dropFirst().first else { continue }
            switch sign {
            case UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "<"):
                let tag = Unicode.Scalar(sign)
                throw .malformed(name: name, line: line, reason: "tags that begin with '{{\(tag)' cannot be used here")
            case UInt8(ascii: ">"):
                let part = bytes.dropFirst(2).drop { $0 == UInt8(ascii: " ") }
                    .prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
                parts.append((String(decoding: part, as: UTF8.self), line))
            default: break
            }
        }
        for part in parts where !names.contains(part.name) {
            throw .missingPart(name: name, line: part.line, part: part.name)
        }
        return parts
    }

    /// Templates that take in each other in a circle would never end.
    private static func checkEnding(
        of name: String, _ parts: [String: [Part]], within path: [String]
    ) throws(TemplateError) {
        for (part, _) in parts[name] ?? [] {
            if part == name || path.contains(part) { throw .endless(name: part, part: name) }
            try checkEnding(of: part, parts, within: path + [name])
        }
    }
}
