/// Why a file could not become a bulletin. Each case carries what a person needs to mend the file.
///
/// `description` is one line: *what failed, where, why; what to do*. It is logged, and written into the receipt
/// beside the file. Wording is tested; treat it as an interface.
public enum BulletinError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing in the file, or nothing but blanks.
    case empty(name: String)
    /// The file is larger than the limit. Both in bytes.
    case tooLarge(name: String, size: Int, limit: Int)
    /// The bytes are no text: `what` names what they look like (`a PNG image`, `binary data`).
    case binary(name: String, what: String)
    /// No charset that is known gives text. `line` is 1-based, of the first fault.
    case undecodable(name: String, line: Int)
    /// The name's extension belongs to a format that is not read (yet).
    case unknownFormat(name: String, what: String)
    /// The name is that of a picture, sound, film or PDF, and the content is none. `format` is its usual name.
    case brokenMedia(name: String, format: String)
    /// The file was understood, and holds nothing to publish.
    case nothingToPublish(name: String)
    /// `line` is 1-based; `reason` is a clause without a full stop.
    case malformed(name: String, line: Int, reason: String)
    /// An archive or a part of it is broken, or is what no honest program writes. `reason` is a clause.
    case damaged(name: String, reason: String)
    /// Readable with a password only.
    case encrypted(name: String)
    /// A mail that only who it was written to can open.
    case encryptedMail(name: String)
    /// A mail that only speaks of what is attached, which cannot be published. `files` names it.
    case unreadAttachments(name: String, files: String)
    /// A mail that only speaks of what is attached: several texts, each a bulletin of its own. `files` names them.
    case severalTexts(name: String, files: String)
    /// More than a limit allows, which is `value`.
    case overLimit(name: String, ReadingLimit, value: Int)

    public var description: String {
        switch self {
        case .empty(let name):
            "\(name): the file is empty; write something into it, or remove it"
        case .tooLarge(let name, let size, let limit):
            "\(name): \(size) bytes are more than the limit of \(limit); split the file, or raise max-file-size"
        case .binary(let name, let what):
            "\(name): this is \(what), not text; save it as plain text, Markdown or HTML and drop it in again"
        case .undecodable(let name, let line):
            "\(name):\(line): no charset that is known gives text from here on; save the file as UTF-8 and drop it in again"
        case .unknownFormat(let name, let what):
            "\(name): \(what) is not a format that is read; \(Self.advice(on: what))"
        case .brokenMedia(let name, let format):
            "\(name): this is no \(format) file, or it is damaged; export it again and drop it in"
        case .nothingToPublish(let name):
            "\(name): nothing to publish; put text under the headline, or remove the file"
        case .malformed(let name, let line, let reason):
            "\(name):\(line): \(reason); correct the line and drop the file in again"
        case .damaged(let name, let reason):
            "\(name): \(reason); save the document anew and drop it in again"
        case .encrypted(let name):
            "\(name): the document is encrypted; save it without a password and drop it in again"
        case .encryptedMail(let name):
            "\(name): the mail is encrypted; save what it says in a file and drop that in"
        case .unreadAttachments(let name, let files):
            "\(name): the mail only brings what is attached, and that cannot be read (\(files)); save it as .docx without a password and drop it in by itself, or attach it again"
        case .severalTexts(let name, let files):
            "\(name): the mail only brings what is attached, and that is several texts (\(files)); drop them in one by one, or send each in a mail of its own"
        case .overLimit(let name, let limit, let value):
            "\(name): more than \(limit.words(value)); \(limit.advice)"
        }
    }

    /// What to do with a file that is `what`.
    private static func advice(on what: String) -> String {
        if ["(.xls)", "(.xlsx)", "(.ods)", "(.ppt)", "(.pptx)", "(.odp)"].contains(where: { what.hasSuffix($0) }) {
            return "put its text into a .docx and drop that in"
        }
        return switch what {
        case "an old Word document (.doc)", "a Rich Text document", "a file named .wps":
            "save it as .docx and drop it in again"
        case "an old Office document (.doc, .xls or encrypted)":
            "save it as .docx without a password and drop it in again"
        case "an Outlook message (.msg)": "save it as .eml and drop it in again"
        default:
            "known are text (.txt), Markdown (.md), HTML (.html), Word (.docx), OpenDocument text (.odt) and mail (.eml)"
        }
    }
}
