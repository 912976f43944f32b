import Foundation
import Testing

@testable import BulletinCore

@Suite struct RuleTests {
    @Test(arguments: RuleCase.all) func finds(_ c: RuleCase) {
        let (bytes, places) = c.unmarked
        let findings = Validator.validate(bytes, base: "https://example.org/f")
        #expect(findings.map(\.rule) == c.codes, "\(findings)")
        if !places.isEmpty { #expect(findings.map { [$0.line ?? 0, $0.column ?? 0] } == places) }
    }

    /// A rule cannot be right alone and unregistered, or registered and never tried.
    @Test func everyRuleIsListedAndHasCases() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/BulletinCore/Validation/Rules").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .map { String($0.prefix { $0 != "." }) }.sorted()
        #expect(Validator.rules.map { String(describing: $0) } == files)
        for rule in files {
            let cases = RuleCase.all.filter { $0.rule == rule }
            #expect(cases.contains { $0.codes.isEmpty }, "\(rule) has no passing case")
            #expect(cases.contains { !$0.codes.isEmpty }, "\(rule) has no failing case")
        }
    }

    @Test func findingsNameTheEntry() {
        let c = RuleCase.atom(
            "", "",
            entry: """
                <content>x</content></entry><entry><id>tag:example.org,2026:2</id><title>E</title>
                <updated>then</updated><content>x</content>
                """)
        let findings = Validator.validate(c.unmarked.bytes, base: nil)
        #expect(findings.map(\.rule) == ["InvalidRFC3339Date"])
        #expect(findings.first?.entry == 1)
    }

    @Test(arguments: [
        ("<feed>", "SAXError"), ("\u{FEFF}<feed/>", "MissingNamespace"), ("<feed xmlns='urn:x'/>", "InvalidNamespace"),
        ("<html/>", "UndefinedElement"), ("", "SAXError"), ("{", "InvalidJSON"), ("[]", "InvalidJSONFeed"),
        ("<rss version='2.0'>\u{0}</rss>", "SAXError"),
    ]) func refusesWhatIsNoFeed(text: String, code: String) {
        let findings = Validator.validate(Array(text.utf8), base: nil)
        #expect(findings.first?.rule == code, "\(findings)")
        #expect(findings.first?.severity == .error)
    }

    @Test func placesBytesThatAreNoText() {
        let findings = Validator.validate(Array("<rss>\n<a>é".utf8) + [0xFF], base: nil)
        #expect(findings.map(\.rule) == ["UnicodeError"])
        #expect(findings.first?.line == 2)
        #expect(findings.first?.column == 5)
    }
}
