import Foundation
import Testing

@testable import BulletinCore

/// Every fixture is cut as its truth says: the number of stories, their headlines, their links.
@Suite struct FixtureTests {
    /// Nothing to publish: rejected.
    static let rejected = ["neg-blank"]

    static let names = try? FileManager.default.contentsOfDirectory(atPath: fixtures.path()).filter {
        $0.hasSuffix(".truth.json")
    }
    .map { String($0.dropLast(".truth.json".count)) }.sorted()

    @Test func areThere() { #expect(Self.names?.count == 50) }

    @Test(arguments: names ?? []) func isCutRight(name: String) throws {
        let truth = try Truth.named(name)
        guard !Self.rejected.contains(name) else {
            #expect(throws: BulletinError.self) { try truth.read() }
            return
        }
        let bulletin = try truth.read()
        #expect(bulletin.sections.count == truth.expectedItems)
        #expect(bulletin.kind == (truth.expectedItems == 1 ? .single : .digest))
        guard truth.headlineMatch != "any" else { return }
        for (section, expected) in zip(bulletin.sections, truth.sections) {
            let title = key(section.title)
            let wanted = ([expected.headline] + (expected.headlineAlternatives ?? [])).map(key)
            if truth.headlineMatch == "prefix" {
                #expect(wanted.contains { $0.starts(with: title) || title.starts(with: $0) })
            } else {
                #expect(wanted.contains(title), "\(section.title)")
            }
            guard truth.linksChecked == true else { continue }
            let links = section.allLinks
            #expect(links.count == expected.links.count)
            for link in expected.links {
                #expect(links.contains { link.url == nil ? $0.title == link.title : $0.url == link.url }, "\(link)")
            }
        }
    }

    private func key(_ text: String) -> [UInt8] { Text.key(Array(text.utf8)[...]) }
}
