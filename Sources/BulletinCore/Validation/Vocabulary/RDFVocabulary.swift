/// RSS 1.0: web.resource.org/rss/1.0/spec. Everything stands beside the channel, which names it.
enum RDFVocabulary {
    static let root = Definition(
        "RDF", in: Namespace.rdf, .elements, isClosed: false,
        children: [
            .one(channel),
            .maybe(image), .any(item),
            .maybe(
                define(
                    "textinput",
                    children: [
                        .one(text("title"), missing: "MissingTitle"),
                        .one(text("description"), missing: "MissingDescription"), .one(value("name", .formName)),
                        .one(link, missing: "MissingLink"),
                    ])),
        ])
    static let channel = define(
        "channel",
        children: [
            .one(text("title"), missing: "MissingTitle"), .one(link, missing: "MissingLink"),
            .one(define("description", .html, []), missing: "MissingDescription"), .one(items),
            .maybe(define("image", .empty, [])), .maybe(define("textinput", .empty, [])),
        ])
    static let item = define(
        "item",
        children: [
            .one(text("title"), missing: "MissingTitle"), .one(link, missing: "MissingLink"),
            .maybe(define("description", .html, [])),
        ])
    private static let image = define(
        "image",
        children: [
            .one(text("title"), missing: "MissingTitle"), .one(value("url", .address)),
            .one(link, missing: "MissingLink"),
        ])
    private static let items = define(
        "items", .elements, [],
        children: [
            .one(
                Definition(
                    "Seq", in: Namespace.rdf, .elements, isClosed: false,
                    children: [.any(Definition("li", in: Namespace.rdf, .empty, isClosed: false))]))
        ])
    private static let link = value("link", .address)

    private static func text(_ name: String) -> Definition { define(name, .plain, []) }
    private static func value(_ name: String, _ type: ValueType) -> Definition { define(name, .value(type), []) }

    /// Attributes beside those of RDF are left alone.
    private static func define(
        _ name: String, _ content: Definition.Content = .elements,
        _ attributes: [Definition.Attribute] = [
            Definition.Attribute(name: "about", namespace: Namespace.rdf, type: .fullIRI, missing: "MissingAttribute")
        ],
        children: [Definition.Child] = []
    ) -> Definition {
        Definition(name, in: Namespace.rss1, content, attributes, isClosed: false, children: children)
    }
}
