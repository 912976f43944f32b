/// What feeds have to keep so that a code is not reported. It stands where the code is reported, and is the one source
/// of all lists of rules.
public struct Law: Hashable, Sendable {
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case atom, json, opml, rss
    }

    /// As in findings. A code that several rules report has a law of each.
    public let code: String
    public let level: Finding.Severity
    /// The formats in which it may be reported, in the order of their names.
    public let formats: [Format]
    /// Specification and section: `RFC 4287 §3.3`.
    public let source: String
    /// One clause without a full stop: what holds in a sound feed.
    public let demand: String

    init(_ code: String, _ level: Finding.Severity, _ formats: [Format], _ source: String, _ demand: String) {
        self.code = code
        self.level = level
        self.formats = formats
        self.source = source
        self.demand = demand
    }
}

extension [Law.Format] {
    static let all = Law.Format.allCases
    /// All but JSON: what extensions say holds in any of them.
    static let xml: Self = [.atom, .opml, .rss]
}

extension Validator {
    /// All laws by code; those of one code with the errors first.
    public static let laws: [Law] = {
        let ofValues = [
            Coordinates.laws, Dates.laws, EmailAddress.laws, IRI.laws, Identifier.laws, LanguageTag.laws,
            LinkRelation.laws,
            PlainText.laws, PlayTime.laws, ValueType.laws,
        ]
        let ofVocabularies = [
            AtomVocabulary.laws, ExtensionVocabulary.laws, FeedSyncVocabulary.laws, ITunesVocabulary.laws,
            JSONVocabulary.laws, MediaVocabulary.laws, PodcastVocabulary.laws, RSSVocabulary.laws,
            ServiceVocabulary.laws,
        ]
        let ofText = [textLaws, FeedKind.laws, Grammar.laws, InlineXHTML.laws]
        var laws: [Law] = (ofText + ofVocabularies + ofValues).flatMap { $0 }
        for rule in rules { laws += rule.laws }
        return laws.sorted { ($0.code, $1.level, $0.demand) < ($1.code, $0.level, $1.demand) }
    }()
}
