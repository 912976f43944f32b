/// What a file may not have too much of.
public enum ReadingLimit: Hashable, Sendable, CaseIterable {
    case sections
    case elementDepth
    case frontMatter
    case documentParts
    case inflatedSize
    /// What follows is the same everywhere: no honest program writes more.
    case documentDepth
    case mailDepth
    case mailHeaderSize
    case mailHeaderFields

    /// The limit with its value: `10 sections`.
    func words(_ value: Int) -> String {
        switch self {
        case .sections: "\(value) sections"
        case .elementDepth, .documentDepth: "\(value) elements within each other"
        case .frontMatter: "\(value) bytes of front matter"
        case .documentParts: "\(value) parts"
        case .inflatedSize: "\(value) bytes when unpacked"
        case .mailDepth: "\(value) parts of a mail within each other"
        case .mailHeaderSize: "\(value) bytes of header in a mail"
        case .mailHeaderFields: "\(value) header fields in a mail"
        }
    }

    /// What to do, and the setting to raise, where there is one.
    var advice: String {
        switch self {
        case .sections: "split the file into several, or raise max-stories"
        case .elementDepth: "put fewer lists, tables or quotations within each other, or raise max-depth"
        case .frontMatter: "shorten the front matter, or raise max-front-matter"
        case .documentParts: "take out pictures or attachments, or split the file into several, or raise max-parts"
        case .inflatedSize: "make its pictures smaller, or split the file into several, or raise max-inflated-size"
        case .documentDepth: "put fewer lists, tables or text boxes within each other"
        case .mailDepth, .mailHeaderSize, .mailHeaderFields: "save what it says in a file and drop that in"
        }
    }
}
