/// The podcast namespace (podcastindex.org/namespace/1.0). It grows: elements that are not listed are left alone.
enum PodcastVocabulary {
    static let laws: [Law] = [
        Law("InvalidPodcastLocked", .error, .xml, "Podcast Namespace, \"locked\"", "a podcast is locked 'yes' or 'no'"),
        Law("InvalidPodcastMedium", .error, .xml, "Podcast Namespace, \"medium\"", "a medium is one of the list"),
    ]

    private static let media = [
        "podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course",
    ]

    static let children: [Definition.Child] = [
        .maybe(define("guid", .value(.uuid))),
        .maybe(
            define(
                "locked", .value(.oneOf(["yes", "no"], code: "InvalidPodcastLocked")),
                [.optional("owner", .emailAddress)])),
        .maybe(
            define(
                "medium",
                .value(.oneOf(media + media.map { "\($0)L" } + ["mixed"], code: "InvalidPodcastMedium")))),
        .maybe(define("season", .value(.nonNegativeInteger), [.optional("name")])),
        .maybe(define("episode", .value(.float), [.optional("display")])),
        .any(
            define(
                "transcript", .empty,
                [
                    .required("url", .fullIRI), .required("type", .mediaType), .optional("language", .language),
                    .optional("rel"),
                ])),
        .maybe(define("chapters", .empty, [.required("url", .fullIRI), .required("type", .mediaType)])),
        .any(
            define(
                "person", .plain,
                [.optional("role"), .optional("group"), .optional("img", .fullIRI), .optional("href", .fullIRI)])),
        .any(define("location", .plain, [.optional("geo"), .optional("osm")])),
        .any(define("funding", .plain, [.required("url", .fullIRI)])),
        .any(define("soundbite", .plain, [.required("startTime", .float), .required("duration", .float)])),
        .any(
            define(
                "trailer", .plain,
                [
                    .required("url", .fullIRI), .required("pubdate", .rfc822), .optional("length", .byteCount),
                    .optional("type", .mediaTypeOfFile), .optional("season", .nonNegativeInteger),
                ])),
        .maybe(define("license", .plain, [.optional("url", .fullIRI)])),
    ]

    private static func define(
        _ name: String, _ content: Definition.Content, _ attributes: [Definition.Attribute] = []
    ) -> Definition {
        Definition(name, in: Namespace.podcast, content, attributes, isClosed: false)
    }
}
