import Interop
import Testing

@Suite struct DigestTests {
    /// The one-block example of FIPS 180-2, appendix B.1.
    @Test func abc() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(SHA256Digest.hex(of: Array("abc".utf8)) == expected)
    }
}
