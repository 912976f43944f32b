/// Reads word processors' documents: DOCX and ODT.
enum DocumentReader {
    static func read(_ source: Source, options: ReadingOptions) throws(BulletinError) -> Bulletin {
        throw .unknownFormat(name: source.path.description, what: "a word processor's document")
    }
}
