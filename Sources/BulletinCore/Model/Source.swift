/// One dropped file: its name and its bytes, unjudged.
public struct Source: Hashable, Sendable {
    public let path: SourcePath
    public let bytes: [UInt8]
    /// Of the stories that readers know from it, in their order, where it was a digest when it was read before.
    public let headlines: [FormerHeadline]

    public init(path: SourcePath, bytes: [UInt8], headlines: [FormerHeadline] = []) {
        self.path = path
        self.bytes = bytes
        self.headlines = headlines
    }
}

/// A story's headline as it stood in a file before.
public struct FormerHeadline: Hashable, Sendable {
    /// What stood before it, `1.`; empty for nothing.
    public let marker: String
    public let title: String

    public init(marker: String, title: String) {
        self.marker = marker
        self.title = title
    }
}

/// A file's place in the inbox, as the bytes that the file system gave: `/`-separated, relative, not empty.
///
/// Bytes, because two names that differ on disk may be equal as `String` (NFC and NFD), and a name that is not
/// UTF-8 has no `String` that leads back to it.
public struct SourcePath: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }

    public init(_ path: String) { bytes = Array(path.utf8) }

    public static func < (one: SourcePath, other: SourcePath) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }

    /// For people: bytes that are not UTF-8 and control characters are shown as `\xNN`.
    public var description: String {
        if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            let valid: Int
            do throws(UTF8.ValidationError) {
                valid = try UTF8.validPrefixCount(of: rest)
            } catch {
                valid = error.byteOffsets.lowerBound
            }
            for scalar in String(decoding: rest.prefix(valid), as: UTF8.self).unicodeScalars {
                if scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format {
                    for byte in Array(String(scalar).utf8) { text += Self.escaped(byte) }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
            rest = rest.dropFirst(valid)
            if let byte = rest.first {
                text += Self.escaped(byte)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The last component.
    public var name: [UInt8] { Array(lastComponent) }

    private var lastComponent: ArraySlice<UInt8> {
        let slash = UInt8(ascii: "/")
        guard let last = bytes.lastIndex(where: { $0 != slash }) else { return [] }
        return bytes[(bytes[..<last].lastIndex(of: slash).map { $0 + 1 } ?? 0)...last]
    }

    /// The components before the last; empty in the inbox itself.
    public var folders: [[UInt8]] { bytes.split(separator: UInt8(ascii: "/")).dropLast().map(Array.init) }

    /// The name's extension in ASCII lower case, without the dot; empty when there is none.
    public var fileExtension: String {
        let name = lastComponent
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return "" }
        return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
    }

    /// The whole path without the extension of the last component.
    public var withoutExtension: [UInt8] {
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0, bytes[dot - 1] != UInt8(ascii: "/"),
            !bytes[dot...].contains(UInt8(ascii: "/"))
        else { return bytes }
        return Array(bytes[..<dot])
    }

    private static func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "\\x" + (digits.count == 1 ? "0" + digits : digits)
    }
}
