/// One located remark of a parser or validator, for the person who can act on it.
public struct Finding: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
        case error, warning, info

        /// Ordered by weight: info < warning < error.
        public static func < (one: Severity, other: Severity) -> Bool { one.weight < other.weight }

        private var weight: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    public var severity: Severity
    /// Stable name of the rule that speaks, in UpperCamelCase: `MissingElement`. Programs may rely on it.
    public var rule: String
    /// One line without a full stop: what is wrong, and what the law says.
    public var message: String
    /// What to write instead, one clause; `nil` when the message already says it.
    public var advice: String?
    /// 1-based; `nil` when the remark is about the whole.
    public var line: Int?
    /// 1-based, in characters (Unicode scalars) of that line; `nil` when unknown.
    public var column: Int?
    /// 0-based place, among the feed's entries, of the one that a validator's remark is about; `nil` when it is about
    /// the feed itself, or about a bulletin. It leads back from published bytes to the file that they came from.
    public var entry: Int?

    public init(
        _ severity: Severity, _ rule: String, _ message: String, advice: String? = nil,
        line: Int? = nil, column: Int? = nil, entry: Int? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.message = message
        self.advice = advice
        self.line = line
        self.column = column
        self.entry = entry
    }
}
