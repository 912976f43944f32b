import Testing

@testable import BulletinCore

@Suite struct FeedDateTests {
    /// All are the same instant.
    @Test(arguments: [
        "2026-03-14T09:26:53Z", "2026-03-14T09:26:53.589Z", "2026-03-14t17:26:53+08:00", "2026-03-14T17:26:53+0800",
        "2026-03-14 09:26:53", "2026-03-14 09:26:53 UTC", "2026/03/14 09:26:53", "20260314T092653Z",
        "  2026-03-14T04:26:53-05:00\n", "Sat, 14 Mar 2026 09:26:53 +0000", "Sat, 14 Mar 2026 09:26:53 GMT",
        "14 Mar 2026 09:26:53 Z", "Sat,14 Mar 26 9:26:53 UT", "Saturday, 14 March 2026 04:26:53 EST",
        "Sat, 14 Mar 2026 17:26:53 +08:00", "Sat, 14 Mar 2026 17:26:53 GMT+0800", "Mon, 14 Mar 2026 09:26:53 GMT",
        "Saturday, 14-Mar-26 09:26:53 GMT", "Sat Mar 14 09:26:53 2026", "March 14, 2026 9:26:53 AM",
        "Sat, 14 Mar 2026 09:26:53 (now) +0000", "Sat, 14 Mar 2026 09:26:53", "Sat, 14 Mar 2026 09:26:53 XYZ",
        "Sat, 14 Mar 2026 10:26:53 CET", "14 Mar 2026 09:26:53 A",
    ]) func readsDatesAsFeedsWriteThem(text: String) {
        #expect(FeedDate.timestamp(text)?.rfc3339 == "2026-03-14T09:26:53Z")
    }

    @Test(arguments: [
        ("2026-03-14", "2026-03-14T00:00:00Z"), ("20260314", "2026-03-14T00:00:00Z"),
        ("14 Mar 2026", "2026-03-14T00:00:00Z"), ("2026-03-14T09:26Z", "2026-03-14T09:26:00Z"),
        ("Sat, 14 Mar 2026 09:26 GMT", "2026-03-14T09:26:00Z"), ("31 Dec 69 23:59:60 GMT", "2069-12-31T23:59:59Z"),
        ("1 Jan 70 12:00 PM", "1970-01-01T12:00:00Z"), ("1 Jan 1998 12:30 AM", "1998-01-01T00:30:00Z"),
        ("2026-03-14T24:00:00Z", "2026-03-15T00:00:00Z"),
    ]) func fillsInWhatIsLeftOut(text: String, date: String) {
        #expect(FeedDate.timestamp(text)?.rfc3339 == date)
    }

    @Test(arguments: [
        "", " ", "yesterday", "2026", "2026-13-01", "2026-02-30T00:00:00Z", "2026-03-14T25:00:00Z", "31 Feb 2026",
        "Sat, 14 Foo 2026 09:26:53 GMT", "14 Mar", "14 Mar 2026 99:00", "14 Mar 2026 09:26:53 +99:99", "1773480413",
        "0000-01-01", "14 Mar 2026 2027 2028", "2026-03-14T09:26:53Z and more", "P1D",
        "Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00Z", "0001-01-01", "1 Jan 126 12:00 GMT",
    ]) func guessesNothing(text: String) {
        #expect(FeedDate.timestamp(text) == nil)
    }
}
