import Foundation
import TestSupport
import Testing

@testable import BulletinCore

/// All elements that our own feeds may hold, together: nothing is to be remarked.
@Suite struct OwnFeedTests {
    @Test(arguments: ["archive.atom", "lists.opml", "page.json", "podcast.rss"])
    func saysNothingOfWhatWePublish(file: String) throws {
        let bytes = try Data(contentsOf: Fixtures.folder.appending(path: "validator/\(file)"))
        #expect(Validator.validate(Array(bytes), base: nil) == [])
    }
}
