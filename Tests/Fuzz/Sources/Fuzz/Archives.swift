import Foundation

/// Sound archives around one part, stored without compression.
enum Archives {
    static func docx(document: [UInt8]) -> [UInt8] {
        zip([
            ("[Content_Types].xml", Array(types.utf8)), ("_rels/.rels", Array(relationships.utf8)),
            ("word/document.xml", document),
        ])
    }

    static func odt(content: [UInt8]) -> [UInt8] {
        zip([("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", content)])
    }

    private static let types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override \
        PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\
        document.main+xml"/></Types>
        """
    private static let relationships = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
        Target="word/document.xml"/></Relationships>
        """

    /// PKWARE APPNOTE 4.3: local headers with their bytes, then the central directory and its end.
    private static func zip(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        var central: [UInt8] = []
        for (name, bytes) in parts {
            let sizes = little(checksum(bytes), 4) + little(bytes.count, 4) + little(bytes.count, 4)
            let common =
                little(20, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(33, 2) + sizes
                + little(name.utf8.count, 2) + little(0, 2)
            central +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
                + little(0, 4) + little(archive.count, 4) + Array(name.utf8)
            archive += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
        }
        let end =
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(parts.count, 2) + little(parts.count, 2)
            + little(central.count, 4) + little(archive.count, 4) + little(0, 2)
        return archive + central + end
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// CRC-32 (ISO 3309), bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }
}
