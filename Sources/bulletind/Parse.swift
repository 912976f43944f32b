internal import ArgumentParser
internal import BulletinCore
internal import BulletinDaemon
internal import Foundation

/// `bulletind parse`: shows what a file would be published as. Reads only; nothing is stored or published.
struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the stories that are found in files.",
        discussion:
            "A folder stands for all files below it that an inbox would take. With --explain every line is shown "
            + "with what it was taken for, and why.")

    @Argument(help: "Files and folders to read; - is standard input.")
    var files: [String]

    @Flag(help: "Show every line with what it was taken for, and why.")
    var explain = false

    @Option(help: "text, for people; json, one object a line for each file.")
    var format = OutputForm.text

    @Option(help: "Of files that are not UTF-8 and do not say theirs: GB18030, Big5, windows-1252.")
    var charset: String?

    func validate() throws {
        guard let charset, !ReadingOptions.isCharset(charset) else { return }
        throw ValidationError("'\(charset)' is no charset that is known; write a name like GB18030 or Big5.")
    }

    /// Exits with 65 when a file was rejected, with 66 when one could not be read.
    func run() async throws {
        var isReadable = true
        var isAccepted = true
        let files = Self.expanded(files)
        let style = ExplanationText.Style(isTerminal: Console.isTerminal(.output))
        let options = ReadingOptions(charset: charset)
        var progress = Progress(of: files.count)
        // As many files at once as there are processors, and twice that many answers that wait for their turn: the
        // order of the output is that of the files, and the memory does not grow with their number.
        let width = max(1, ProcessInfo.processInfo.activeProcessorCount)
        var next = 0
        var turn = 0
        var waiting: [Int: Answer] = [:]
        await withTaskGroup(of: (Int, Answer).self) { group in
            while turn < files.count {
                while next < files.count, next - turn < width * 3 {
                    let (index, file, form, explains) = (next, files[next], format, explain)
                    group.addTask(priority: nil) {
                        (index, Answer(file: file, options: options, form: form, explains: explains, style: style))
                    }
                    next += 1
                }
                guard let (index, answer) = await group.next() else { break }
                waiting[index] = answer
                while let answer = waiting.removeValue(forKey: turn) {
                    turn += 1
                    progress.makeRoom()
                    if let complaint = answer.complaint { Console.complain(complaint) }
                    if let output = answer.output { print(output) }
                    isReadable = isReadable && answer.code != SystemExit.noInput
                    isAccepted = isAccepted && answer.code != SystemExit.refused
                }
                progress.show(turn)
            }
        }
        progress.end()
        guard isReadable else { throw ExitCode(SystemExit.noInput) }
        guard isAccepted else { throw ExitCode(SystemExit.refused) }
    }

    /// Folders become the files below them.
    private static func expanded(_ names: [String]) -> [String] {
        names.flatMap { name -> [String] in
            name == "-" ? [name] : FilesBelow.files(below: name, complain: Console.complain) ?? [name]
        }
    }
}

/// What one file came to.
private struct Answer: Sendable {
    var output: String?
    var complaint: String?
    /// Of sysexits.h; 0 when the file was read.
    var code: Int32 = 0

    init(file: String, options: ReadingOptions, form: OutputForm, explains: Bool, style: ExplanationText.Style) {
        guard let bytes = Console.read(file) else {
            complaint = "\(file): cannot be read; name a file that exists and may be read"
            code = SystemExit.noInput
            return
        }
        let source = Source(path: SourcePath(file), bytes: bytes)
        do throws(BulletinError) {
            if explains {
                let explanation = try BulletinReader.explain(source, options: options)
                output =
                    form == .text
                    ? ExplanationText(explanation, file: file, style: style).text
                    : Console.json(ParsedBulletin(explanation.bulletin, file: file, explanation: explanation))
            } else {
                let bulletin = try BulletinReader.read(source, options: options)
                output =
                    form == .text
                    ? BulletinText.text(bulletin, of: file) : Console.json(ParsedBulletin(bulletin, file: file))
            }
        } catch {
            complaint = "\(error)"
            code = SystemExit.refused
            if form == .json { output = Console.json(Rejection(file: file, error: "\(error)")) }
        }
    }
}

/// How far a long parse is: a line on standard error that is written over, and none unless that is a terminal.
private struct Progress {
    private let total: Int
    private let isShown: Bool
    /// Output goes to the same terminal: the line makes room for it.
    private let isShared: Bool
    private let start = ContinuousClock.now
    private var latest = ContinuousClock.now
    private var isWritten = false

    init(of total: Int) {
        self.total = total
        isShown = total > 1 && Console.isTerminal(.errors)
        isShared = Console.isTerminal(.output)
    }

    /// At most ten times a second, and again when output took its place.
    mutating func show(_ done: Int) {
        let now = ContinuousClock.now
        guard isShown, done < total, now - latest > .milliseconds(100) || isShared && now - start > .seconds(1) else {
            return
        }
        latest = now
        let elapsed = start.duration(to: now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        Console.writeError("\r\(done)/\(total) files, \(Int(Double(done) / max(seconds, 0.001))) a second\u{1B}[K")
        isWritten = true
    }

    /// Before output.
    mutating func makeRoom() { if isShared { end() } }

    mutating func end() {
        guard isWritten else { return }
        isWritten = false
        Console.writeError("\r\u{1B}[K")
    }
}
