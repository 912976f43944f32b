internal import BulletinCore
private import Foundation
internal import Interop
internal import Yams

/// Why a configuration was refused: all its problems, one a line.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `FILE:LINE: key: problem; what to do`, in the order of the file.
    public let problems: [String]

    public init(problems: [String]) { self.problems = problems }

    public var description: String { problems.joined(separator: "\n") }
}

extension Configuration {
    /// Reads the file and what the command line puts over it. Nothing is used unless everything is right.
    ///
    /// - Parameters:
    ///   - path: of a YAML file; `nil` for defaults alone.
    ///   - overrides: key and value, as `--key value` gave them.
    /// - Throws: every problem at once.
    public static func load(path: String?, overrides: [(key: String, value: String)]) throws(ConfigurationError)
        -> Configuration
    {
        let (configuration, problems) = examine(path: path, overrides: overrides)
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return configuration
    }

    /// The same for who wants to know what can be known of settings that are wrong in something: what is, has its default.
    public static func examine(
        path: String?, overrides: [(key: String, value: String)]
    ) -> (configuration: Configuration, problems: [String]) {
        var configuration = Configuration()
        var problems: [String] = []
        if let path { configuration.read(path, &problems) }
        for (key, value) in overrides {
            guard let setting = Setting.all.first(where: { $0.key == key }) else { continue }
            do throws(Complaint) {
                try setting.read(Node(value, Tag(.str), .doubleQuoted), &configuration)
            } catch {
                problems.append("--\(key): \(value): \(error.text)")
            }
        }
        if let nested = configuration.nestedFolders { problems.append(nested) }
        if problems.isEmpty { problems = configuration.remarksOnFeeds.map { "\(path ?? "settings"): \($0)" } }
        return (configuration, problems)
    }

    /// What the gate would object to in feeds of this channel even without entries: no bulletin could mend it.
    private var remarksOnFeeds: [String] {
        let identity = TagAuthority(name: "localhost", date: Timestamp(seconds: 0).date)
        let feed = Feed(channel: channel(identity: identity), entries: [], updated: Timestamp(seconds: 0))
        var remarks: [String] = []
        for format in OutputFormat.allCases {
            do throws(XMLError) {
                let findings = Validator.validate(try format.render(feed), base: format.address(of: feed))
                for finding in findings where finding.severity == .error && !remarks.contains(finding.message) {
                    remarks.append(finding.message)
                }
            } catch {
                remarks.append("\(error)")
            }
        }
        return remarks
    }

    /// Every setting with its value, a line each, as `bulletind check` shows them.
    public var listing: [String] {
        Setting.all.map { setting in
            let value = setting.show(self)
            return value.isEmpty ? "\(setting.key):" : "\(setting.key): \(value)"
        }
    }

    private mutating func read(_ path: String, _ problems: inout [String]) {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try OpenFile(path: path).read(limit: 1_000_000)
        } catch {
            problems.append("\(path): cannot be read (\(error)); name another file with --config")
            return
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: try Self.text(bytes, of: path))
        } catch let error as ConfigurationError {
            problems += error.problems
            return
        } catch let error as YamlError {
            problems.append(Self.problem(error, path))
            return
        } catch {
            problems.append("\(path): not YAML (\(error)); correct the file")
            return
        }
        guard let root, root != Node("", Tag(.null)) else { return }
        guard let mapping = root.mapping else {
            if root.scalar?.string.isEmpty == true { return }
            problems.append("\(path):1: not a list of settings; write lines of 'key: value'")
            return
        }
        for (key, value) in mapping {
            let place = "\(path):\(key.mark?.line ?? 1)"
            guard let name = key.scalar?.string, let setting = Setting.all.first(where: { $0.key == name }) else {
                let shown = key.scalar?.string ?? "?"
                problems.append("\(place): \(shown): unknown setting\(Self.suggestion(for: shown))")
                continue
            }
            do throws(Complaint) {
                try setting.read(value, &self)
            } catch {
                let shown = value.scalar.map { "\($0.string): " } ?? ""
                let place = error.line.map { "\(path):\($0)" } ?? place
                problems.append("\(place): \(name): \(shown)\(error.text)")
            }
        }
    }

    /// The text of a file of the administrator's. What is not UTF-8 is not guessed: it would be published.
    static func text(_ bytes: [UInt8], of path: String) throws(ConfigurationError) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes.span))
        } catch {
            let line = 1 + bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") }
            throw ConfigurationError(problems: ["\(path):\(line): not UTF-8; save the file as UTF-8"])
        }
    }

    private static func problem(_ error: YamlError, _ path: String) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "\(path):\(mark.line): not YAML: \(problem); correct the line"
        case .duplicatedKeysInMapping(let duplicates, let context):
            "\(path):\(context.mark.line): \(duplicates.map { "\($0)" }.joined(separator: ", ")): stands twice; keep one"
        default:
            "\(path): not YAML: \(error); correct the file"
        }
    }

    /// The known key that differs least, when it differs little.
    private static func suggestion(for key: String) -> String {
        let best = Setting.all.map { (key: $0.key, distance: distance(key, $0.key)) }.min {
            // Of two that are as near, the one that begins alike.
            ($0.distance, -key.commonPrefix(with: $0.key).count) < ($1.distance, -key.commonPrefix(with: $1.key).count)
        }
        guard let best, best.distance <= 2 else { return "; remove it" }
        return "; did you mean \(best.key)?"
    }

    /// How many letters must be inserted, removed or replaced.
    private static func distance(_ one: String, _ other: String) -> Int {
        let one = Array(one.utf8.prefix(64))
        let other = Array(other.utf8)
        var row = Array(0...other.count)
        for (i, a) in one.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in other.enumerated() {
                let substituted = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[other.count]
    }

    /// Published files in the inbox would be read as bulletins, and neither the catalogue nor what is told to editors is to
    /// be published.
    private var nestedFolders: String? {
        let folders = [("inbox", inbox), ("site", site), ("state", state)]
        for (key, path) in folders {
            for (otherKey, other) in folders where otherKey != key {
                if Folder.resolved(path).starts(with: Folder.resolved(other)) {
                    return "\(key): \(path): lies in \(otherKey) (\(other)); use three separate folders"
                }
            }
        }
        if case .folder(let path) = receipts {
            for (key, other) in [("site", site), ("state", state)]
            where Folder.resolved(path).starts(with: Folder.resolved(other)) {
                return "receipts: \(path): lies in \(key) (\(other)); name a folder elsewhere"
            }
        }
        return nil
    }
}
