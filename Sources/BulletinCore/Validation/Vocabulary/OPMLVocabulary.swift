/// OPML 2.0: opml.org/spec2.opml. Outlines nest without end; that is why they are looked up by name.
enum OPMLVocabulary {
    static let opml = Definition("opml", .elements, [.required("version")], children: [.one(head), .one(body)])
    static let head = Definition(
        "head",
        children: [
            .maybe(text("title")), .maybe(value("dateCreated", .rfc822)), .maybe(value("dateModified", .rfc822)),
            .maybe(text("ownerName")), .maybe(value("ownerEmail", ifAny(.emailAddress))),
            .maybe(value("ownerId", .fullURL)), .maybe(value("docs", .fullURL)),
            .maybe(value("expansionState", ifAny(.lineNumbers))), .maybe(value("vertScrollState", ifAny(.integer))),
            .maybe(value("windowTop", ifAny(.integer))), .maybe(value("windowLeft", ifAny(.integer))),
            .maybe(value("windowBottom", ifAny(.integer))), .maybe(value("windowRight", ifAny(.integer))),
        ])
    static let body = Definition("body", children: [.some(outline)])
    static let outline = Definition(
        "outline", .elements,
        [
            .required("text"), .optional("type"), .optional("isComment", .boolean), .optional("isBreakpoint", .boolean),
            .optional("created", .rfc822), .optional("category"), .optional("xmlUrl"), .optional("htmlUrl"),
            .optional("description"), .optional("language", .language), .optional("title"), .optional("version"),
            .optional("url"),
        ])

    /// Outliners write empty elements for what they do not know.
    private static func ifAny(_ type: ValueType) -> ValueType { .except([""], type) }
    private static func text(_ name: String) -> Definition { Definition(name, .value(.text)) }
    private static func value(_ name: String, _ type: ValueType) -> Definition { Definition(name, .value(type)) }
}
