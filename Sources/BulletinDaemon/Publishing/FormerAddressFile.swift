internal import Interop

/// The addresses that a site had before its own, kept in its folder: they outlive the catalogue with it.
///
/// Nothing that begins with a dot is served, and whoever else serves the folder may not read the file: an address may
/// never have been meant for everybody.
enum FormerAddressFile {
    static let name = Array(".former-addresses".utf8)
    /// Bytes.
    private static let limit = 65_536

    /// - Returns: none where there is no such file, or it may not be read.
    static func addresses(in folder: Folder) throws(SystemError) -> [String] {
        do throws(SystemError) {
            let bytes = try folder.open(name).read(limit: limit)
            return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
                .filter { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
        } catch {
            if error.isMissing || error.isForbiddenPath || error.isPermission { return [] }
            throw error
        }
    }

    /// - Parameter addresses: in their order; none leave the file as it is.
    static func keep(_ addresses: [String], in folder: Folder) throws(SystemError) {
        guard !addresses.isEmpty, try self.addresses(in: folder) != addresses else { return }
        let temporary = Array((Publisher.temporaryPrefix + TemporaryName.random()).utf8)
        try folder.create(
            temporary, Array(addresses.map { $0 + "\n" }.joined().utf8), modified: nil, isDurable: true, mode: 0o600)
        try folder.giveToOwner(temporary)
        try folder.rename(temporary, to: name)
        try folder.sync()
    }
}
