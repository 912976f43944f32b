/// Reads mail: RFC 5322 messages with MIME bodies.
enum MailReader {
    static func read(_ source: Source, options: ReadingOptions) throws(BulletinError) -> Bulletin {
        throw .unknownFormat(name: source.path.description, what: "a mail")
    }
}
