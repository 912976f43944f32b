/// Why a page template cannot be used. Each case carries what its author needs to mend it.
///
/// `description` is one line: *which template, where, why; what to do*. Wording is tested.
public enum TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No page uses a template of this name.
    case unknown(name: String)
    /// The template is no Mustache. `line` is 1-based; `reason` is a clause without a full stop.
    case malformed(name: String, line: Int, reason: String)
    /// It takes in a template that does not exist. `line` is 1-based, of the tag.
    case missingPart(name: String, line: Int, part: String)
    /// It takes in itself, by way of `part`.
    case endless(name: String, part: String)

    public var description: String {
        switch self {
        case .unknown(let name):
            "\(name).mustache: no page uses this template; known are \(Self.known)"
        case .malformed(let name, let line, let reason):
            "\(name).mustache:\(line): \(reason); mend the template, or remove it to have the built-in one"
        case .missingPart(let name, let line, let part):
            "\(name).mustache:\(line): there is no template '\(part)' to take in; known are \(Self.known)"
        case .endless(let name, let part):
            "\(name).mustache: takes in itself by way of '\(part)'; remove one of the two tags"
        }
    }

    private static var known: String { PageRenderer.templateNames.joined(separator: ", ") }
}
