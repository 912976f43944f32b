import Interop
import Testing

@Suite struct CharsetTests {
    @Test func readsFourByteCharacters() throws {
        #expect(try Charset.gb18030.decoded([0xD2, 0xAA, 0xCE, 0xC5]) == Array("要闻".utf8))
        #expect(try Charset.gb18030.decoded([0x95, 0x32, 0x82, 0x36]) == Array("\u{20000}".utf8))
    }

    @Test func readsTheOthers() throws {
        #expect(try Charset.big5.decoded([0xB3, 0x5C, 0xA5, 0x5C, 0xBB, 0x5C]) == Array("許功蓋".utf8))
        #expect(try Charset.utf16LittleEndian.decoded([0x2D, 0x4E, 0x0A, 0x00]) == Array("中\n".utf8))
        #expect(try Charset.utf16BigEndian.decoded([0x4E, 0x2D]) == Array("中".utf8))
        #expect(try Charset.windows1252.decoded([0x93, 0x61, 0x94]) == Array("“a”".utf8))
    }

    @Test func saysWhereBytesAreWrong() {
        #expect(throws: Charset.Fault.malformed(offset: 1)) { try Charset.gb18030.decoded([0x61, 0xFF, 0x61]) }
        #expect(throws: Charset.Fault.cutOff(offset: 2)) { try Charset.gb18030.decoded([0xD2, 0xAA, 0xCE]) }
        #expect(throws: Charset.Fault.malformed(offset: 0)) {
            try Charset.utf16LittleEndian.decoded([0x00, 0xD8, 0x61, 0x00])
        }
    }

    @Test(arguments: Charset.allCases) func nothingIsNothing(charset: Charset) throws {
        #expect(try charset.decoded([]).isEmpty)
    }
}
