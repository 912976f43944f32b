extension DocumentRun {
    /// Where the text refers to a note.
    static func mark(of note: Int, as number: Int) -> DocumentRun {
        DocumentRun(text: Array("[\(number)]".utf8), style: .raised, note: note)
    }

    /// Runs that look alike as one.
    static func joined(_ runs: [DocumentRun]) -> [DocumentRun] {
        guard runs.contains(where: { $0.note != nil }) else { return runs }
        var joined: [DocumentRun] = []
        for run in runs {
            if let last = joined.last, last.image == nil, run.image == nil, last.style == run.style,
                last.link == run.link
            {
                joined[joined.count - 1].text += run.text
            } else {
                joined.append(run)
            }
        }
        return joined
    }
}

extension DocumentContent {
    /// Counts the notes of each story by themselves: one that comes to a story is no correction of the next.
    /// - Parameter starts: the numbers of the paragraphs that begin stories, ascending.
    /// - Returns: whether one has another number now.
    mutating func countNotes(from starts: [Int]) -> Bool {
        guard pieces.contains(where: { if case .note = $0 { true } else { false } }) else { return false }
        var isOther = false
        var numbers: [Int: Int] = [:]
        var next = 0
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .paragraph(var paragraph):
                while next < starts.count, starts[next] <= paragraph.number {
                    numbers = [:]
                    next += 1
                }
                guard paragraph.runs.contains(where: { $0.note != nil }) else { continue }
                for (place, run) in paragraph.runs.enumerated() {
                    guard let note = run.note else { continue }
                    let number = numbers[note] ?? numbers.count + 1
                    numbers[note] = number
                    isOther = isOther || number != note
                    var mark = DocumentRun.mark(of: note, as: number)
                    mark.link = run.link
                    paragraph.runs[place] = mark
                }
                pieces[index] = .paragraph(paragraph)
            case .note(let note, let runs, let paragraph):
                pieces[index] = .note(numbers[note] ?? note, runs, paragraph: paragraph)
            default: break
            }
        }
        return isOther
    }
}
