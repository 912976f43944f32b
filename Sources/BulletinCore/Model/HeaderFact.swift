/// What a bulletin's header or foot states about itself, and where.
public struct HeaderFact: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// `第12期`.
        case issue
        /// `总第348期`: counted over all years.
        case totalIssue
        /// 发文字号: `云政发〔2031〕12号`.
        case documentNumber
        /// Who gives it out.
        case issuer
        /// Who wrote or edited it: one fact for each name.
        case author
        /// As `YYYY-MM-DD`; a day without a year as `--MM-DD`, a month as `YYYY-MM` (ISO 8601), for nothing is invented.
        case date
        /// The days that it reports on, `YYYY-MM-DD/YYYY-MM-DD`; without years `--MM-DD/--MM-DD`.
        case period
    }

    public var kind: Kind
    /// As written, but for dates.
    public var value: String
    /// What it was introduced by, as written: `责任编辑`, `主办`; `nil` when nothing introduces it.
    public var label: String?
    /// 1-based; `nil` when it is in no line of the source (a file's name, a document's properties).
    public var line: Int?

    public init(_ kind: Kind, _ value: String, label: String? = nil, line: Int? = nil) {
        self.kind = kind
        self.value = value
        self.label = label
        self.line = line
    }
}
