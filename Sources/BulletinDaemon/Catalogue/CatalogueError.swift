/// Why a catalogue cannot be used. One line each: what, where, why; what to do.
public enum CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The state folder was used before, and its database is gone or empty.
    case missing(path: String)
    /// There is a database without the marker file that belongs to it, or with that of another.
    case foreign(path: String, marker: String)
    /// Another program's database, or no database at all.
    case notCatalogue(path: String, reason: String)
    /// Written by a newer bulletind.
    case newer(path: String)
    /// Another process uses the state folder.
    case inUse(path: String)
    /// The state folder cannot be made or written.
    case unwritable(path: String, reason: String)

    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): the catalogue is missing or empty; restore it from a backup, "
                + "or take the ids back from the site with bulletind adopt"
        case .foreign(let path, let marker):
            "\(path): the catalogue does not belong to \(marker); restore both from the same backup, "
                + "or repeat the bulletind adopt that was cut off"
        case .notCatalogue(let path, let reason):
            "\(path): not a catalogue of bulletind (\(reason)); restore it from a backup, or name another state folder"
        case .newer(let path):
            "\(path): the catalogue was written by a newer bulletind; install that version"
        case .inUse(let path):
            "\(path): another bulletind uses this state folder; stop it, or name another state folder"
        case .unwritable(let path, let reason):
            "\(path): cannot be written (\(reason)); correct owner and mode of the state folder"
        }
    }
}
