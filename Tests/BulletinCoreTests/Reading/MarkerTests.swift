import Testing

@testable import BulletinCore

@Suite struct MarkerTests {
    @Test(arguments: [
        ("①甲", 1), ("⑳甲", 20), ("㉑甲", 21), ("㊿甲", 50), ("⑴甲", 1), ("㈩甲", 10), ("一、甲", 1), ("十、甲", 10), ("十一、甲", 11),
        ("二十、甲", 20), ("九十九、甲", 99), ("（一）甲", 1), ("(十二)甲", 12), ("1. 甲", 1), ("1.甲", 1), ("12、甲", 12), ("１２．甲", 12),
        ("3) 甲", 3), ("（4）甲", 4), ("Ⅲ　甲", 3), ("IV. 甲", 4), ("第一，甲", 1), ("❶甲", 1),
    ])
    func counts(line: String, ordinal: Int) {
        let marker = Marker.read(Array(line.utf8)[...])
        #expect(marker?.ordinal == ordinal)
        #expect(marker?.rest.string == "甲")
    }

    @Test(arguments: ["1.2万", "20.4%", "10个工作日", "甲①", "一是", "十十、", "1234、甲", "--", "**a", "第一条", "2031年", "", "二〇三一、"])
    func readsNoMarker(line: String) { #expect(Marker.read(Array(line.utf8)[...]) == nil) }

    @Test(arguments: [
        ("2031年3月20日", "2031-03-20"), ("二〇三一年三月十四日", "2031-03-14"), ("２０３２年４月２２日", "2032-04-22"),
        ("民國一百二十年十月十六日", "2031-10-16"), ("2032-02-20 17:35", "2032-02-20"), ("2020.02.04", "2020-02-04"),
        ("2032年4月11日—17日", "2032-04-17"), ("2031年3月3日至3月9日", "2031-03-09"), ("Thu, 05 Jun 2031", "2031-06-05"),
        ("May 12, 2031", "2031-05-12"), ("APR 14 2031", "2031-04-14"), ("3rd September 2031", "2031-09-03"),
    ])
    func readsDates(text: String, day: String) {
        #expect(DateReading.last(in: Array(text.utf8)[...]).map { "\($0.day)" } == day)
    }

    @Test(arguments: [
        "3月20日", "2031年3月", "2031-13-01", "2031-02-30", "12031-01-01", "1.2.3", "2031年第12期", "99999999999-1-1",
    ])
    func inventsNoDate(text: String) { #expect(DateReading.last(in: Array(text.utf8)[...]) == nil) }

    @Test(arguments: [
        ("第12期（总第348期）", "第12期"), ("2030年第9期", "2030年第9期"), ("2028年10月第2期", "2028年10月第2期"),
        ("（2031）第19期", "（2031）第19期"),
        ("第十二期", "第十二期"), ("总第36期", "总第36期"), ("Notes #120", "#120"), ("Digest, Vol 12 #87", "Vol 12 #87"),
        ("第８期", "第８期"),
    ])
    func findsIssues(text: String, issue: String) { #expect(IssueNumber.find(in: Array(text.utf8)[...]) == issue) }
}
