internal import BulletinCore
internal import Yams

/// What is wrong with a value, and what to write instead: `not a size; write 500 kB or 10 MB`.
struct Complaint: Error {
    let text: String

    init(_ text: String) { self.text = text }
}

/// One key of the configuration: how its value is read from YAML, and how it is shown.
struct Setting: Sendable {
    let key: String
    let read: @Sendable (Node, inout Configuration) throws(Complaint) -> Void
    let show: @Sendable (Configuration) -> String

    init(
        _ key: String, show: @escaping @Sendable (Configuration) -> String,
        read: @escaping @Sendable (Node, inout Configuration) throws(Complaint) -> Void
    ) {
        self.key = key
        self.read = read
        self.show = show
    }

    /// A key whose value is made from one line of text.
    init<Value: Sendable>(
        _ key: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        show: @escaping @Sendable (Value) -> String, parse: @escaping @Sendable (String) throws(Complaint) -> Value
    ) {
        self.init(key, show: { show($0[keyPath: path]) }) { node, configuration throws(Complaint) in
            configuration[keyPath: path] = try parse(try Self.line(node))
        }
    }

    /// All keys, in the order of the documentation.
    static let all: [Setting] = [
        Setting("inbox", \.inbox, show: { $0 }, parse: Self.path),
        Setting("site", \.site, show: { $0 }, parse: Self.path),
        Setting("state", \.state, show: { $0 }, parse: Self.path),
        Setting("url", \.url, show: { $0 }, parse: Self.address),
        Setting("listen", \.listen, show: { "\($0)" }) { text throws(Complaint) in
            guard let address = ListenAddress(text) else {
                throw Complaint("not an address with a port; write 127.0.0.1:8080")
            }
            return address
        },
        Setting("title", \.title, show: { $0 }) { text throws(Complaint) in
            guard !text.isEmpty else { throw Complaint("empty; write the name of the channel") }
            return text
        },
        Setting("subtitle", \.subtitle, show: { $0 }, parse: { $0 }),
        Setting("language", \.language, show: { $0 }, parse: Self.languageTag),
        Setting("authors", show: { $0.authors.map(\.name).joined(separator: ", ") }) {
            node, configuration throws(Complaint) in
            configuration.authors = try Self.people(node)
        },
        Setting("rights", \.rights, show: { $0 }, parse: { $0 }),
        Setting("time-zone", \.zone, show: { $0.identifier }) { text throws(Complaint) in
            guard let zone = Zone(identifier: text) else {
                throw Complaint("no such time zone; write a name of the IANA list, Asia/Shanghai")
            }
            return zone
        },
        Setting("authority", \.authority, show: { $0 }, parse: Self.authorityName),
        Setting("templates", \.templates, show: { $0 }, parse: { $0 }),
        Setting("feed-entries", \.feedEntries, show: { "\($0)" }) { text throws(Complaint) in
            try Self.number(text, 1...1000)
        },
        Setting("feed-size", \.feedSize, show: Self.showSize) { text throws(Complaint) in
            try Self.size(text, 10_000...50_000_000)
        },
        Setting("max-file-size", \.maxFileSize, show: Self.showSize) { text throws(Complaint) in
            try Self.size(text, 1_000...100_000_000)
        },
        Setting("settle", \.settle, show: Self.showDuration) { text throws(Complaint) in
            try Self.duration(text, 0...600_000)
        },
        Setting("scan-interval", \.scanInterval, show: Self.showDuration) { text throws(Complaint) in
            try Self.duration(text, 1_000...86_400_000)
        },
        Setting("retraction-grace", \.retractionGrace, show: Self.showDuration) { text throws(Complaint) in
            try Self.duration(text, 0...86_400_000)
        },
        Setting("retraction-guard", \.retractionGuard, show: { "\($0) %" }) { text throws(Complaint) in
            let number = text.utf8.last == UInt8(ascii: "%") ? Substring(text.utf8.dropLast()) : Substring(text)
            return try Self.number(String(number.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()), 0...100)
        },
        Setting("receipts", \.receipts, show: { "\($0)" }) { text throws(Complaint) in
            switch text {
            case "true", "yes", "on": return true
            case "false", "no", "off": return false
            default: throw Complaint("neither true nor false")
            }
        },
        Setting("log-level", \.logLevel, show: { $0.rawValue }) { text throws(Complaint) in
            guard let level = Configuration.LogLevel(rawValue: text) else {
                throw Complaint("no such level; write debug, info, notice, warning or error")
            }
            return level
        },
    ]

    /// The text of a scalar, one line.
    static func line(_ node: Node) throws(Complaint) -> String {
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
