/// Apple's podcast elements (podcasters.apple.com, "A podcaster's guide to RSS"). Categories have a rule of their own.
enum ITunesVocabulary {
    static let laws: [Law] = [
        Law(
            "InvalidItunesChannelType", .error, .xml, "Apple Podcasts, \"itunes:type\"",
            "a podcast is 'episodic' or 'serial'"),
        Law(
            "InvalidItunesEpisodeType", .error, .xml, "Apple Podcasts, \"itunes:episodeType\"",
            "an episode is 'full', a 'trailer' or a 'bonus'"),
    ]

    static let category = define("category", .elements, [.required("text")])

    static let children: [Definition.Child] = [
        .maybe(define("applepodcastsverify", .value(.text), at: .head)), .maybe(define("author", .plain)),
        .maybe(define("block", .value(.yesNo))), .any(category),
        .maybe(define("complete", .value(.yesNo), at: .head)),
        .maybe(define("duration", .value(.playLength), at: .entry)),
        .maybe(define("email", .value(.emailAddress))),
        .maybe(define("episode", .value(.positiveInteger), at: .entry)),
        .maybe(
            define(
                "episodeType", .value(.oneOf(["full", "trailer", "bonus"], code: "InvalidItunesEpisodeType")),
                at: .entry)),
        .maybe(define("explicit", .value(.explicit))), .maybe(define("image", .empty, [.required("href", .fullIRI)])),
        .maybe(define("isClosedCaptioned", .value(.yesNo), at: .entry)), .maybe(define("keywords", .value(.keywords))),
        .maybe(define("name", .plain)),
        .maybe(define("new-feed-url", .value(.fullURL), at: .head)), .maybe(define("order", .value(.text), at: .entry)),
        .maybe(
            Definition(
                "owner", in: Namespace.itunes, .elements, isClosed: false, place: .head,
                children: [
                    .maybe(define("name", .plain)), .one(define("email", .value(.emailAddress))),
                ])),
        .maybe(define("season", .value(.positiveInteger))), .maybe(define("subtitle", .value(.atMost(255)))),
        .maybe(define("summary", .value(.atMost(4000)))), .maybe(define("title", .plain)),
        .maybe(define("type", .value(.oneOf(["episodic", "serial"], code: "InvalidItunesChannelType")))),
    ]

    private static func define(
        _ name: String, _ content: Definition.Content, _ attributes: [Definition.Attribute] = [],
        at place: Definition.Place = .anywhere
    ) -> Definition {
        .row(name, in: Namespace.itunes, content, attributes, at: place)
    }
}
