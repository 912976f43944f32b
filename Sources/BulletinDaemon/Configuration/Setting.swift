internal import BulletinCore
internal import Yams

/// What is wrong with a value, and what to write instead: `not a size; write 500 kB or 10 MB`.
struct Complaint: Error {
    let text: String
    /// Of the file, 1-based; `nil` for that of the key.
    var line: Int?

    init(_ text: String) { self.text = text }
}

/// One key of the configuration: how its value is read from YAML, and how it is shown.
struct Setting: Sendable {
    let key: String
    let read: @Sendable (Node, inout Configuration) throws(Complaint) -> Void
    let show: @Sendable (Configuration) -> String

    /// A key whose value is made from one line of text.
    private static func line<Value: Sendable>(
        _ key: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        _ parse: @escaping @Sendable (String) throws(Complaint) -> Value,
        show: @escaping @Sendable (Value) -> String = { "\($0)" }
    ) -> Setting {
        Setting(
            key: key,
            read: { node, configuration throws(Complaint) in
                configuration[keyPath: path] = try parse(try Self.text(node))
            },
            show: { show($0[keyPath: path]) })
    }

    /// All keys, in the order of the documentation.
    static let all: [Setting] = [
        line("inbox", \.inbox, path),
        line("site", \.site, path),
        line("state", \.state, path),
        line("url", \.url, address),
        line("listen", \.listen, listenAddress),
        line("title", \.title, title),
        line("subtitle", \.subtitle, anything),
        line("language", \.language, languageTag),
        Setting(
            key: "authors",
            read: { node, configuration throws(Complaint) in configuration.authors = try people(node) },
            show: { $0.authors.map(\.name).joined(separator: ", ") }),
        line("rights", \.rights, anything),
        line("time-zone", \.zone, zone, show: \.identifier),
        line("charset", \.charset, charset),
        line("authority", \.authority, authorityName),
        line("templates", \.templates, anything),
        line("feed-entries", \.feedEntries, number(1...1000)),
        line("feed-size", \.feedSize, size(10_000...50_000_000), show: showSize),
        line("update-interval", \.updateInterval, updateInterval, show: showDuration),
        line("withdrawn-entries", \.withdrawnEntries, yesOrNo),
        line("correction-notes", \.correctionNotes, yesOrNo),
        line("podcast-category", \.podcastCategory, podcastCategory),
        line("podcast-explicit", \.podcastExplicit, yesOrNo),
        line("max-file-size", \.maxFileSize, size(1_000...100_000_000), show: showSize),
        line("max-attachment-size", \.maxAttachmentSize, size(1_000...500_000_000), show: showSize),
        line("max-stories", \.maxStories, number(1...100_000)),
        line("max-depth", \.maxDepth, number(10...250)),
        line("max-front-matter", \.maxFrontMatter, size(1_000...1_000_000), show: showSize),
        line("max-parts", \.maxParts, number(1...100_000)),
        line("max-inflated-size", \.maxInflatedSize, size(1_000_000...1_000_000_000), show: showSize),
        line("max-inflation", \.maxInflation, number(2...1_100)),
        line("workers", \.workers, number(0...64)),
        line("worker-memory", \.workerMemory, size(100_000_000...64_000_000_000), show: showSize),
        line("worker-time", \.workerTime, duration(1_000...600_000), show: showDuration),
        line("settle", \.settle, duration(0...600_000), show: showDuration),
        line("scan-interval", \.scanInterval, duration(1_000...86_400_000), show: showDuration),
        line("retraction-grace", \.retractionGrace, duration(0...86_400_000), show: showDuration),
        line("retraction-guard", \.retractionGuard, percent, show: { "\($0) %" }),
        line("receipts", \.receipts, receiptPlace),
        line("published-receipts", \.publishedReceipts, yesOrNo),
        line("log-level", \.logLevel, logLevel, show: \.rawValue),
    ]

    /// The text of a scalar, one line.
    static func text(_ node: Node) throws(Complaint) -> String {
        guard let scalar = node.scalar else { throw Complaint("a list or a group; write one value") }
        if node.tag == .implicit || node.tag == Tag(.null), scalar.style == .plain {
            if ["", "~", "null"].contains(scalar.string) { return "" }
        }
        guard !scalar.string.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw Complaint("line breaks or control characters; write one line")
        }
        return scalar.string
    }
}
