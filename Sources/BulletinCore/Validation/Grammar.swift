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

    /// `nil` for a format without a grammar.
    static func check(of format: FeedFormat) -> GrammarCheck? {
        switch format {
        case .atom: GrammarCheck(atom, namespace: Namespace.atom)
        case .rss: GrammarCheck(rss, namespace: "")
        case .opml, .rdf: nil
        }
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
