internal import BulletinCore
internal import Interop

/// The notes beside refused files. A file of the same name that somebody else wrote is left alone.
struct Receipts: Sendable {
    /// The first line of every note begins with it, in any language.
    static let signature = "bulletind: "

    let inbox: InboxFolder
    /// Of the channel: decides the note's language.
    let language: String

    /// Puts a note beside `path`, unless the same is there.
    /// - Returns: whether there is one now; not on a read-only inbox.
    @discardableResult func write(_ reason: String, for path: SourcePath) throws(SystemError) -> Bool {
        let name = path.bytes + Array(IgnoredNames.receiptEnding.utf8)
        let text = Array(Self.text(reason, for: path, language: language).utf8)
        switch try note(name) {
        case .foreign: return false
        case .ours(let present) where present == text: return true
        case .ours, .none: break
        }
        var folder = path.bytes
        folder.removeLast(path.name.count)
        let temporary = folder + Array(".bulletind-\(TemporaryName.random())".utf8)
        do throws(SystemError) {
            try inbox.root.create(temporary, text, modified: nil, isDurable: false)
            try inbox.root.rename(temporary, to: name)
        } catch {
            if error.isReadOnly || error.isPermission || error.isMissing { return false }
            throw error
        }
        return true
    }

    /// Removes the note beside `path` if it is ours.
    func remove(for path: SourcePath) throws(SystemError) {
        try remove(path.bytes + Array(IgnoredNames.receiptEnding.utf8))
    }

    /// - Parameter name: of the note itself.
    func remove(_ name: [UInt8]) throws(SystemError) {
        guard case .ours = try note(name) else { return }
        do throws(SystemError) {
            try inbox.root.remove(name)
        } catch {
            if !error.isReadOnly && !error.isPermission { throw error }
        }
    }

    private enum Note {
        case none
        case ours([UInt8])
        case foreign
    }

    private func note(_ name: [UInt8]) throws(SystemError) -> Note {
        do throws(SystemError) {
            guard let status = try inbox.root.status(of: name) else { return .none }
            guard status.kind == .file, status.size < 100_000 else { return .foreign }
            let bytes = try inbox.root.open(name).read(limit: 100_000)
            return bytes.starts(with: Self.signature.utf8) ? .ours(bytes) : .foreign
        } catch {
            if error.isMissing { return .none }
            if error.isPermission || error.isForbiddenPath { return .foreign }
            throw error
        }
    }

    private static func text(_ reason: String, for path: SourcePath, language: String) -> String {
        let name = SourcePath(bytes: path.name).description
        return switch InterfaceLanguage(tag: language) {
        case .simplified:
            """
            \(signature)“\(name)”未能发布。
            原因：\(reason)
            改好文件后重新保存即可，本说明会自动消失。

            """
        case .traditional:
            """
            \(signature)「\(name)」未能發布。
            原因：\(reason)
            改好檔案後重新儲存即可，本說明會自動消失。

            """
        case .english:
            """
            \(signature)"\(name)" was not published.
            Why: \(reason)
            Correct the file and save it again; this note then goes by itself.

            """
        }
    }
}

/// A language that bulletind speaks to people, chosen by a language tag.
enum InterfaceLanguage: Sendable {
    case simplified, traditional, english

    init(tag: String) {
        let parts = tag.lowercased().split(separator: "-")
        guard parts.first == "zh" else {
            self = .english
            return
        }
        self = parts.contains { ["hant", "tw", "hk", "mo"].contains($0) } ? .traditional : .simplified
    }
}

/// Names of files that are renamed to their own when they are complete.
enum TemporaryName {
    /// Sixteen hexadecimal digits. Never derived from the name it stands for, which may be as long as a name can be.
    static func random() -> String { String(UInt64.random(in: (1 << 60)...UInt64.max), radix: 16) }
}
