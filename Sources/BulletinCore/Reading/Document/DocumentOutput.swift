internal import Interop

/// Writes a document's pieces as the walk over an HTML tree that the sanitizer takes.
struct DocumentOutput {
    private var events: [HTMLEvent] = []
    private let heads: DocumentHeads
    private let lists: DocumentLists
    /// Lists that are open, each with an open entry.
    private var open: [(level: Int, list: Int, name: String, ordinal: Int)] = []
    /// Notes that wait for the end of their story.
    private var notes: [(number: Int, runs: [DocumentRun], paragraph: Int)] = []
    private var layout: Set<Int>
    /// Of the open tables, whether they are taken apart.
    private var tables: [Bool] = []

    static func events(of content: DocumentContent) -> [HTMLEvent] {
        var output = DocumentOutput(content)
        for (index, piece) in output.pieces.enumerated() { output.write(piece, index) }
        output.closeLists()
        output.writeNotes()
        return output.events
    }

    private let pieces: [DocumentPiece]

    private init(_ content: DocumentContent) {
        layout = ArrangingTables.find(in: content.pieces)
        pieces = ArrangingTables.takenApart(content.pieces, layout)
        heads = DocumentHeads(pieces, standardSize: content.standardSize)
        lists = DocumentLists(pieces, headings: heads.levels)
        events.reserveCapacity(pieces.count * 4)
    }

    private mutating func write(_ piece: DocumentPiece, _ index: Int) {
        if case .paragraph(let paragraph) = piece { return write(paragraph, index) }
        if case .note(let number, let runs, let paragraph) = piece {
            notes.append((number, runs, paragraph))
            return
        }
        closeLists()
        switch piece {
        case .openTable:
            tables.append(layout.contains(index))
            if tables.last == false { open("table") }
        case .closeTable: if tables.popLast() == false { close("table") }
        case .openRow: if tables.last == false { open("tr") }
        case .closeRow: if tables.last == false { close("tr") }
        case .openCell(let columns, let rows, let isHeader):
            guard tables.last == false else { return }
            cells.append(isHeader ? "th" : "td")
            var attributes: [HTMLAttribute] = []
            if columns > 1 { attributes.append(HTMLAttribute(name: "colspan", value: String(columns))) }
            if rows > 1 { attributes.append(HTMLAttribute(name: "rowspan", value: String(rows))) }
            open(cells[cells.count - 1], attributes)
        case .closeCell: if tables.last == false, let name = cells.popLast() { close(name) }
        case .paragraph, .note: break
        }
    }

    private var cells: [String] = []

    // MARK: Paragraphs

    private mutating func write(_ paragraph: DocumentParagraph, _ index: Int) {
        guard !paragraph.isBlank else { return }
        if lists.items.contains(index), let place = paragraph.list {
            openEntry(place, line: paragraph.number)
            write(paragraph.runs, without: [], adding: [])
            return
        }
        closeLists()
        var marker: [UInt8] = []
        if let place = paragraph.list, !place.marker.isEmpty {
            marker = Array(place.marker.utf8)
            // Full-width punctuation brings its own blank.
            if let last = marker[...].lastScalar, last < 0x3000 || !Text.isPunctuation(last) { marker.append(0x20) }
        }
        let level = heads.levels[index]
        if !notes.isEmpty, level != nil || Self.isHead(marker + paragraph.text) { writeNotes() }
        let name = level.map { "h\($0)" } ?? "p"
        open(name, line: paragraph.number)
        if !marker.isEmpty {
            let isBold = level == nil && (paragraph.isBold || heads.standingOut.contains(index))
            write([DocumentRun(text: marker, style: isBold ? .bold : [])], without: [], adding: [])
        }
        write(
            paragraph.runs, without: level == nil ? [] : [.bold, .underlined],
            adding: heads.standingOut.contains(index) ? .bold : [])
        close(name)
    }

    /// A story may begin here.
    private static func isHead(_ text: [UInt8]) -> Bool {
        Marker.read(text[...].trimmed).map { !$0.shape.isWeak } ?? false
    }

    private mutating func write(_ runs: [DocumentRun], without: RunStyle, adding: RunStyle) {
        var link: String?
        for run in DocumentRun.joined(runs) {
            if run.link != link {
                if link != nil { close("a") }
                if let address = run.link { open("a", [HTMLAttribute(name: "href", value: address)]) }
                link = run.link
            }
            if let image = run.image {
                open(
                    "img",
                    [HTMLAttribute(name: "src", value: image.reference), HTMLAttribute(name: "alt", value: image.alt)])
                close("img")
                continue
            }
            let style = run.style.union(adding).subtracting(without)
            if !style.isEmpty {
                for element in RunStyle.elements where style.contains(element.style) { open(element.name) }
            }
            write(run.text)
            if !style.isEmpty {
                for element in RunStyle.elements.reversed() where style.contains(element.style) { close(element.name) }
            }
        }
        if link != nil { close("a") }
    }

    private mutating func write(_ text: [UInt8]) {
        guard text.contains(0x0A) else {
            if !text.isEmpty { events.append(.text(text)) }
            return
        }
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                open("br")
                close("br")
            }
            if !line.isEmpty { events.append(.text(Array(line))) }
        }
    }

    private mutating func writeNotes() {
        for note in notes {
            open("p", line: note.paragraph)
            write(
                [DocumentRun(text: Array("[\(note.number)]".utf8), style: .raised), DocumentRun(text: [0x20])]
                    + note.runs,
                without: [], adding: [])
            close("p")
        }
        notes = []
    }

    // MARK: Lists

    private mutating func openEntry(_ place: ListPlace, line: Int) {
        let name = place.ordinal == nil ? "ul" : "ol"
        while let last = open.last, last.level > place.level { closeList() }
        if let last = open.last, last.level == place.level {
            let goesOn =
                last.name == name
                && (place.ordinal == nil
                    || last.list == place.list
                        && last.ordinal + 1 == place.ordinal)
            if goesOn {
                close("li")
                open("li", line: line)
                open[open.count - 1].ordinal = place.ordinal ?? 0
                return
            }
            closeList()
        }
        let start = place.ordinal ?? 1
        open(name, start > 1 ? [HTMLAttribute(name: "start", value: String(start))] : [], line: line)
        open("li", line: line)
        open.append((place.level, place.list, name, start))
    }

    private mutating func closeList() {
        guard let last = open.popLast() else { return }
        close("li")
        close(last.name)
    }

    private mutating func closeLists() { while !open.isEmpty { closeList() } }

    // MARK: Events

    private mutating func open(_ name: String, _ attributes: [HTMLAttribute] = [], line: Int = 0) {
        if line > 0 { self.line = line }
        events.append(.open(name: name, attributes: attributes, line: self.line))
    }

    private var line = 1

    private mutating func close(_ name: String) { events.append(.close(name: name)) }
}
