internal import Interop

/// The second layer: the RELAX NG grammars of this folder, each loaded once.
///
/// Grammars see what no rule thought of. A person reads rules more easily, so a part that a rule objects to already
/// is not reported again.
enum Grammar {
    static let laws: [Law] = [
        Law(
            "Grammar", .error, [.atom, .rss], "RFC 4287, appendix B; RSS 2.0",
            "the document follows the grammar of its format; told only where no rule objects already")
    ]

    static func check(_ document: consuming XMLDocument, format: FeedFormat, into report: inout Report) {
        let found: [(part: Int?, problem: XMLProblem)]
        switch format {
        case .atom: found = atom.problems(in: document, namespace: Namespace.atom, part: "entry", container: nil)
        case .rss: found = rss.problems(in: document, namespace: "", part: "item", container: "channel")
        case .opml: return
        }
        let explained = report.faulty
        for (part, problem) in found where !explained.contains(part) {
            report.entry = part
            report.add(.error, "Grammar", problem.message, at: problem.offset)
        }
        report.entry = nil
    }

    private static let atom = load(PackageResources.atom_rng)
    private static let rss = load(PackageResources.rss_rng)

    private static func load(_ bytes: [UInt8]) -> RelaxNG {
        do throws(XMLError) {
            return try RelaxNG(grammar: bytes)
        } catch {
            fatalError("a built-in grammar is broken: \(error)")
        }
    }
}
