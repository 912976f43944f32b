private import Foundation
internal import Interop

/// Renders JSON Feed 1.1 (jsonfeed.org). Keys are sorted, and `/` is escaped, so a document may be put into a
/// `script` element as it is. Characters that XML forbids are replaced as in the other formats.
enum JSONFeed {
    static func render(_ feed: Feed) throws(XMLError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        do {
            return Array(try encoder.encode(Document(feed))) + [UInt8(ascii: "\n")]
        } catch {
            throw .writeFailed(call: "encode JSON")
        }
    }

    private struct Document: Encodable {
        var version = "https://jsonfeed.org/version/1.1"
        var title: String
        var homePageURL: String
        var feedURL: String
        var description: String?
        var language: String
        var authors: [Author]
        var items: [Item]

        init(_ feed: Feed) {
            let channel = feed.channel
            title = XMLCharacters.cleaned(channel.title)
            homePageURL = XMLCharacters.cleaned(channel.url)
            feedURL = XMLCharacters.cleaned(OutputFormat.json.address(of: feed))
            description = channel.subtitle.isEmpty ? nil : XMLCharacters.cleaned(channel.subtitle)
            language = XMLCharacters.cleaned(channel.language)
            authors = channel.authors.map { Author(name: $0.name, url: $0.uri) }
            items = feed.entries.map { Item($0, of: feed) }
        }
    }

    private struct Author: Encodable {
        var name: String
        var url: String?

        init(name: String, url: String? = nil) {
            self.name = XMLCharacters.cleaned(name)
            self.url = url.map(XMLCharacters.cleaned)
        }
    }

    private struct Item: Encodable {
        var id: String
        var url: String
        var title: String
        var summary: String
        var contentHTML: String
        var datePublished: String
        var dateModified: String
        /// `nil` when the feed's hold.
        var authors: [Author]?
        var tags: [String]?
        /// `nil` when the feed's holds.
        var language: String?
        /// `nil` when there is none.
        var attachments: [Attached]?

        init(_ entry: Entry, of feed: Feed) {
            id = XMLCharacters.cleaned(entry.id.uri)
            url = XMLCharacters.cleaned(feed.address(of: entry))
            title = XMLCharacters.cleaned(entry.title)
            summary = XMLCharacters.cleaned(entry.summary())
            contentHTML = XMLCharacters.cleaned(entry.contentHTML(in: feed.channel))
            datePublished = entry.published.rfc3339
            dateModified = entry.updated.rfc3339
            authors = entry.authors.isEmpty ? nil : entry.authors.map { Author(name: $0) }
            tags = entry.topics.isEmpty ? nil : entry.topics.map(XMLCharacters.cleaned)
            language = entry.language(in: feed.channel)
            let files = entry.enclosures
            attachments = files.isEmpty ? nil : files.map { Attached($0, in: feed.channel) }
        }
    }

    private struct Attached: Encodable {
        var url: String
        var mimeType: String
        var title: String?
        var sizeInBytes: Int

        init(_ file: AttachedFile, in channel: Channel) {
            url = XMLCharacters.cleaned(channel.url + file.path)
            mimeType = file.format.mediaType
            title = file.title.isEmpty ? nil : XMLCharacters.cleaned(file.title)
            sizeInBytes = file.length
        }
    }
}
