/// A value of front matter, whatever its syntax.
enum FrontMatterValue: Sendable {
    /// Also a number, a truth value or a date, as written.
    case text(String)
    /// Texts of a list; of its maps, what they call `name`.
    case list([String])
    /// A map, with what it calls `name`.
    case map(name: String?)
    case none
}

/// A line of front matter: what stands at the top of its tree.
struct FrontMatterEntry: Sendable {
    var key: String
    var value: FrontMatterValue
    /// 1-based line of the file.
    var line: Int
}

/// Why front matter cannot be read.
struct FrontMatterFault: Error, Sendable {
    /// 1-based line of the file.
    var line: Int
    /// A clause without a full stop.
    var reason: String
}
