import BulletinCore
import Foundation
import Testing

/// Reads text as the file `name`.
func read(_ text: String, as name: String = "a.txt") throws -> Bulletin {
    try BulletinReader.read(Source(path: SourcePath(name), bytes: Array(text.utf8)))
}

/// `Tests/Fixtures/bulletins`.
let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/bulletins")

/// What a fixture must become: the file beside it.
struct Truth: Decodable, Sendable {
    struct Link: Decodable, Sendable {
        var title: String?
        var url: String?
    }

    struct Section: Decodable, Sendable {
        var headline: String
        var headlineAlternatives: [String]?
        var marker: String?
        var body: [String]
        var links: [Link]
        var linksLabel: String?
        var crossReference: String?
        var line: Int?
    }

    struct Alternative: Decodable, Sendable {
        var name: String
        var headlines: [String]
    }

    var file: String
    var title: String?
    var kind: String
    var expectedItems: Int
    var headlineMatch: String?
    var linksChecked: Bool?
    var sections: [Section]
    var altSegmentations: [Alternative]?
    var optionalHeadlines: [String]?

    static func named(_ name: String) throws -> Truth {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Truth.self, from: Data(contentsOf: fixtures.appending(path: "\(name).truth.json")))
    }

    func read() throws -> Bulletin {
        let bytes = Array(try Data(contentsOf: fixtures.appending(path: file)))
        return try BulletinReader.read(Source(path: SourcePath(file), bytes: bytes))
    }
}
