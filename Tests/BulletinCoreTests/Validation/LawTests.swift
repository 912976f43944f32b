import Foundation
import Testing

@testable import BulletinCore

/// The list of rules tells no less and no more than the rules do.
@Suite struct LawTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/BulletinCore/Validation").standardizedFileURL

    /// Literals that have the form of a code: words in upper camel case, two or more.
    private static func codes() throws -> [String: Int] {
        var codes: [String: Int] = [:]
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let pieces = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\"", omittingEmptySubsequences: false)
            for piece in pieces
            where piece == "Grammar" || piece.wholeMatch(of: /[A-Z]+[a-z0-9]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*/) != nil {
                codes[String(piece), default: 0] += 1
            }
        }
        return codes
    }

    @Test func everyCodeHasALawAndEveryLawACode() throws {
        let codes = try Self.codes()
        let laws = Dictionary(grouping: Validator.laws, by: \.code).mapValues(\.count)
        #expect(codes.keys.filter { laws[$0] == nil }.sorted() == [])
        #expect(laws.filter { (codes[$0.key] ?? 0) <= $0.value }.keys.sorted() == [], "reported nowhere")
    }

    @Test(arguments: RuleCase.all) func findingsAreOfTheList(_ c: RuleCase) {
        let bytes = c.unmarked.bytes
        let format: Law.Format =
            if c.feed.hasPrefix("{") {
                .json
            } else if c.feed.contains("<rss") || c.feed.contains("<rdf:RDF") {
                .rss
            } else if c.feed.contains("<opml") {
                .opml
            } else {
                .atom
            }
        for finding in Validator.validate(bytes, base: nil) {
            let laws = Validator.laws.filter {
                $0.code == finding.rule && $0.level == finding.severity && $0.formats.contains(format)
            }
            #expect(!laws.isEmpty, "\(format): \(finding)")
        }
    }

    @Test(arguments: Validator.laws) func isOneClause(_ law: Law) {
        for text in [law.demand, law.source] {
            #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains("\n"))
        }
        #expect(law.formats == Law.Format.allCases.filter(law.formats.contains))
        #expect(!law.formats.isEmpty)
    }

    @Test func nothingIsListedTwice() {
        #expect(Set(Validator.laws).count == Validator.laws.count)
        #expect(Validator.laws.map(\.code) == Validator.laws.map(\.code).sorted())
    }
}
