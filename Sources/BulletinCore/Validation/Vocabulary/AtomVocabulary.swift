/// Atom 1.0: RFC 4287 §4.
enum AtomVocabulary {
    static let laws: [Law] = [
        Law("MissingHref", .error, [.atom, .rss], "RFC 4287 §4.2.7.1", "a link has an address")
    ]

    static let feed = define(
        "feed",
        children: [
            .any(author), .any(category), .any(contributor), .maybe(generator), .maybe(icon), .one(id), .any(link),
            .maybe(logo), .maybe(rights), .maybe(subtitle), .one(title), .one(updated), .any(entry),
        ])
    static let entry = define(
        "entry",
        children: [
            .any(author), .any(category), .maybe(content), .any(contributor), .one(id), .any(link), .maybe(published),
            .maybe(rights), .maybe(source), .maybe(summary), .one(title), .one(updated),
        ])
    /// §4.2.11.
    static let source = define(
        "source",
        children: [
            .any(author), .any(category), .any(contributor), .maybe(generator), .maybe(icon), .maybe(id), .any(link),
            .maybe(logo), .maybe(rights), .maybe(subtitle), .maybe(title), .maybe(updated),
        ])
    static let author = person("author")
    static let contributor = person("contributor")
    static let category = define(
        "category", .empty,
        [
            .required("term", .filled), .optional("scheme", .fullIRI), .optional("label", .plain),
        ])
    static let content = define("content", .atomContent, [.optional("type"), .optional("src", .iri)])
    static let generator = define("generator", .plain, [.optional("uri", .iri), .optional("version")])
    static let icon = define("icon", .value(.elementIRI))
    static let id = define("id", .value(.identifier))
    static let link = define(
        "link", .empty,
        [
            .required("href", .iri, missing: "MissingHref"), .optional("rel", .linkRelation),
            .optional("type", .mediaType), .optional("hreflang", .language), .optional("title", .plain),
            .optional("length", .nonNegativeInteger),
        ])
    static let logo = define("logo", .value(.elementIRI))
    static let published = define("published", .value(.rfc3339))
    static let rights = define("rights", .textConstruct, [.optional("type")])
    static let subtitle = define("subtitle", .textConstruct, [.optional("type")])
    static let summary = define("summary", .textConstruct, [.optional("type")])
    static let title = define("title", .textConstruct, [.optional("type")])
    static let updated = define("updated", .value(.rfc3339))

    private static func person(_ name: String) -> Definition {
        define(
            name,
            children: [
                .one(define("name", .value(.personName))), .maybe(define("uri", .value(.elementIRI))),
                .maybe(define("email", .value(.emailAddress))),
            ])
    }

    private static func define(
        _ name: String, _ content: Definition.Content = .elements, _ attributes: [Definition.Attribute] = [],
        children: [Definition.Child] = []
    ) -> Definition {
        Definition(name, in: Namespace.atom, content, attributes, children: children)
    }
}
