internal import Interop

/// Reads the main part of a Word document with what belongs to it.
enum WordDocument {
    static func read(_ part: String, in package: inout DocumentPackage) throws(BulletinError) -> DocumentContent {
        let relations = try Relations(of: part, in: &package)
        func steps(_ kind: String, _ package: inout DocumentPackage) throws(BulletinError) -> DocumentSteps<WordName>? {
            guard let part = relations.part(of: kind) else { return nil }
            return try package.steps(of: part, as: WordName.self)
        }
        guard let main = try package.steps(of: part, as: WordName.self) else {
            throw .damaged(name: package.name, reason: "its main part \(part) is missing")
        }
        let styles = WordStyles(try steps("styles", &package))
        let numbering = WordNumbering(try steps("numbering", &package), styles)
        var walk = WordWalk(styles, numbering)
        for kind in ["footnotes", "endnotes"] {
            guard let part = relations.part(of: kind), let steps = try package.steps(of: part, as: WordName.self)
            else { continue }
            let noteRelations = try Relations(of: part, in: &package)
            walk.readNotes(try notes(in: steps, walk, noteRelations, &package), kind: kind)
        }
        try walk.walk(main, 0..<main.count, relations, &package)
        var content = walk.finish()
        content.attachments = package.attachments
        for part in relations.parts(of: "header") + relations.parts(of: "footer") {
            guard let steps = try package.steps(of: part, as: WordName.self) else { continue }
            var margin = WordWalk(styles, numbering)
            margin.takesImages = false
            try margin.walk(steps, 0..<steps.count, try Relations(of: part, in: &package), &package)
            content.takeBans(of: margin.finish().pieces)
            for index in 0..<steps.count where steps[index].kind == .open && steps[index].name == .wordArt {
                if let words = steps.bytes(.string, steps[index]) { content.take(watermark: words) }
            }
        }
        content.standardSize = styles.standardSize
        return content
    }

    /// By identifier, each note's text in one line of runs.
    private static func notes(
        in steps: DocumentSteps<WordName>, _ walk: WordWalk, _ relations: Relations, _ package: inout DocumentPackage
    ) throws(BulletinError) -> [String: [DocumentRun]] {
        var notes: [String: [DocumentRun]] = [:]
        var start: (id: String, index: Int)?
        for index in 0..<steps.count {
            let step = steps[index]
            guard step.name == .footnote || step.name == .endnote else { continue }
            if step.kind == .open {
                // Those with a type are the lines that part notes from text.
                guard steps.value(.type, step) == nil, let id = steps.value(.attributeID, step) else { continue }
                start = (id, index + 1)
            } else if let (id, first) = start {
                var inner = walk
                try inner.walk(steps, first..<index, relations, &package)
                var runs: [DocumentRun] = []
                for case .paragraph(let paragraph) in inner.finish().pieces where !paragraph.isBlank {
                    if !runs.isEmpty { runs.append(DocumentRun(text: [0x20])) }
                    runs += paragraph.runs
                }
                notes[id] = runs
                start = nil
            }
        }
        return notes
    }
}
