internal import BulletinCore
internal import Interop

/// The files that an inbox would take, in any folder: what `parse` reads when a folder is named.
public enum FilesBelow {
    /// - Returns: paths from `folder` on, in the order of their bytes; links are not followed, and names that an inbox
    ///   ignores are left out. `nil` when it is no folder.
    /// - Parameter complain: told of folders that cannot be read.
    public static func files(below folder: String, complain: (String) -> Void) -> [String]? {
        let inbox: InboxFolder
        do throws(SystemError) { inbox = try InboxFolder(path: folder) } catch { return nil }
        var files: [SourcePath] = []
        do throws(SystemError) {
            try inbox.walk { visit in
                switch visit {
                case .file(let path, let status): if status.kind == .file { files.append(path) }
                case .blocked(let path, let reason), .unseen(let path, let reason):
                    complain("\(folder)/\(path): \(reason); its files are left out")
                case .folder, .receipt: break
                }
            }
        } catch {
            complain("\(folder): cannot be read (\(error)); let your user read it")
        }
        let lead = folder.hasSuffix("/") ? folder : folder + "/"
        return files.sorted().map { lead + String(decoding: $0.bytes, as: UTF8.self) }
    }
}
