internal import BulletinCore

/// What is known of a catalogue and of the service on it, for its administrator: also what nobody may read yet.
public struct StatusReport: Codable, Hashable, Sendable {
    /// One file of the inbox.
    public struct Item: Codable, Hashable, Sendable {
        /// In the inbox.
        public var path: String
        /// One line; `nil` when the kind of list says it all.
        public var reason: String?
        public var title: String?
        /// Of stories that are kept back; `nil` of a bulletin that was withdrawn before.
        public var stories: Int?
        /// Since when it is so, or when it comes out (RFC 3339); `nil` when that is not known.
        public var time: String?
        /// Seconds since then; negative for a time to come.
        public var age: Int64?
    }

    /// The first of several files, and how many there are.
    public struct List: Codable, Hashable, Sendable {
        /// More are counted only.
        static let limit = 1000

        public var count: Int
        public var items: [Item]

        init(_ items: [Item], count: Int? = nil) {
            self.count = count ?? items.count
            self.items = Array(items.prefix(Self.limit))
        }
    }

    /// What is stored and not yet published.
    public struct Pending: Codable, Hashable, Sendable {
        /// Of bulletins.
        public var pages: Int
        /// Documents of feeds.
        public var documents: Int
        /// Style sheets, the list of feeds, parts of the sitemap.
        public var others: Int

        public var isNothing: Bool { pages + documents + others == 0 }
    }

    /// Why nothing is published, or why the service does not go by the settings as they stand now.
    public struct Pause: Codable, Hashable, Sendable {
        /// A line for each problem.
        public var reason: String
        public var time: String
        public var age: Int64
    }

    /// Whether the service runs.
    public var isRunning = false
    /// Whether it said what it alone knows: what waits, and a pause.
    public var isComplete = false
    /// When this was so.
    public var time: String
    /// Bulletins that are out or will be.
    public var bulletins: Int
    /// Their stories.
    public var entries: Int
    /// When a version was accepted last.
    public var latest: String?
    /// Not yet taken: still being written, or being read.
    public var waiting = List([])
    public var rejected: List
    public var embargoed: List
    public var drafts: List
    public var duplicates: List
    /// Gone from the inbox, and not withdrawn before somebody confirms it.
    public var held: List
    /// The inbox while it cannot be read, by the path of the settings; else folders in it that are not entered.
    public var blocked = List([])
    /// What is not of the site and stands where a file of it goes, in the site.
    public var obstructed = List([])
    public var pending: Pending
    public var paused: Pause?
    /// The last reload, if it was refused: the service goes by settings that were read before.
    public var refusedSettings: Pause?

    /// Whether somebody should look at it.
    public var needsAttention: Bool {
        paused != nil || refusedSettings != nil || rejected.count > 0 || held.count > 0 || blocked.count > 0
            || obstructed.count > 0
    }

    static func empty(at now: Timestamp) -> StatusReport {
        StatusReport(
            time: now.rfc3339, bulletins: 0, entries: 0, rejected: List([]), embargoed: List([]), drafts: List([]),
            duplicates: List([]), held: List([]), pending: Pending(pages: 0, documents: 0, others: 0))
    }

    /// Adds what the service alone knows.
    mutating func add(_ live: StatusReport) {
        isComplete = true
        (waiting, paused, blocked, obstructed) = (live.waiting, live.paused, live.blocked, live.obstructed)
        refusedSettings = live.refusedSettings
    }
}

extension StatusReport.Item {
    init(
        _ path: SourcePath, reason: String? = nil, title: String? = nil, stories: Int? = nil, since: Timestamp?,
        at now: Timestamp
    ) {
        self.path = "\(path)"
        self.reason = reason
        self.title = title
        self.stories = stories
        time = since?.rfc3339
        age = since.map { now.seconds - $0.seconds }
    }
}

extension StatusReport.Pause {
    init(reason: String, since: Timestamp, at now: Timestamp) {
        self.reason = reason
        time = since.rfc3339
        age = now.seconds - since.seconds
    }
}
