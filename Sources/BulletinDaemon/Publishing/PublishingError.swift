/// Why the site could not be published. One line: what, where, why; what to do.
public enum PublishingError: Error, Hashable, Sendable, CustomStringConvertible {
    case unwritable(path: String, reason: String)
    /// Before anything is published, files of others have names that the site has.
    case occupied(site: String, names: [String])
    /// Another folder is in the place of the one that was written into, and may not be.
    case confined(path: String, reason: String)
    /// - isOfStorage: The disk is at fault.
    case failed(path: String, reason: String, isOfStorage: Bool)
    /// The folder belongs to another user, or is closed to this one.
    case denied(path: String, reason: String)
    /// Something that is not of the site stands where a file or folder of it goes: a folder, a file, a link.
    case obstructed(path: String, reason: String)
    /// A rendered feed broke a rule: the last good one stays.
    case invalid(path: String, remarks: [String])

    /// The feeds are at fault, not the machine.
    var isGate: Bool {
        if case .invalid = self { true } else { false }
    }

    public var description: String {
        switch self {
        case .unwritable(let path, let reason):
            "\(path): the site cannot be written (\(reason)); correct owner, mode or space of the folder"
        case .occupied(let site, let names):
            "\(site): holds \(Self.list(names)), which bulletind did not make and would replace; move "
                + "\(names.count == 1 ? "it" : "them") away, or name another folder with --site"
        case .confined(let path, let reason):
            "\(path): the site folder was replaced, and the new one cannot be written (\(reason)); restart the service, which "
                + "may be confined to the folder that was there, or mend the disk"
        case .failed(let path, let reason, _):
            "\(path): cannot be published (\(reason)); it is tried again at the next scan"
        case .denied(let path, let reason):
            "\(path): cannot be published (\(reason)); correct owner and mode of its folder in the site, it is tried again "
                + "at the next scan"
        case .obstructed(let path, let reason):
            "\(path): cannot be published, as something else has this place in the site (\(reason)); move it out of the "
                + "site, it is tried again at the next scan"
        case .invalid(let path, let remarks):
            "\(path): not valid, the last good one stays: \(remarks.joined(separator: "; "))"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    }
}
