import BulletinCore
import Testing

@Suite struct TimestampTests {
    @Test func formats() throws {
        let instant = Timestamp(seconds: 1_773_480_413)
        #expect(instant.rfc3339 == "2026-03-14T09:26:53Z")
        #expect(instant.rfc822 == "Sat, 14 Mar 2026 09:26:53 +0000")
        #expect(instant.httpDate == "Sat, 14 Mar 2026 09:26:53 GMT")
    }
}
