import Testing

@testable import BulletinCore

@Suite struct MarkerTests {
    @Test(arguments: [
        ("①甲", 1), ("⑳甲", 20), ("㉑甲", 21), ("㊿甲", 50), ("⑴甲", 1), ("㈩甲", 10), ("一、甲", 1), ("十、甲", 10), ("十一、甲", 11),
        ("二十、甲", 20), ("九十九、甲", 99), ("（一）甲", 1), ("(十二)甲", 12), ("1. 甲", 1), ("1.甲", 1), ("12、甲", 12), ("１２．甲", 12),
        ("3) 甲", 3), ("（4）甲", 4), ("Ⅲ　甲", 3), ("IV. 甲", 4), ("第一，甲", 1), ("❶甲", 1),
        ("3\u{FE0F}\u{20E3} 甲", 3), ("7\u{20E3}甲", 7), ("1\u{FE0F}\u{20E3}2\u{FE0F}\u{20E3}甲", 12), ("🔟 甲", 10),
    ])
    func counts(line: String, ordinal: Int) {
        let marker = Marker.read(Array(line.utf8)[...])
        #expect(marker?.ordinal == ordinal)
        #expect(marker?.rest.string == "甲")
    }

    @Test(arguments: [
        "1.2万", "20.4%", "10个工作日", "甲①", "一是", "十十、", "1234、甲", "--", "**a", "第一条", "2031年", "", "二〇三一、", "> a", ">>a",
        "09:20 【初赛】甲", "3\u{FE0F}甲",
    ])
    func readsNoMarker(line: String) { #expect(Marker.read(Array(line.utf8)[...]) == nil) }

    /// A year is no number of a story, but stories may be counted past a thousand.
    @Test(arguments: ["、", ". "]) func countsPastAThousand(close: String) throws {
        var text = "Digest of many\n\n"
        for number in 1...1003 {
            text += "\(number)\(close)水库\(number * 7)号开工\n会议指出，第\(number * 7)座水库今日开工建设。\n"
            if number == 1001 { text += "2031\(close)水库管理办法施行。\n" }
        }
        let sections = try read(text).sections
        #expect(sections.count == 1003)
        #expect(sections.last?.title == "水库7021号开工")
        #expect(sections[1000].text.contains("2031\(close)水库管理办法施行"))
    }

    @Test(arguments: [
        ("2031年3月20日", "2031-03-20"), ("二〇三一年三月十四日", "2031-03-14"), ("２０３２年４月２２日", "2032-04-22"),
        ("民國一百二十年十月十六日", "2031-10-16"), ("2032-02-20 17:35", "2032-02-20"), ("2020.02.04", "2020-02-04"),
        ("2032年4月11日—17日", "2032-04-17"), ("2031年3月3日至3月9日", "2031-03-09"), ("Thu, 05 Jun 2031", "2031-06-05"),
        ("May 12, 2031", "2031-05-12"), ("APR 14 2031", "2031-04-14"), ("3rd September 2031", "2031-09-03"),
        ("10. Januar 2031", "2031-01-10"), ("Sonntag, den 9. März 2031", "2031-03-09"), ("1er août 2031", "2031-08-01"),
        ("10 de enero de 2031", "2031-01-10"), ("10 gennaio 2031", "2031-01-10"), ("10 ЯНВАРЯ 2031 г.", "2031-01-10"),
        ("10 stycznia 2031", "2031-01-10"), ("ngày 10 tháng 1 năm 2031", "2031-01-10"), ("10.01.2031", "2031-01-10"),
        ("10. 1. 2031", "2031-01-10"), ("5.–11. Mai 2031", "2031-05-11"),
        ("vom 29. Dezember bis 4. Januar 2032", "2032-01-04"),
        ("du 5 au 11 mai 2031", "2031-05-11"), ("05.05.–11.05.2031", "2031-05-11"), ("2031년 1월 10일", "2031-01-10"),
        ("令和13年1月10日", "2031-01-10"),
    ])
    func readsDates(text: String, day: String) {
        #expect(DateReading.last(in: Array(text.utf8)[...]).map { "\($0.day)" } == day)
    }

    @Test(arguments: [
        "10. Januar 2031", "Sonntag, den 10. Januar 2031", "10.01.2031", "le 10 janvier 2031", "10 января 2031 г.",
        "2031년 1월 10일 (금)", "令和13年1月10日（金）",
    ])
    func isADayAlone(text: String) { #expect(DateReading.isDateOnly(Array(text.utf8)[...])) }

    @Test(arguments: [
        "3月20日", "2031年3月", "2031-13-01", "2031-02-30", "12031-01-01", "1.2.3", "2031年第12期", "99999999999-1-1",
        "10/01/2031", "1.10.2031.4", "10. Januar", "32.01.2031", "29 février 2031", "3.14.2031", "10 Stück 2031",
    ])
    func inventsNoDate(text: String) { #expect(DateReading.last(in: Array(text.utf8)[...]) == nil) }

    @Test(arguments: [
        "2031年第三期新任科级干部培训班的通知", "第二期读书分享活动", "第三期青年干部培训班简报", "Training course No. 3", "Pier No. 7",
        "6月1号", "8月号召大家参加",
    ])
    func countsNoIssues(text: String) { #expect(IssueNumber.find(in: Array(text.utf8)[...]) == nil) }

    @Test(arguments: [
        ("第12期（总第348期）", "第12期"), ("2030年第9期", "2030年第9期"), ("2028年10月第2期", "2028年10月第2期"),
        ("（2031）第19期", "（2031）第19期"),
        ("第十二期", "第十二期"), ("总第36期", "总第36期"), ("Notes #120", "#120"), ("Digest, Vol 12 #87", "Vol 12 #87"),
        ("第８期", "第８期"), ("2031年第10期税务工作动态", "2031年第10期"), ("Harbour Notes No. 3", "No. 3"),
        ("社内報 2032年6月号", "2032年6月号"), ("里辦公處訊息 六月號", "六月號"),
    ])
    func findsIssues(text: String, issue: String) { #expect(IssueNumber.find(in: Array(text.utf8)[...]) == issue) }

    /// One slip of the hand, a number twice or two that are swapped, does not tear a digest; more is doubted.
    @Test(arguments: [("一三二四五", 5), ("一二二四五", 5), ("一二四五六", 5), ("一四二三五", 1), ("一三二", 1)])
    func aSlipOfTheHandIsNoDoubt(numbers: String, count: Int) throws {
        let stories = numbers.enumerated().map { place, number in
            "\(number)、城南水厂第\(place + 1)座泵站通水\n城南水厂二期扩建工程正式通水，日供水能力由八万吨增加到十二万吨。\n"
        }
        let bulletin = try read("水务周报\n\n" + stories.joined(separator: "\n"))
        #expect(bulletin.sections.count == count)
        let isTold = bulletin.findings.contains { $0.message.hasPrefix("the stories are not counted on by one") }
        #expect(isTold == (count > 1))
    }
}
