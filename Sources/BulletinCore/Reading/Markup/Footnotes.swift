/// A note that the text refers to by `[^name]`.
struct Footnote: Sendable {
    var name: [UInt8]
    /// 1-based line of its definition.
    var line: Int
    /// Its text without the mark, line by line.
    var rows: [Bytes]
    /// 1-based lines of the text that refer to it.
    var uses: [Int] = []
    /// Notes that this one refers to.
    var mentions: [Int] = []
    /// 1-based line of the prepared text at which it is read.
    var textLine = 0
}

/// Where a text defines footnotes, as GitHub does: `[^name]: text`, then lines that go on with it.
struct FootnoteDefinitions: Sendable {
    /// In the order of their definitions; the first of one name counts.
    private(set) var notes: [Footnote] = []
    /// 1-based lines that belong to definitions.
    private(set) var lines: Set<Int> = []

    init() {}

    init(_ source: Bytes) {
        var reader = MarkdownLines()
        var names: Set<[UInt8]> = []
        var number = 0
        var isOpen = false
        var blanks = 0
        var start = source.startIndex
        while start < source.endIndex {
            let end = source[start...].firstIndex(of: 0x0A) ?? source.endIndex
            let row = source[start..<end]
            start = end + 1
            number += 1
            let found = reader.read(row)
            if found.kind == .text, found.indent < 4, found.depth == 0,
                let name = MarkdownPreparation.noteName(row[found.start...]), name.endIndex + 1 < row.endIndex,
                row[name.endIndex + 1] == 0x3A
            {
                isOpen = names.insert(Array(name)).inserted
                blanks = 0
                guard isOpen else { continue }
                lines.insert(number)
                notes.append(Footnote(name: Array(name), line: number, rows: [row[(name.endIndex + 2)...].trimmed]))
                continue
            }
            guard isOpen, let last = notes.indices.last else { continue }
            if found.kind == .blank {
                blanks += 1
            } else if found.indent >= 4 && found.kind != .html
                || blanks == 0 && found.kind == .text && found.depth == 0
                    && row[found.start] != 0x23
            {
                // Text behind a blank line is a paragraph of its own; the reader took it for code.
                if blanks > 0 { notes[last].rows.append(row.prefix(0)) }
                notes[last].rows.append(row.trimmed)
                lines.insert(number)
                blanks = 0
            } else {
                isOpen = false
            }
        }
    }
}

/// Puts notes behind the stories that refer to them.
struct FootnotePlacing {
    private let notes: [Footnote]
    private let blocks: [[Block]]

    /// Takes the blocks of the notes out of the document.
    init(_ preparation: MarkdownPreparation, from document: inout SanitizedDocument, offset: Int) {
        notes = preparation.notes
        var found = Array(repeating: [Block](), count: notes.count)
        if let first = preparation.notesLine.map({ $0 + offset }),
            let start = document.blocks.firstIndex(where: { $0.line >= first })
        {
            var note = 0
            for block in document.blocks[start...] {
                while note + 1 < notes.count, notes[note + 1].textLine + offset <= block.line { note += 1 }
                found[note].append(block)
            }
            document.blocks.removeSubrange(start...)
        }
        blocks = found
    }

    /// - Parameter offset: what a line of the prepared text lacks to be a line of the file.
    func place(in bulletin: inout Bulletin, offset: Int) {
        guard !notes.isEmpty, !bulletin.sections.isEmpty else { return }
        let starts = bulletin.sections.map(\.line)
        let isWhole = bulletin.kind == .single
        var placed: [[Int]] = Array(repeating: [], count: starts.count + 1)  // the intro first
        let mentioned = Set(notes.lazy.filter { !$0.uses.isEmpty }.flatMap(\.mentions))
        for (index, note) in notes.enumerated() where !note.uses.isEmpty || !mentioned.contains(index) {
            let lines = note.uses.isEmpty ? [note.line] : note.uses
            var last = -1
            for line in lines {
                let home = isWhole ? 1 : Self.home(of: line + offset, starts)
                if home != last { placed[home].append(index) }
                last = home
            }
        }
        for home in placed.indices {
            var order: [Int] = []
            var seen: Set<Int> = []
            var waiting = Array(placed[home].reversed())
            while let note = waiting.popLast() {
                guard seen.insert(note).inserted else { continue }
                order.append(note)
                waiting += notes[note].mentions.reversed()
            }
            let found = order.flatMap { blocks[$0] }
            guard !found.isEmpty else { continue }
            let html = Block.html(found)
            if home == 0 {
                bulletin.intro += bulletin.intro.isEmpty ? html : "\n" + html
            } else {
                let text = Block.text(found)
                let section = bulletin.sections[home - 1]
                bulletin.sections[home - 1].html += section.html.isEmpty ? html : "\n" + html
                bulletin.sections[home - 1].text += section.text.isEmpty ? text : "\n" + text
            }
        }
    }

    /// 0 before the first story, else one more than the index of the last story that begins at the line or before.
    private static func home(of line: Int, _ starts: [Int]) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
