/// What feeds say of themselves, in the channel's language.
struct FeedWording {
    private let language: InterfaceLanguage
    private let tag: String

    /// - Parameter language: BCP 47.
    init(language: String) {
        tag = language
        self.language = InterfaceLanguage(tag: language)
    }

    /// `News`, `News: Economy (issues)`, `每周要闻：经济（各期）`.
    func title(of identity: FeedIdentity, in channel: Channel) -> String {
        var title = channel.title
        switch language {
        case .english:
            if let topic = identity.topic { title += ": \(topic.name)" }
            switch identity.series {
            case .stories: break
            case .issues: title += " (issues)"
            case .corrections: title += " (corrections)"
            }
        case .simplified, .traditional:
            if let topic = identity.topic { title += "：\(topic.name)" }
            switch identity.series {
            case .stories: break
            case .issues: title += "（各期）"
            case .corrections: title += "（更正）"
            }
        }
        return title
    }

    /// The title of an entry that was taken out.
    func withdrawn(_ title: String) -> String {
        switch language {
        case .english: "Withdrawn: \(title)"
        case .simplified, .traditional: "已撤回：\(title)"
        }
    }

    /// The title of what tells of a correction.
    func corrected(_ title: String) -> String {
        switch language {
        case .english: "Corrected: \(title)"
        case .simplified, .traditional: "更正：\(title)"
        }
    }

    /// Under a corrected story.
    /// - Parameter day: in the channel's zone.
    func correction(on day: CivilDate) -> String {
        let (before, after) = aroundCorrection
        return before + PageWording.of(language: tag).date(day) + after
    }

    private var aroundCorrection: (before: String, after: String) {
        switch language {
        case .english: ("Corrected on ", ".")
        case .simplified, .traditional: ("更正：", "。")
        }
    }

    private static let languages = ["en", "zh-Hans", "zh-Hant"]

    /// - Parameter text: blocks parted by line feeds.
    /// - Returns: what stands above the last block, if that may be what the channel puts under a corrected story, in any of
    ///   the languages; else `nil`.
    static func withoutCorrection(_ text: String) -> String? {
        let start = text.utf8.lastIndex(of: UInt8(ascii: "\n"))
        let last = start.map { text[text.utf8.index(after: $0)...] } ?? text[...]
        let isNote = languages.contains { language in
            let (before, after) = FeedWording(language: language).aroundCorrection
            guard last.hasPrefix(before), last.hasSuffix(after), last.utf8.count > before.utf8.count + after.utf8.count
            else { return false }
            let date = last.utf8.dropFirst(before.utf8.count).dropLast(after.utf8.count)
            return PageWording.of(language: language).isDate(String(decoding: date, as: UTF8.self))
        }
        return isNote ? start.map { String(text[..<$0]) } ?? "" : nil
    }

    /// Before what was changed, when nothing of it can be read: markup, addresses.
    var unreadableCorrection: String {
        switch language {
        case .english: "The words are the same; layout or addresses were corrected."
        case .simplified: "文字未变，更正了排版或网址。"
        case .traditional: "文字未變，更正了排版或網址。"
        }
    }

    /// Behind the first of what was changed, when that is more than people read.
    var furtherCorrections: String {
        switch language {
        case .english: "More was corrected; the story has it all."
        case .simplified: "还有其他更正，请看全文。"
        case .traditional: "還有其他更正，請看全文。"
        }
    }

    /// - Returns: the title of what was taken out, if that is what an entry says, in any of the languages.
    static func withdrawnTitle(_ title: String, text: String) -> String? {
        for language in languages {
            let words = FeedWording(language: language)
            let lead = words.withdrawn("")
            if text == words.withdrawal, title.hasPrefix(lead) { return String(title.dropFirst(lead.count)) }
        }
        return nil
    }

    /// What stands in its place, a sentence.
    var withdrawal: String {
        switch language {
        case .english: "This entry was withdrawn."
        case .simplified: "本条已撤回。"
        case .traditional: "本則已撤回。"
        }
    }
}

extension FeedIdentity {
    /// For people: the channel's, with what tells this feed from its others.
    func title(in channel: Channel) -> String {
        FeedWording(language: channel.language).title(of: self, in: channel)
    }
}

extension Feed {
    /// For people: the channel's, with what tells this feed from its others.
    public var title: String { identity.title(in: channel) }

    /// The document that readers subscribe to, in a format: absolute.
    func currentAddress(as format: OutputFormat) -> String { channel.url + identity.path(as: format) }

    /// The archive with what is next older, in a format: absolute.
    func previousAddress(as format: OutputFormat) -> String? {
        previousArchive.map { channel.url + identity.path(as: format, archive: $0) }
    }

    /// The page that shows the same to people: absolute.
    var pageAddress: String { channel.url + identity.pageAddress(archive: archive) }

    /// The way from the document to the root of the site.
    var root: String { FeedIdentity.root(of: path(as: .atom)) }

    /// All that the document shows: its entries, and in their places, when the channel wants it, those that were taken
    /// out.
    public var shown: [Entry] {
        guard channel.showsWithdrawn, !tombstones.isEmpty else { return entries }
        let words = FeedWording(language: channel.language)
        var shown = entries[...]
        var merged: [Entry] = []
        for tombstone in tombstones.sorted(by: { ($0.published, $0.id) > ($1.published, $1.id) }) {
            while let entry = shown.first, entry.published >= tombstone.published {
                merged.append(entry)
                shown.removeFirst()
            }
            merged.append(
                Entry(
                    id: tombstone.id, bulletinSlug: tombstone.bulletinSlug, bulletinTitle: tombstone.title, anchor: "",
                    title: words.withdrawn(tombstone.title), html: "<p>\(words.withdrawal)</p>",
                    text: words.withdrawal, published: tombstone.published,
                    updated: max(tombstone.when, tombstone.published), position: 0))
        }
        return merged + shown
    }
}
