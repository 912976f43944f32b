/// RSS 2.0: rssboard.org/rss-specification.
enum RSSVocabulary {
    static let laws: [Law] = [
        Law(
            "MissingDescription", .error, [.rss], "RSS 2.0, \"Required channel elements\"",
            "a channel and a textInput have a description"),
        Law(
            "MissingLink", .error, [.rss], "RSS 2.0, \"Required channel elements\"",
            "a channel, its image and its textInput have a link"),
        Law(
            "MissingTitle", .error, [.rss], "RSS 2.0, \"Required channel elements\"",
            "a channel, its image and its textInput have a title"),
    ]

    static let rss = Definition("rss", .elements, [.required("version")], children: [.one(channel)])
    static let channel = Definition(
        "channel",
        children: [
            .one(title, missing: "MissingTitle"), .one(link, missing: "MissingLink"),
            .one(description, missing: "MissingDescription"), .maybe(value("language", .language)),
            .maybe(text("copyright")), .maybe(value("managingEditor", .contact)), .maybe(value("webMaster", .contact)),
            .maybe(pubDate), .maybe(value("lastBuildDate", .rfc822)), .any(category), .maybe(text("generator")),
            .maybe(value("docs", .fullURL)), .maybe(cloud), .maybe(value("ttl", .positiveInteger)), .maybe(image),
            .maybe(text("rating")), .maybe(textInput), .maybe(skipHours), .maybe(skipDays), .any(item),
        ])
    static let item = Definition(
        "item",
        children: [
            .maybe(title), .maybe(link), .maybe(itemDescription), .maybe(value("author", .contact)), .any(category),
            .maybe(value("comments", .fullURL)), .any(enclosure), .maybe(guid), .maybe(pubDate), .maybe(source),
        ])
    static let title = text("title")
    static let link = value("link", .fullURL)
    static let description = Definition("description", .html)
    static let itemDescription = Definition("description", .html)
    static let pubDate = value("pubDate", .rfc822)
    static let category = Definition("category", .plain, [.optional("domain")])
    static let guid = Definition("guid", .value(.text), [.optional("isPermaLink", .boolean)])
    static let source = Definition("source", .plain, [.required("url", .fullURL)])
    static let enclosure = Definition(
        "enclosure", .empty,
        [
            .required("url", .enclosureURL), .required("length", .byteCount), .required("type", .mediaTypeOfFile),
        ])
    static let cloud = Definition(
        "cloud", .empty,
        [
            .required("domain"), .required("port", .port), .required("path"), .required("registerProcedure"),
            .required("protocol"),
        ])
    static let image = Definition(
        "image",
        children: [
            .one(value("url", .fullURL)), .one(text("title"), missing: "MissingTitle"),
            .one(value("link", .fullURL), missing: "MissingLink"), .maybe(value("width", .imageWidth)),
            .maybe(value("height", .imageHeight)), .maybe(text("description")),
        ])
    static let textInput = Definition(
        "textInput",
        children: [
            .one(text("title"), missing: "MissingTitle"), .one(text("description"), missing: "MissingDescription"),
            .one(value("name", .formName)), .one(value("link", .fullURL), missing: "MissingLink"),
        ])
    static let skipHours = Definition("skipHours", children: [.some(value("hour", .hour))])
    static let skipDays = Definition("skipDays", children: [.some(value("day", .day))])

    private static func text(_ name: String) -> Definition { Definition(name, .plain) }
    private static func value(_ name: String, _ type: ValueType) -> Definition { Definition(name, .value(type)) }
}
