/// How a run of text looks.
struct RunStyle: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let bold = RunStyle(rawValue: 1)
    static let italic = RunStyle(rawValue: 2)
    static let underlined = RunStyle(rawValue: 4)
    static let struck = RunStyle(rawValue: 8)
    static let raised = RunStyle(rawValue: 16)
    static let lowered = RunStyle(rawValue: 32)

    /// The elements that show it, outermost first.
    static let elements: [(style: RunStyle, name: String)] = [
        (.bold, "b"), (.italic, "i"), (.underlined, "u"), (.struck, "s"), (.raised, "sup"), (.lowered, "sub"),
    ]
}

/// A stretch of a paragraph that looks alike, or an image in it.
struct DocumentRun: Sendable {
    /// UTF-8; a line feed is a line break. Empty for an image.
    var text: [UInt8] = []
    var image: DocumentImage?
    var style: RunStyle = []
    /// Absolute; `nil` outside a link.
    var link: String?
    /// The note that it is the mark of, counted through the document.
    var note: Int?
}

struct DocumentImage: Hashable, Sendable {
    /// Of an attachment.
    var reference: String
    /// For people; may be empty.
    var alt: String
}

/// A paragraph's place in a list, and its number as text.
struct ListPlace: Hashable, Sendable {
    /// Of all lists of the document that count together.
    var list: Int
    /// From 0.
    var level: Int
    /// As shown: `一、`, `1.`, `●`; empty when the level shows nothing.
    var marker: String
    /// `nil` for bullets.
    var ordinal: Int?
    /// `1.`, `2)`: HTML's own lists can show it.
    var isPlainNumber = false
}

struct DocumentParagraph: Sendable {
    enum Role: Hashable, Sendable {
        case body, title, subtitle
        /// From 1.
        case heading(Int)
    }

    /// 1-based, in the body; text boxes and notes bear that of the paragraph that they hang on.
    var number: Int
    var runs: [DocumentRun] = []
    var role = Role.body
    var list: ListPlace?
    var isCentred = false
    /// The least size of its letters, in half points; 0 when it has none.
    var size = 0
    /// All its letters are bold.
    var isBold = false
    /// Stands in a table.
    var isInTable = false

    /// Without the automatic number.
    var text: [UInt8] { runs.reduce(into: []) { $0 += $1.text } }

    var isBlank: Bool { !runs.contains { $0.image != nil || !$0.text[...].trimmed.isEmpty } }
}

/// A document's story in its order, without what is deleted or hidden.
enum DocumentPiece: Sendable {
    case paragraph(DocumentParagraph)
    case openTable, closeTable
    case openRow, closeRow
    case openCell(columns: Int, rows: Int, isHeader: Bool)
    case closeCell
    /// A footnote: its number and its text.
    case note(Int, [DocumentRun], paragraph: Int)
}

/// A document as any of the formats gives it.
struct DocumentContent: Sendable {
    var pieces: [DocumentPiece] = []
    var attachments: [Attachment] = []
    var findings: [Finding] = []
    /// Lines of the heads and feet of its pages that forbid to publish it; nothing else of those is read.
    var bans: [TextLine] = []
    /// Size of most text when nothing says otherwise, in half points.
    var standardSize = 20

    /// Words across its pages. They are not published; somebody wrote them to say what the document is.
    mutating func take(watermark words: Bytes) {
        let text = Title.clean(words)
        guard !text.isEmpty else { return }
        if Embargo.ban(in: words.trimmed) != nil { bans.append(TextLine(number: -1_000, raw: words.trimmed)) }
        let finding = Finding(
            .warning, "Watermark", "the pages bear the words “\(text)”, which are not published",
            advice: "see whether this version is the one to publish")
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// - Parameter margins: the heads and feet of its pages.
    mutating func takeBans(of margins: [DocumentPiece]) {
        for case .paragraph(let paragraph) in margins {
            for line in paragraph.text.split(separator: 0x0A) where Embargo.ban(in: line.trimmed) != nil {
                // Far from any line of the body.
                bans.append(TextLine(number: -1_000, raw: line))
            }
        }
    }
}
