internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// How commands speak to people and programs.
enum Console {
    /// One line on standard error, and a line more for each line feed in `text`.
    static func complain(_ text: String) {
        for line in text.split(separator: "\n") { FileHandle.standardError.write(Data("bulletind: \(line)\n".utf8)) }
    }

    /// One line of JSON on standard output, members in the order of their names.
    static func print(json value: some Encodable) throws {
        Swift.print(try encoded(value))
    }

    /// One line of JSON; `nil` when the value has none, and a complaint says why.
    static func json(_ value: some Encodable) -> String? {
        do {
            return try encoded(value)
        } catch {
            complain("\(error)")
            return nil
        }
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    enum Stream: Int32 {
        case output = 1
        case errors
    }

    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// `NO_COLOR` is set and not empty (no-color.org), or the terminal can do nothing.
    static var wantsNoColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    }

    static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// The bytes of a file that was named on the command line; `-` is standard input.
    /// - Returns: `nil` when it cannot be read; a complaint says so.
    static func bytes(of file: String) -> [UInt8]? {
        let bytes = read(file)
        if bytes == nil { complain("\(file): cannot be read; name a file that exists and may be read") }
        return bytes
    }

    /// The same without a complaint.
    static func read(_ file: String) -> [UInt8]? {
        do {
            guard file != "-" else { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
            return Array(try Data(contentsOf: URL(filePath: file)))
        } catch {
            return nil
        }
    }

    /// Runs a command's work; an error becomes a complaint and an exit code of sysexits.h.
    static func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let code as ExitCode {
            throw code
        } catch {
            complain("\(error)")
            throw ExitCode(SystemExit.code(for: error))
        }
    }
}

/// How findings are printed.
enum OutputForm: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// One object a line.
    case json
}

/// sysexits.h: what the exit code tells the service manager and scripts.
enum SystemExit {
    /// A file was refused (EX_DATAERR).
    static let refused: Int32 = 65
    /// A file cannot be read (EX_NOINPUT).
    static let noInput: Int32 = 66
    /// There is something that somebody should look at, or that is not as it should be.
    static let attention: Int32 = 1
    /// The service does not run: as service managers have it.
    static let notRunning: Int32 = 3

    static func code(for error: any Error) -> Int32 {
        switch error {
        case is ConfigurationError, is MoveRefusal: 78  // EX_CONFIG
        case CatalogueError.inUse, CatalogueError.busy: 75  // EX_TEMPFAIL
        case CatalogueError.unwritable, CatalogueError.full, BackupError.unwritable, BackupError.impossible,
            BackupError.wouldReplace, BackupError.inState, BackupError.inSite, BackupError.inInbox, BackupError.noFile,
            BackupError.hasCatalogue:
            73  // EX_CANTCREAT
        case CatalogueError.absent, CatalogueError.unreadable, BackupError.unreadable: noInput
        case is BackupError: refused
        case ControlError.refused: 75
        case is ControlError: 69  // EX_UNAVAILABLE
        case is CatalogueError: 78
        case is AdoptionError: refused
        case PublishingError.invalid: 70  // EX_SOFTWARE
        case is PublishingError: 73
        case StartError.cannotListen, StartError.noHost: 69  // EX_UNAVAILABLE
        case StartError.noInbox: noInput
        default: 71  // EX_OSERR
        }
    }
}
