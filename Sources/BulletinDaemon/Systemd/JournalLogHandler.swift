internal import Foundation
internal import Interop
internal import Logging

/// Writes lines to standard error: constant message, then facts as `key=value` in the order of keys.
///
/// Under a service manager each line begins with its priority (sd-daemon(3)), which the journal takes away again;
/// elsewhere with the word for it. Never content, never secrets.
struct JournalLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let hasPriorities: Bool

    init(level: Logger.Level, hasPriorities: Bool) {
        logLevel = level
        self.hasPriorities = hasPriorities
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let own = event.metadata ?? [:]
        let facts = (metadata.isEmpty ? own : metadata.merging(own) { $1 }).sorted { $0.key < $1.key }
        var line = hasPriorities ? "<\(Self.priority(event.level))>" : "bulletind: \(event.level.rawValue): "
        line += "\(event.message)"
        for (key, value) in facts { line += " \(key)=\(Self.quoted("\(value)"))" }
        ProcessCalls.writeToStandardError(line + "\n")
    }

    /// syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }

    /// In quotation marks when there are blanks in it; a line break would begin a line of its own in the journal.
    private static func quoted(_ value: String) -> String {
        let isSimple = value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
        if isSimple, !value.isEmpty { return value }
        var text = ""
        var isPlain = !value.isEmpty
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\"", "\\": text += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: text += "?"
            default: text.unicodeScalars.append(scalar)
            }
            if scalar == " " || scalar == "\"" || scalar.value < 0x20 { isPlain = false }
        }
        return isPlain ? text : "\"\(text)\""
    }
}
