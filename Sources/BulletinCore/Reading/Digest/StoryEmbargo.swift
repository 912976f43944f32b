extension Bulletin {
    /// Holds a digest back for what its stories forbid in their headlines and first lines: they are published together.
    mutating func holdForStories() {
        guard kind == .digest else { return }
        // Front matter dates the whole, and a ban that does not name its day in full ends then.
        let isDated = date?.origin == .frontMatter
        var isOpen = isDated || findings.contains { $0.rule == Self.openEmbargoRule }
        for section in sections {
            let text = Array(section.text.utf8.prefix(600))[...]
            let first = text.prefix { $0 != 0x0A }
            let title = Array(section.title.utf8)[...]
            let topic = Embargo.topic(of: title)
            for line in [title, first] where line.count <= 480 && !Embargo.tells(line, endOf: topic) {
                switch Embargo.ban(in: line, .story) {
                case .until(let day):
                    let time = Embargo.time(of: day, in: line, at: section.line)
                    if isDated {
                        if notBefore.map(time.mayFollow) ?? true { notBefore = time }
                    } else if date.map(time.mayFollow) ?? true {
                        date = time
                    }
                case .open where !isOpen:
                    isOpen = true
                    findings.append(.openEmbargo(line: section.line))
                case .open, nil: break
                }
            }
        }
    }
}
