/// FeedSync 1.0 (feedsync.org/2007/feedsync): feeds that are edited in several places.
enum FeedSyncVocabulary {
    static let laws: [Law] = [
        Law(
            "IntegerOverflow", .error, .xml, "FeedSync 1.0, \"sx:sync\", \"sx:history\"",
            "a count of changes is below 2^31"),
        Law("InvalidSseType", .error, .xml, "FeedSync 1.0, \"sx:related\"", "a feed is 'complete' or 'aggregated'"),
    ]

    private static let uri = "http://feedsync.org/2007/feedsync"

    static let namespaces: [String: [Definition.Child]] = [
        uri: [
            .maybe(
                .row(
                    "sharing", in: uri, .elements,
                    [.optional("since", .rfc3339), .optional("until", .rfc3339), .optional("expires", .rfc3339)],
                    at: .head, children: [.any(related)])),
            .maybe(
                .row(
                    "sync", in: uri, .elements,
                    [
                        .required("id", .filled), .required("updates", .changeCount), .optional("deleted", .boolean),
                        .optional("noconflicts", .boolean),
                    ],
                    at: .entry, children: [.some(history), .maybe(.row("conflicts", in: uri, .anything))])),
        ]
    ]

    private static let related = Definition.row(
        "related", in: uri, .empty,
        [
            .required("link", .fullIRI), .optional("title", .plain),
            .required("type", .oneOf(["complete", "aggregated"], code: "InvalidSseType")),
        ])
    private static let history = Definition.row(
        "history", in: uri, .empty,
        [.required("sequence", .changeCount), .optional("when", .rfc3339), .optional("by", .plain)])
}
