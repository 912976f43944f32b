public import BulletinCore
private import Foundation
internal import Logging

/// All settings, read once, checked whole, immutable until a reload puts another value in its place.
///
/// In order of precedence: command line, the YAML file, the defaults here.
public struct Configuration: Hashable, Sendable {
    /// Where bulletins are dropped. Relative paths start at the folder the program is started in.
    public var inbox = "inbox"
    /// Where feeds and pages are published.
    public var site = "site"
    /// Where the catalogue is kept.
    public var state = "state"
    /// Public address of the site, ending in `/`.
    public var url = "http://127.0.0.1:8080/"
    /// Where the web server listens.
    public var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// Name of the channel, one line.
    public var title = "Bulletins"
    /// One line below the title; empty for none.
    public var subtitle = ""
    /// BCP 47: of the interface, and of bulletins that do not say theirs.
    public var language = "en"
    /// Who publishes. At least one, because Atom needs an author: the title stands in when none is set.
    public var authors: [Person] = []
    /// Copyright line; empty for none.
    public var rights = ""
    /// Zone of dates that do not say theirs.
    public var zone = Zone.utc
    /// Of files that are not UTF-8 and do not say theirs; empty for a guess.
    public var charset = ""
    /// Authority of entry identifiers (RFC 4151); empty for the host of `url`. Fixed at the first start.
    public var authority = ""
    /// Folder with templates that replace the built-in ones by name; empty for none.
    public var templates = ""
    /// Entries in a feed, 1…1000.
    public var feedEntries = 50
    /// Size of a feed in bytes, about; at least one entry is always there.
    public var feedSize = 500_000
    /// Milliseconds between two looks that readers are asked to take; 0 for no word about it.
    public var updateInterval = 3_600_000
    /// Whether retracted entries stay in the feeds for 90 days with a word that they were withdrawn.
    public var withdrawnEntries = false
    /// Whether a corrected story says so under its text.
    public var correctionNotes = false
    /// What Apple's directory files folders of sound under.
    public var podcastCategory = "News"
    /// Whether these are not for children.
    public var podcastExplicit = false
    /// Of a dropped file, in bytes.
    public var maxFileSize = 10_000_000
    /// Of a picture, sound, film or document that goes out with a bulletin, in bytes.
    public var maxAttachmentSize = 20_000_000
    /// Stories in one bulletin.
    public var maxStories = 2_000
    /// Elements within each other in HTML.
    public var maxDepth = 200
    /// Of front matter, in bytes.
    public var maxFrontMatter = 64_000
    /// Parts of a DOCX, ODT or mail.
    public var maxParts = 2_000
    /// Of all parts of a DOCX or ODT that are read, in bytes as they come out.
    public var maxInflatedSize = 100_000_000
    /// How many times larger than in its file a part beyond 1 MB may come out; deflate reaches 1,032.
    public var maxInflation = 200
    /// Files that are read at once, each in a process of its own; 0 for one on each processor.
    public var workers = 0
    /// Bytes that such a process may take for itself.
    public var workerMemory = 1_000_000_000
    /// Milliseconds that it may take for one file.
    public var workerTime = 20_000
    /// Milliseconds without a change until a file written in place is taken.
    public var settle = 2_000
    /// Milliseconds between full scans of the inbox.
    public var scanInterval = 60_000
    /// Milliseconds a file must be gone until its entries leave.
    public var retractionGrace = 10_000
    /// Percent of the bulletins that may vanish at once; when more do (and more than three), none is retracted.
    public var retractionGuard = 50
    /// Where notes about files are put.
    public var receipts = ReceiptPlace.beside
    /// Whether every published file gets one, too.
    public var publishedReceipts = false
    /// Least level of what is logged.
    public var logLevel = LogLevel.info

    public enum LogLevel: String, Hashable, Sendable, CaseIterable {
        case debug, info, notice, warning, error
    }

    public init() {}

    /// - Parameter identity: what the catalogue fixed at its creation.
    func channel(identity: TagAuthority) -> Channel {
        var channel = Channel(
            title: title, subtitle: subtitle, url: url, language: language,
            authors: authors.isEmpty ? [Person(name: title)] : authors,
            rights: rights.isEmpty ? nil : rights, id: identity.feedID, zone: zone,
            updateInterval: updateInterval < 60_000 ? nil : updateInterval / 60_000, showsWithdrawn: withdrawnEntries)
        (channel.podcastCategory, channel.isExplicit) = (podcastCategory, podcastExplicit)
        channel.showsCorrections = correctionNotes
        return channel
    }

    var readingOptions: ReadingOptions {
        ReadingOptions(
            limits: ReadingLimits(
                maxFileSize: maxFileSize, maxSections: maxStories, maxDepth: maxDepth,
                maxFrontMatterSize: maxFrontMatter, maxParts: maxParts, maxInflatedSize: maxInflatedSize,
                maxInflation: maxInflation),
            charset: charset.isEmpty ? nil : charset)
    }

    /// At least 1.
    var workerCount: Int { workers > 0 ? workers : min(max(1, ProcessInfo.processInfo.activeProcessorCount), 16) }

    var loggerLevel: Logger.Level { Logger.Level(rawValue: logLevel.rawValue) ?? .info }

    /// Keeps what a running service cannot change. Above all its places: another inbox would look like a loss of all
    /// files.
    /// - Returns: the keys that wait for the next start.
    mutating func keepFixed(of running: Configuration) -> [String] {
        let wanted = self
        (inbox, site, state, listen) = (running.inbox, running.site, running.state, running.listen)
        logLevel = running.logLevel
        (workers, workerMemory, workerTime) = (running.workers, running.workerMemory, running.workerTime)
        let isOther = [
            ("inbox", inbox != wanted.inbox), ("site", site != wanted.site), ("state", state != wanted.state),
            ("listen", listen != wanted.listen), ("log-level", logLevel != wanted.logLevel),
            ("workers", workers != wanted.workers), ("worker-memory", workerMemory != wanted.workerMemory),
            ("worker-time", workerTime != wanted.workerTime),
        ]
        return isOther.filter(\.1).map(\.0)
    }
}

/// Where the notes that tell editors of their files are put.
public enum ReceiptPlace: Hashable, Sendable, CustomStringConvertible {
    case nowhere
    /// Beside each file.
    case beside
    /// In a folder with the same sub-folders as the inbox.
    case folder(String)

    public var description: String {
        switch self {
        case .nowhere: "false"
        case .beside: "true"
        case .folder(let path): path
        }
    }

    /// - Parameter text: what `description` gives.
    init(described text: String) {
        self =
            switch text {
            case "false": .nowhere
            case "true": .beside
            default: .folder(text)
            }
    }
}

/// `127.0.0.1:8080`, `[::1]:8080`, `localhost:0`; port 0 lets the kernel choose.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public var description: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)" }

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// - Returns: `nil` when it is not an address with a port of 0…65,535.
    init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        var host = text[..<colon]
        guard let port = Int(text[text.utf8.index(after: colon)...]), (0...65_535).contains(port), !host.isEmpty
        else { return nil }
        if host.first == "[", host.last == "]" {
            host = host.dropFirst().dropLast()
        } else if host.utf8.contains(UInt8(ascii: ":")) {
            return nil
        }
        self.init(host: String(host), port: port)
    }
}
