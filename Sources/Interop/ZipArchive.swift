internal import CZip
internal import Glibc

/// Why an archive, or a part of it, is not read.
public enum ZipError: Error, Hashable, Sendable {
    /// Broken as a whole: cut off, bytes before or after it, headers that contradict the list of parts, parts that lie
    /// in each other. `reason` is a clause.
    case damaged(reason: String)
    case tooManyParts(limit: Int)
    /// A name that leads out of a folder, or that two parts bear. Shown with what is no plain ASCII escaped.
    case badName(String, reason: String)
    case encrypted(part: String)
    /// A part's bytes cannot be had; `reason` is libzip's.
    case damagedPart(String, reason: String)
    /// All parts that were read come out larger than `limit` bytes.
    case tooLarge(limit: Int)
    /// A part comes out more than `limit` times as large as it is in the archive.
    case tooDense(part: String, limit: Int)
}

/// A ZIP archive in memory, read through libzip. Nothing is ever written, neither to it nor to disk.
///
/// All that the archive says of itself is checked or not believed: sizes count as they really come out.
@safe public struct ZipArchive: ~Copyable {
    /// One file in the archive.
    public struct Part: Hashable, Sendable {
        /// As in the archive, relative, parted by `/`, without `.` and `..`.
        public let name: [UInt8]
        /// In bytes in the archive.
        public let packedSize: Int
        fileprivate let index: UInt64
    }

    /// In the order of the archive, without folders.
    public let parts: [Part]
    private let archive: OpaquePointer
    private let byName: [[UInt8]: Int]
    private let maxInflatedSize: Int
    private let maxInflation: Int
    /// Bytes that came out so far.
    private var inflated = 0

    /// A part may come out so large whatever its inflation: short texts that repeat themselves shrink well.
    private static let freeInflation = 1_000_000

    /// - Parameters:
    ///   - maxInflatedSize: of all reads together, in bytes.
    ///   - maxInflation: how many times larger a part beyond 1 MB may come out.
    public init(
        reading bytes: [UInt8], maxParts: Int, maxInflatedSize: Int, maxInflation: Int
    ) throws(ZipError) {
        // libzip takes nothing at all for an archive without parts.
        guard !bytes.isEmpty else { throw .damaged(reason: Self.reason(ZIP_ER_NOZIP)) }
        let archive = try unsafe Self.open(bytes)
        do throws(ZipError) {
            (parts, byName) = try unsafe Self.list(archive, size: bytes.count, maxParts: maxParts)
        } catch {
            unsafe zip_discard(archive)
            throw error
        }
        unsafe self.archive = archive
        self.maxInflatedSize = maxInflatedSize
        self.maxInflation = maxInflation
    }

    deinit { unsafe zip_discard(archive) }

    /// - Parameter name: compared without regard to ASCII case, as OPC asks (ISO/IEC 29500-2 §9.1.1).
    public func part(named name: [UInt8]) -> Part? { byName[Self.folded(name)].map { parts[$0] } }

    /// The whole part. Its checksum is right.
    public mutating func read(_ part: Part) throws(ZipError) -> [UInt8] {
        let name = Self.shown(part.name)
        guard let file = unsafe zip_fopen_index(archive, part.index, 0) else {
            throw .damagedPart(name, reason: unsafe String(cString: zip_strerror(archive)))
        }
        defer { unsafe zip_fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe buffer.baseAddress.map { unsafe zip_fread(file, $0, UInt64(buffer.count)) } ?? -1
            }
            guard count >= 0 else {
                throw .damagedPart(name, reason: unsafe String(cString: zip_file_strerror(file)))
            }
            if count == 0 { return bytes }
            inflated += Int(count)
            guard inflated <= maxInflatedSize else { throw .tooLarge(limit: maxInflatedSize) }
            bytes += chunk[..<Int(count)]
            if bytes.count > Self.freeInflation, bytes.count / max(part.packedSize, 1) >= maxInflation {
                throw .tooDense(part: name, limit: maxInflation)
            }
        }
    }

    // MARK: Opening

    private static func open(_ bytes: [UInt8]) throws(ZipError) -> OpaquePointer {
        var error = unsafe zip_error_t()
        unsafe zip_error_init(&error)
        defer { unsafe zip_error_fini(&error) }
        // The source owns a copy, so that the archive outlives the array.
        guard let copy = unsafe malloc(max(bytes.count, 1)) else { fatalError("libzip is out of memory") }
        unsafe bytes.withUnsafeBytes { buffer in
            if let start = buffer.baseAddress { unsafe copy.copyMemory(from: start, byteCount: buffer.count) }
        }
        guard let source = unsafe zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
            fatalError("libzip is out of memory")
        }
        if let archive = unsafe zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) {
            return unsafe archive
        }
        unsafe zip_source_free(source)
        throw .damaged(reason: reason(unsafe zip_error_code_zip(&error)))
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ZIP_ER_NOZIP: "its list of parts is missing, as when a copy was cut off"
        case ZIP_ER_INCONS: "its list of parts and the parts contradict each other"
        case ZIP_ER_EXISTS: "two parts bear one name"
        case ZIP_ER_MULTIDISK: "it is one of several volumes"
        default: "it cannot be opened as a ZIP archive"
        }
    }

    private static func list(
        _ archive: OpaquePointer, size: Int, maxParts: Int
    ) throws(ZipError) -> (parts: [Part], byName: [[UInt8]: Int]) {
        let count = unsafe Int(zip_get_num_entries(archive, 0))
        guard count <= maxParts else { throw .tooManyParts(limit: maxParts) }
        var parts: [Part] = []
        var byName: [[UInt8]: Int] = [:]
        // Parts that share bytes add up to more than the file: a part takes 30 bytes and its name in front, 46 and its
        // name in the list, and the list 22 at its end.
        var claimed = 22
        for index in 0..<UInt64(max(count, 0)) {
            var status = unsafe zip_stat_t()
            guard unsafe zip_stat_index(archive, index, zip_flags_t(ZIP_FL_ENC_RAW), &status) == 0,
                let text = unsafe status.name
            else { throw .damaged(reason: "its list of parts cannot be read") }
            let name = unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
            guard let packed = Int(exactly: unsafe status.comp_size), packed <= size else {
                throw .damaged(reason: "a part is said to be larger than the file")
            }
            claimed += packed + 76 + 2 * name.count
            guard claimed <= size else { throw .damaged(reason: "its parts lie in each other") }
            if let reason = objection(to: name) { throw .badName(shown(name), reason: reason) }
            guard unsafe status.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted(part: shown(name)) }
            guard byName.updateValue(parts.count, forKey: folded(name)) == nil else {
                throw .badName(shown(name), reason: "stands for two parts")
            }
            if name.last != UInt8(ascii: "/") { parts.append(Part(name: name, packedSize: packed, index: index)) }
        }
        return (parts, byName.filter { $0.value < parts.count && folded(parts[$0.value].name) == $0.key })
    }

    /// A clause; `nil` for a name that stays inside.
    private static func objection(to name: [UInt8]) -> String? {
        if name.isEmpty { return "is empty" }
        if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has control characters" }
        if name.contains(UInt8(ascii: "\\")) { return "has a backslash" }
        if name.first == UInt8(ascii: "/") || name.dropFirst().first == UInt8(ascii: ":") { return "is absolute" }
        let steps = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if steps.contains(where: { $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8) }) {
            return "leads out of its folder"
        }
        return nil
    }

    private static func folded(_ name: [UInt8]) -> [UInt8] {
        name.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }

    /// At most 200 bytes, what is no printable ASCII as `\xNN`.
    private static func shown(_ name: [UInt8]) -> String {
        name.prefix(200).map { byte in
            if (0x20..<0x7F).contains(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "\\x" + (digits.utf8.count == 1 ? "0" + digits : digits)
        }.joined()
    }
}
