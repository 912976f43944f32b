/// Media RSS 1.5 (rssboard.org/media-rss). All elements may stand in an item, a group or a content element.
enum MediaVocabulary {
    static let laws: [Law] = [
        Law(
            "InvalidMediaExpression", .error, .xml, "Media RSS 1.5, \"media:content\"",
            "an expression is 'sample', 'full' or 'nonstop'"),
        Law(
            "InvalidMediaHash", .error, .xml, "Media RSS 1.5, \"media:hash\"",
            "the algorithm of a hash is 'md5' or 'sha-1'"),
        Law(
            "InvalidMediaMedium", .error, .xml, "Media RSS 1.5, \"media:content\"",
            "a medium is one of the five that are defined"),
        Law(
            "InvalidMediaRestrictionRel", .error, .xml, "Media RSS 1.5, \"media:restriction\"",
            "a restriction's relationship is 'allow' or 'deny'"),
        Law(
            "InvalidMediaRestrictionType", .error, .xml, "Media RSS 1.5, \"media:restriction\"",
            "a restriction's type is 'country', 'uri' or 'sharing'"),
    ]

    static let children: [Definition.Child] =
        [
            .any(define("group")),
            .any(
                define(
                    "content", .elements,
                    [
                        .optional("url", .iri), .optional("fileSize", .nonNegativeInteger),
                        .optional("type", .mediaTypeOfFile),
                        .optional(
                            "medium",
                            .oneOf(["image", "audio", "video", "document", "executable"], code: "InvalidMediaMedium")),
                        .optional("isDefault", .boolean),
                        .optional("expression", .oneOf(["sample", "full", "nonstop"], code: "InvalidMediaExpression")),
                        .optional("bitrate", .float), .optional("framerate", .float), .optional("samplingrate", .float),
                        .optional("channels", .float), .optional("duration", .float),
                        .optional("height", .positiveInteger),
                        .optional("width", .positiveInteger), .optional("lang", .language),
                    ])),
            .any(define("rating", .value(.text), [.optional("scheme", .fullIRI)])),
            .maybe(define("title", .mediaText, [.optional("type")])),
            .maybe(define("description", .mediaText, [.optional("type")])),
            .any(define("keywords", .value(.text))),
            .any(
                define(
                    "thumbnail", .empty,
                    [
                        .required("url", .iri), .optional("width", .positiveInteger),
                        .optional("height", .positiveInteger),
                        .optional("time", .playTime),
                    ])),
            .any(define("category", .value(.text), [.optional("scheme", .fullIRI), .optional("label", .plain)])),
            .any(
                define("hash", .value(.text), [.optional("algo", .oneOf(["md5", "sha-1"], code: "InvalidMediaHash"))])),
            .any(
                define(
                    "player", .elements,
                    [
                        .required("url", .iri), .optional("width", .positiveInteger),
                        .optional("height", .positiveInteger),
                    ])),
            .any(define("credit", .value(.text), [.optional("role", .creditRole), .optional("scheme", .fullIRI)])),
            .maybe(define("copyright", .value(.text), [.optional("url", .iri)])),
            .any(
                define(
                    "text", .mediaText,
                    [
                        .optional("type"), .optional("lang", .language), .optional("start", .playTime),
                        .optional("end", .playTime),
                    ])),
            .any(
                define(
                    "restriction", .value(.text),
                    [
                        .required("relationship", .oneOf(["allow", "deny"], code: "InvalidMediaRestrictionRel")),
                        .optional("type", .oneOf(["country", "uri", "sharing"], code: "InvalidMediaRestrictionType")),
                    ])),
        ]
        + [
            "adult", "community", "comments", "embed", "responses", "backLinks", "status", "price", "license",
            "subTitle",
            "peerLink", "location", "rights", "scenes", "statistics", "starRating", "tags", "param",
        ].map { .any(define($0, .anything)) }

    private static func define(
        _ name: String, _ content: Definition.Content = .elements, _ attributes: [Definition.Attribute] = []
    ) -> Definition {
        Definition(name, in: Namespace.media, content, attributes, isClosed: false)
    }
}
