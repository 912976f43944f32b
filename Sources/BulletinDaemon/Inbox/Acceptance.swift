internal import BulletinCore

/// What became of an accepted file, for its editor.
struct Acceptance: Hashable, Sendable {
    struct Story: Hashable, Sendable {
        var title: String
        /// Below the root of the site.
        var path: String
        var published: Timestamp
        /// Whether its time has come.
        var isReleased: Bool
    }

    var path: SourcePath
    var title: String
    /// In the order of the bulletin.
    var stories: [Story]
    /// What should be looked at.
    var remarks: [Remark]
    /// How it was read, see `Remark.reading(of:)`.
    var reading: [Remark]

    /// Whether it will read otherwise when a time comes.
    var waits: Bool { stories.contains { !$0.isReleased } }
}
