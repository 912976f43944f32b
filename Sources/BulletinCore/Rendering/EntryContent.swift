extension Entry {
    /// What a reader shows, with absolute addresses.
    public func contentHTML(in channel: Channel) -> String {
        contentHTML(in: channel, root: channel.url, namesFiles: true)
    }

    /// What a reader shows: the body, pictures that lie beside the bulletin without being shown in it, then the list
    /// of links under its label. The one source for feeds and pages.
    ///
    /// A title without address stays text. Well-formed as HTML and as XML.
    /// - Parameters:
    ///   - root: the way from the document to the root of the site, for attached files.
    ///   - namesFiles: whether it leads to files that the body does not name, as far as readers may not show them: an RSS
    ///     item has one enclosure, and few readers of feeds tell of documents.
    func contentHTML(in channel: Channel, root: String, namesFiles: Bool) -> String {
        let addresses = SiteAddresses(of: channel, bulletin: bulletinSlug, files: files, root: root)
        var content = addresses.completed(html: html)
        for file in unmentionedFiles where file.format.kind == .image {
            Self.beginLine(&content)
            let (address, words) = (HTMLText.escaped(addresses.address(of: file)), HTMLText.escaped(file.title))
            content += "<figure><img src=\"\(address)\" alt=\"\(words)\"/></figure>"
        }
        let loose = namesFiles ? unshownFiles : []
        if !loose.isEmpty {
            Self.beginLine(&content)
            let items = loose.map { file in
                let address = HTMLText.escaped(addresses.address(of: file))
                return "<li><a href=\"\(address)\">\(HTMLText.escaped(file.displayName))</a></li>\n"
            }
            content += "<ul>\n\(items.joined())</ul>"
        }
        if !contents.isEmpty {
            Self.beginLine(&content)
            content += "<ol>\n"
            for part in contents {
                let address = root + Channel.path(ofBulletin: bulletinSlug, anchor: part.anchor)
                content += "<li><a href=\"\(HTMLText.escaped(address))\">\(HTMLText.escaped(part.title))</a></li>\n"
            }
            content += "</ol>"
        }
        if !links.isEmpty {
            Self.beginLine(&content)
            content += linkList(addresses)
        }
        if let corrected {
            let words = FeedWording(language: channel.language)
            Self.beginLine(&content)
            content += "<p><em>\(HTMLText.escaped(words.correction(on: channel.zone.day(at: corrected))))</em></p>"
        }
        return content
    }

    private static func beginLine(_ content: inout String) {
        if let last = content.utf8.last, last != UInt8(ascii: "\n") { content += "\n" }
    }

    private func linkList(_ addresses: SiteAddresses) -> String {
        var content = ""
        if let label = linksLabel, !label.isEmpty { content += "<p><strong>\(HTMLText.escaped(label))</strong></p>\n" }
        content += "<ul>\n"
        for link in links {
            let title = HTMLText.escaped(link.title)
            if let url = link.url.map({ addresses.completed($0) }) {
                content += "<li><a href=\"\(HTMLText.escaped(url))\">\(title)</a></li>\n"
            } else {
                content += "<li>\(title)</li>\n"
            }
        }
        return content + "</ul>"
    }

    /// The files that the body and the links name, in their order: `LocalAddress.key(of:)` of each local address.
    public var mentionedKeys: [[UInt8]] {
        let addresses = LocalAddress.references(in: html).map(\.text)
        return (addresses + links.compactMap { $0.url.flatMap(LocalAddress.reference) }).compactMap(LocalAddress.key)
    }

    /// Files that neither the body nor a link names, so that only an enclosure or a list tells of them.
    var unmentionedFiles: [AttachedFile] {
        guard !files.isEmpty else { return [] }
        let mentioned = Set(mentionedKeys)
        return files.filter { !mentioned.contains($0.reference) }
    }

    /// Of them, documents, and what is to be heard or seen but for the one that every format attaches.
    private var unshownFiles: [AttachedFile] {
        let first = firstEnclosure
        return unmentionedFiles.filter {
            $0.format.kind == .document || $0.format.kind != .image && $0.path != first?.path
        }
    }

    /// What feeds attach, each file once.
    var enclosures: [AttachedFile] {
        var seen = Set<String>()
        return files.filter { seen.insert($0.path).inserted }
    }

    /// The one enclosure of formats that know a single one: what is to be heard or seen before what is to be read,
    /// pictures last. The first of its kind.
    var firstEnclosure: AttachedFile? {
        enclosures.min { Self.rank($0.format.kind) < Self.rank($1.format.kind) }
    }

    private static func rank(_ kind: MediaFormat.Kind) -> Int {
        switch kind {
        case .audio, .video: 0
        case .document: 1
        case .image: 2
        }
    }

    /// The language to write with the entry; `nil` when it is the channel's, or is no language tag (BCP 47): one wrong
    /// word in a bulletin must not keep a whole feed from being published.
    func language(in channel: Channel) -> String? {
        guard let language, language != channel.language, LanguageTag.fault(in: language) == nil else { return nil }
        return language
    }

    /// Names to write with the entry: its own, or the channel's when it has none.
    func creators(in channel: Channel) -> [String] {
        authors.isEmpty ? channel.authors.map(\.name) : authors
    }
}
