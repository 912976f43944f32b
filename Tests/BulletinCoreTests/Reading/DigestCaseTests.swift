import BulletinCore
import Foundation
import Testing

/// Invented bulletins of every shape, each cut as its case says: see `Tests/Fixtures/digests/README.md`.
@Suite struct DigestCaseTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var headlines: [String] = []
        /// By story; what no story states is not asked for.
        var links: [[String]] = []
        var text = ""
    }

    static let folder = fixtures.deletingLastPathComponent().appending(path: "digests")

    static let cases: [Case] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
        return (names ?? []).filter { $0.hasSuffix(".cases") }.sorted().flatMap(cases(in:))
    }()

    private static func cases(in name: String) -> [Case] {
        guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else { return [] }
        var cases: [Case] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("%%%% ") {
                cases.append(Case(testDescription: "\(name.dropLast(6)): \(line.dropFirst(5))"))
            } else if let last = cases.indices.last {
                if line.hasPrefix("%%+ ") {
                    cases[last].links[cases[last].links.count - 1].append(String(line.dropFirst(4)))
                } else if line.hasPrefix("%% ") {
                    cases[last].headlines.append(String(line.dropFirst(3)))
                    cases[last].links.append([])
                } else {
                    cases[last].text += line + "\n"
                }
            }
        }
        return cases
    }

    @Test func areThere() { #expect(Self.cases.count >= 150) }

    @Test(arguments: cases) func isCutRight(c: Case) throws {
        let bulletin = try read(c.text)
        guard !c.headlines.isEmpty else {
            #expect(bulletin.kind == .single)
            #expect(bulletin.sections.count == 1)
            return
        }
        #expect(bulletin.sections.map(\.title) == c.headlines)
        guard c.links.contains(where: { !$0.isEmpty }) else { return }
        #expect(bulletin.sections.map { $0.links.map { $0.url ?? $0.title } } == c.links)
    }
}
