/// What the services around weblogs say: comments, pings, licenses, searches, editing. Each namespace is a row of the
/// table, its elements as its own document has them.
enum ServiceVocabulary {
    static let laws: [Law] = [
        Law(
            "InvalidAccessRestrictionRel", .error, .xml, "Feed Access Control 1.0",
            "access to a feed is 'allow' or 'deny'"),
        Law("InvalidDraft", .error, .xml, "RFC 5023 §13.1.1", "a draft is one by 'yes' or 'no'"),
    ]

    /// wellformedweb.org, "Comment API".
    static let comments = "http://wellformedweb.org/CommentAPI/"
    /// FeedBurner namespace reference.
    static let feedburner = "http://rssnamespace.org/feedburner/ext/1.0"
    /// RSS 1.0 module Event.
    static let event = "http://purl.org/rss/1.0/modules/event/"
    /// TrackBack module (madskills.com).
    private static let trackback = "http://madskills.com/public/xml/rss/module/trackback/"
    /// RSS 1.0 module Slash.
    private static let slash = "http://purl.org/rss/1.0/modules/slash/"
    /// creativeCommons RSS module.
    private static let license = "http://backend.userland.com/creativeCommonsRssModule"
    /// blogChannel RSS module.
    private static let blogChannel = "http://backend.userland.com/blogChannelModule"
    /// RSS 1.0 module Administration.
    private static let admin = "http://webns.net/mvcb/"
    /// Feed Access Control 1.0 (Bloglines).
    private static let access = "http://www.bloglines.com/about/specs/fac-1.0"
    /// The Atom Publishing Protocol (RFC 5023 §10.2, §13.1.1).
    private static let app = "http://www.w3.org/2007/app"

    static let namespaces: [String: [Definition.Child]] = [
        comments: [
            .maybe(.row("comment", in: comments, .value(.address), at: .entry)),
            .maybe(.row("commentRss", in: comments, .value(.address), at: .entry)),
            .maybe(.row("commentRSS", in: comments, .value(.address), at: .entry)),
        ],
        trackback: [
            .maybe(.row("ping", in: trackback, .value(.address), at: .entry)),
            .any(.row("about", in: trackback, .value(.address), at: .entry)),
        ],
        slash: [
            .maybe(.row("section", in: slash, .plain, at: .entry)),
            .maybe(.row("department", in: slash, .plain, at: .entry)),
            .maybe(.row("comments", in: slash, .value(.nonNegativeInteger), at: .entry)),
            .maybe(.row("hit_parade", in: slash, .value(.text), at: .entry)),
        ],
        license: [.any(.row("license", in: license, .value(.address)))],
        blogChannel: ["blogRoll", "mySubscriptions", "blink", "changes"].map {
            .maybe(.row($0, in: blogChannel, .value(.address), at: .head))
        },
        admin: ["generatorAgent", "errorReportsTo"].map { .maybe(.row($0, in: admin, .value(.text), at: .head)) },
        access: [
            .maybe(
                .row(
                    "restriction", in: access, .empty,
                    [
                        .required(
                            "relationship", .oneOf(["allow", "deny"], code: "InvalidAccessRestrictionRel"))
                    ], at: .head))
        ],
        feedburner: [
            .maybe(.row("origLink", in: feedburner, .value(.address), at: .entry)),
            .maybe(.row("origEnclosureLink", in: feedburner, .value(.address), at: .entry)),
            .maybe(.row("awareness", in: feedburner, .value(.address))),
            .maybe(.row("browserFriendly", in: feedburner, .plain, at: .head)),
            .maybe(.row("emailServiceId", in: feedburner, .value(.text), at: .head)),
            .maybe(.row("feedburnerHostname", in: feedburner, .value(.address), at: .head)),
            .any(.row("feedFlare", in: feedburner, .value(.text), [.optional("href", .iri), .optional("src", .iri)])),
        ],
        event: [
            .maybe(.row("startdate", in: event, .value(.eventDate), at: .entry)),
            .maybe(.row("enddate", in: event, .value(.eventDate), at: .entry)),
        ],
        app: [
            .maybe(.row("edited", in: app, .value(.rfc3339), at: .entry)),
            .maybe(
                .row(
                    "control", in: app, at: .entry,
                    children: [.maybe(.row("draft", in: app, .value(.oneOf(["yes", "no"], code: "InvalidDraft"))))])),
            .any(.row("collection", in: app, .anything)), .any(.row("accept", in: app, .value(.text))),
            .any(.row("categories", in: app, .anything)),
        ],
    ].merging(
        ["http://a9.com/-/spec/opensearch/1.1/", "http://a9.com/-/spec/opensearchrss/1.0/"].map { ($0, search($0)) }
    ) { first, _ in first }

    /// OpenSearch 1.1, "Response elements" and "Query"; the response elements of 1.0 are the same.
    private static func search(_ namespace: String) -> [Definition.Child] {
        [
            .maybe(.row("totalResults", in: namespace, .value(.nonNegativeInteger), at: .head)),
            .maybe(.row("startIndex", in: namespace, .value(.integer), at: .head)),
            .maybe(.row("itemsPerPage", in: namespace, .value(.nonNegativeInteger), at: .head)),
            .any(
                .row(
                    "Query", in: namespace, .empty,
                    [
                        .required("role", .queryRole), .optional("title", .atMost(256)),
                        .optional("totalResults", .nonNegativeInteger), .optional("searchTerms", .urlEncoded),
                        .optional("count", .nonNegativeInteger), .optional("startIndex", .integer),
                        .optional("startPage", .integer), .optional("language", .except(["*"], .language)),
                        .optional("inputEncoding", .encodingName), .optional("outputEncoding", .encodingName),
                    ], at: .head)),
        ]
    }
}
