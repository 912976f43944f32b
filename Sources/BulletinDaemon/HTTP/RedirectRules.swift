private import Foundation

/// What a web server in front is told so that a former address of the site leads to the present one.
public enum RedirectRules {
    /// A line for each server. The new folder is left out where it lies within the old one: what is there already would be
    /// sent on for ever.
    ///
    /// - Parameters:
    ///   - former: the address before.
    ///   - url: the address now; both end in `/`.
    /// - Returns: empty when no rule by path can tell the two apart.
    public static func lines(from former: String, to url: String) -> [String] {
        guard let old = Place(former), let new = Place(url) else { return [] }
        // Servers compare paths as they are without escapes.
        guard old.host == new.host, new.folder.hasPrefix(old.folder) else {
            return [
                "nginx:   rewrite \(quoted("^\(escaped(old.folder))(.*)$")) \(url)$1 permanent;",
                "Apache:  RedirectPermanent \(quoted(old.folder)) \(url)",
            ]
        }
        let inner = new.folder.dropFirst(old.folder.count)
        guard !inner.isEmpty else { return [] }
        let pattern = quoted("^\(escaped(old.folder))(?!\(escaped(String(inner))))(.*)$")
        return [
            "nginx:   rewrite \(pattern) \(url)$1 permanent;",
            "Apache:  RedirectMatch permanent \(pattern) \(url)$1",
        ]
    }

    private struct Place {
        /// With the port when it is an odd one: on the usual ones, one server often has both schemes.
        var host: String
        /// Begins and ends with `/`.
        var folder: String

        init?(_ address: String) {
            guard let parts = URLComponents(string: address), let name = parts.host?.lowercased() else { return nil }
            host = parts.port.map { [80, 443].contains($0) ? name : "\(name):\($0)" } ?? name
            folder = parts.path.hasSuffix("/") ? parts.path : parts.path + "/"
        }
    }

    /// Of a regular expression.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if "\\.+*?()[]{}|^$".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    /// What would end a word of a server's settings stands in quotation marks.
    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.contains { " ;{}'\"#".unicodeScalars.contains($0) }
            ? "\"\(text.replacing("\"", with: "\\\""))\"" : text
    }
}
