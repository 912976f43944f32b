import BulletinCore
import Testing

/// The hour and the zone of what is kept back: never an instant too early.
@Suite struct StatedTimeTests {
    /// Hour and minute, and hours east of UTC.
    struct Time: Equatable, CustomStringConvertible {
        var day = 5
        var clock: String
        var zone: Double?

        init(_ clock: String, _ zone: Double? = nil, day: Int = 5) {
            (self.clock, self.zone, self.day) = (clock, zone, day)
        }

        init?(_ date: StatedDate?) {
            guard let date else { return nil }
            day = date.day.day
            clock = date.secondOfDay.map { "\($0 / 3600):\($0 / 60 % 60)" } ?? "-"
            zone = date.offset.map { Double($0) / 3600 }
        }

        var description: String { "\(day) \(clock) \(zone.map { "\($0)" } ?? "-")" }
    }

    private static let body = "\n\nHarbour figures for the year\n\nThe harbour office publishes its figures.\n"

    @Test(arguments: [
        ("EMBARGOED UNTIL 5 May 2031 3:30 PM", Time("15:30")), ("EMBARGOED UNTIL May 5, 2031 9:00 PM", Time("21:0")),
        ("Embargoed until 10:00 GMT 5 May 2031", Time("10:0", 0)),
        ("Embargoed until 5 May 2031 10:00 EST", Time("10:0", -5)),
        ("Embargoed until 5 May 2031, 10:00 GMT", Time("10:0", 0)),
        ("Embargoed until noon on 5 May 2031", Time("12:0")),
        ("Embargoed until 12 noon on 5 May 2031", Time("12:0")),
        ("Embargoed until 1800 hrs on 5 May 2031", Time("18:0")),
        ("EMBARGOED UNTIL 0001 5 MAY 2031", Time("0:1")), ("EMBARGOED UNTIL 00.01 HRS 5 MAY 2031", Time("0:1")),
        ("EMBARGOED UNTIL 6 p.m. on Monday, 5 May 2031", Time("18:0")),
        ("Embargoed until 10am EST, 5 May 2031", Time("10:0", -5)),
        ("Embargoed until 5 May 2031 10:00 UTC+8", Time("10:0", 8)),
        ("Embargoed until 5 May 2031 10:00 (GMT+8)", Time("10:0", 8)),
        ("Embargoed until 5 May 2031 10:00 UTC+08:00", Time("10:0", 8)),
        ("Embargoed until 10:00 on 5 May 2031 (GMT)", Time("10:0", 0)),
        ("Embargoed until 5 May 2031, 10:00 Beijing time", Time("10:0", 8)),
        ("Embargoed until 5 May 2031 10:00 CST", Time("10:0", -6)),
        ("Embargoed until 2031-05-05T10:00:00.000+08:00", Time("10:0", 8)),
        ("Embargoed until 5 May 2031 12:00 AM", Time("0:0")),
        ("Embargoed until midnight on 5 May 2031", Time("0:0", day: 6)),
        ("Embargoed until the evening of 5 May 2031", Time("0:0", day: 6)),
        ("Embargoed until 5 May 2031 at 10", Time("0:0", day: 6)),
        ("Embargoed until 5 May 2031, 25:00", Time("0:0", day: 6)),
        ("Embargoed until 6 o'clock on 5 May 2031", Time("18:0")), ("Embargoed until 5 May 2031", Time("-")),
        ("Sperrfrist: 5. Mai 2031, 12:00 Uhr MEZ", Time("12:0", 1)), ("Sperrfrist: 12:00 am 5. Mai 2031", Time("12:0")),
        ("解禁时间：2031年5月5日晚上8时", Time("20:0")), ("解禁时间：2031年5月5日下午三时", Time("15:0")),
        ("解禁时间：2031年5月5日下午 3时", Time("15:0")), ("解禁时间：2031年5月5日晚8点", Time("20:0")),
        ("请于2031年5月5日20时后发布", Time("20:0")), ("2031年5月5日傍晚6时前请勿发布", Time("18:0")),
        ("解禁时间：2031-05-05 下午3:00", Time("15:0")), ("解禁时间：2031年5月5日中午", Time("12:0")),
        ("解禁时间：2031年5月5日上午", Time("12:0")), ("解禁时间：2031年5月5日晚上", Time("0:0", day: 6)),
        ("解禁时间：2031年5月5日24时", Time("0:0", day: 6)), ("解禁时间：2031年5月5日零时", Time("0:0")),
        ("解禁时间：2031年5月5日十点半", Time("10:30")), ("解禁时间：北京时间2031年5月5日10时", Time("10:0", 8)),
        ("解禁时间：2031年5月5日（星期一）上午10时15分", Time("10:15")), ("엠바고: 2031년 5월 5일 오후 3시 30분", Time("15:30")),
        ("情報解禁：2031年5月5日午後3時", Time("15:0")), ("解禁时间：2031年5月5日下午三点一刻", Time("15:15")),
        ("解禁时间：2031年5月5日15点3刻", Time("15:45")), ("解禁时间：2031年5月5日10时整", Time("10:0")),
        ("解禁时间：2031年5月5日15时30", Time("15:30")), ("解禁时间：2031年5月5日10时 6月1日前有效", Time("10:0")),
        ("解禁时间：2031年5月5日中午1时", Time("13:0")), ("解禁时间：2031年5月5日中午12时30分", Time("12:30")),
        ("解禁时间：2031年5月5日傍晚7点钟", Time("19:0")), ("解禁时间：2031年5月5日深夜11时", Time("23:0")),
        ("解禁时间：2031年5月5日午夜", Time("0:0", day: 6)), ("解禁时间：2031年5月5日夜里2时", Time("0:0", day: 6)),
        ("Embargoed until 12 o'clock on 5 May 2031", Time("12:0")),
        ("Embargoed until 5 May 2031 at 10h30", Time("10:30")), ("Sperrfrist: 5. Mai 2031, 10 Uhr 30", Time("10:30")),
        ("Embargoed until 5 May 2031 24:00", Time("0:0", day: 6)),
    ])
    func anEmbargoHasItsTime(line: String, time: Time) throws {
        let date = try #require(try read(line + Self.body).date)
        #expect(Time(date) == time && date.isEmbargo && date.mayHold, "\(line)")
    }

    /// Where a zone is named and no season, its law has the hour; of an hour that comes twice, the later one counts.
    @Test(arguments: [
        ("10:00 ET, 9 January 2031", Time("10:0", -5, day: 9)), ("10:00 ET, 9 July 2031", Time("10:0", -4, day: 9)),
        ("10:00 PT, 9 July 2031", Time("10:0", -7, day: 9)), ("10:00 CT, 9 July 2031", Time("10:0", -5, day: 9)),
        ("2:30 am ET, 9 March 2031", Time("2:30", -5, day: 9)), ("3:00 am ET, 9 March 2031", Time("3:0", -4, day: 9)),
        ("23:00 ET, 8 March 2031", Time("23:0", -5, day: 8)), ("0:30 ET, 2 November 2031", Time("0:30", -4, day: 2)),
        ("1:30 am ET, 2 November 2031", Time("1:30", -5, day: 2)),
        ("10:00 ET, 1 November 2031", Time("10:0", -4, day: 1)),
        ("10:00 Eastern, 9 July 2031", Time("10:0", -4, day: 9)),
        ("10:00 Eastern Time, 9 July 2031", Time("10:0", -4, day: 9)),
        ("10:00 Eastern Standard Time, 9 July 2031", Time("10:0", -5, day: 9)),
        ("10:00 Eastern Daylight Time, 9 July 2031", Time("10:0", -4, day: 9)),
        ("10:00 New York time, 9 July 2031", Time("10:0", -4, day: 9)),
        ("10:00 EST/EDT, 9 July 2031", Time("10:0", -4, day: 9)), ("10:00 EST, 9 July 2031", Time("10:0", -5, day: 9)),
        ("10:00 London time, 9 January 2031", Time("10:0", 0, day: 9)),
        ("10:00 London time, 9 July 2031", Time("10:0", 1, day: 9)),
        ("10:00 UK time, 9 July 2031", Time("10:0", 1, day: 9)),
        ("10:00 London time, 30 March 2031", Time("10:0", 1, day: 30)),
        ("0:30 London time, 30 March 2031", Time("0:30", 0, day: 30)),
        ("0:30 London time, 26 October 2031", Time("0:30", 1, day: 26)),
        ("1:30 am London time, 26 October 2031", Time("1:30", 0, day: 26)),
        ("10:00 British Summer Time, 9 July 2031", Time("10:0", 1, day: 9)),
        ("10:00 CET/CEST, 9 July 2031", Time("10:0", 2, day: 9)),
        ("10:00 CEST/CET, 9 January 2031", Time("10:0", 1, day: 9)),
        ("10:00 EDT, 9 July 2031", Time("10:0", -4, day: 9)), ("10:00 EDT, 9 January 2031", Time("10:0", -5, day: 9)),
        ("10:00 BST, 9 July 2031", Time("10:0", 1, day: 9)), ("10:00 BST, 9 January 2031", Time("10:0", 0, day: 9)),
        ("10:00 (CET/CEST), 9 July 2031", Time("10:0", 2, day: 9)), ("10:00 CET, 9 July 2031", Time("10:0", 1, day: 9)),
        ("10:00 Central European Time, 9 July 2031", Time("10:0", 2, day: 9)),
        ("10:00 Central European Summer Time, 9 July 2031", Time("10:0", 2, day: 9)),
        ("10:00 Brussels time, 9 January 2031", Time("10:0", 1, day: 9)),
        ("10:00 GMT, 9 July 2031", Time("10:0", 0, day: 9)),
    ])
    func aZoneHasItsSummer(time: String, stated: Time) throws {
        #expect(Time(try read("Embargoed until \(time)" + Self.body).date) == stated, "\(time)")
    }

    @Test(arguments: [
        ("伦敦时间2031年7月9日10时", 1.0), ("2031年1月9日10时（伦敦时间）", 0), ("美东时间2031年7月9日10时", -4), ("北京时间2031年7月9日10时", 8),
    ])
    func aZoneInChineseHasItsSummer(time: String, hours: Double) throws {
        #expect(Time(try read("解禁时间：\(time)" + Self.body).date) == Time("10:0", hours, day: 9), "\(time)")
    }

    @Test(arguments: [
        ("发布时间：2031年5月5日10:00", Time("10:0")), ("发布时间：2031年5月5日10时", Time("10:0")),
        ("发布时间：2031年5月5日 10时30分", Time("10:30")), ("发布时间：2031年5月5日上午10:30", Time("10:30")),
        ("发布时间：2031年5月5日 下午3:30", Time("15:30")), ("发布时间：2031-05-05 下午3:30", Time("15:30")),
        ("发布时间：2031/5/5 15:30:00", Time("15:30")), ("Published: 5 May 2031, 10:00", Time("10:0")),
        ("Published: 5 May 2031 at 10:00", Time("10:0")), ("Published: 5 May 2031 10:00 PM", Time("22:0")),
        ("Published: May 5, 2031 at 10:00 pm", Time("22:0")), ("Published: 2031-05-05 10:00 PM", Time("22:0")),
        ("Published: 10:00, 5 May 2031", Time("10:0")), ("Published: 10:00 GMT, Monday, 5 May 2031", Time("10:0", 0)),
        ("Published: 2031-05-05T10:00:00.000Z", Time("10:0", 0)),
        ("Published: 2031-05-05T10:00:00.000+08:00", Time("10:0", 8)),
        ("Published: 2031-05-05 10:00 EST", Time("10:0", -5)), ("Published: 2031-05-05 10:00 +0800", Time("10:0", 8)),
        ("Published: 2031-05-05 10:00 (UTC+8)", Time("10:0", 8)),
        ("Published: 2031-05-05 10:00 GMT-5", Time("10:0", -5)),
        ("Published: 2031-05-05 10:00 CST", Time("10:0")), ("计划发布时间：2031年5月5日10:00", Time("10:0")),
        ("定时发布：2031年5月5日10:00", Time("10:0")), ("2031年5月5日10时发布", Time("10:0")),
    ])
    func aDayOfPublicationHasItsTime(line: String, time: Time) throws {
        let date = try #require(try read("Harbour figures\n\n\(line)\n\nThe office publishes its figures.\n").date)
        #expect(Time(date) == time && date.isNamed && date.mayHold && !date.isEmbargo, "\(line)")
    }

    @Test(arguments: [("-08:00", -8.0), ("Z", 0), ("+08:00", 8), (".000+08:00", 8)])
    func aPageHasItsZone(zone: String, hours: Double) throws {
        let page =
            "<html><head><meta property='article:published_time' content='2031-05-05T10:00:00\(zone)'>"
            + "<title>Channel closed</title></head><body><h1>Channel closed</h1><p>The north channel is closed.</p></body></html>"
        #expect(Time(try read(page, as: "a.html").date) == Time("10:0", hours))
    }

    /// Whatever day stands in its text.
    @Test(arguments: ["article:published_time", "published_time", "og:published_time", "publishdate"])
    func aPageMayNotBeOutBefore(name: String) throws {
        func page(_ name: String) throws -> Bulletin {
            try read(
                "<html><head><meta name='\(name)' content='2031-05-05T10:00:00Z'><title>Channel closed</title></head>"
                    + "<body><h1>Channel closed</h1><p>Published: 5 May 2030</p><p>The channel is closed.</p></body></html>",
                as: "a.html")
        }
        let bulletin = try page(name)
        #expect(Time(bulletin.notBefore) == Time("10:0", 0))
        #expect(bulletin.date.map { "\($0.day)" } == "2030-05-05")
        #expect(try page("dcterms.created").notBefore == nil)
    }

    /// A day in front matter lets nothing out that its text forbids to publish before another.
    @Test(arguments: ["EMBARGOED UNTIL 5 December 2031 10:00", "解禁时间：2031年12月5日10时", "请勿于2031年12月5日10时前发布"])
    func frontMatterEndsNoEmbargo(line: String) throws {
        for text in [
            "# Harbour figures\n\n\(line)\n\nThe office tells", "Harbour figures\n\nThe office tells\n\n\(line)\n",
        ] {
            let bulletin = try read("---\ndate: 2031-11-30\n---\n\(text)", as: "a.md")
            #expect(bulletin.date.map { "\($0.day) \($0.origin)" } == "2031-11-30 frontMatter")
            #expect(bulletin.notBefore.map { "\($0.day)" } == "2031-12-05")
            #expect(Time(bulletin.notBefore) == Time("10:0"))
        }
        #expect(
            try read("---\ndate: 2031-11-30\n---\n# Figures\n\n5 December 2031\n\nAll.", as: "a.md").notBefore == nil)
    }

    // MARK: Mail

    private static func mail(_ subject: String, _ body: String, sent: String = "Mon, 30 Nov 2026 00:10:00 +0000")
        -> String
    {
        "From: A <a@example.org>\nSubject: \(subject)\nDate: \(sent)\nMIME-Version: 1.0\n"
            + "Content-Type: text/plain; charset=utf-8\n\n\(body)\n\nThe office publishes its figures.\n"
    }

    @Test(arguments: [
        ("News", "EMBARGOED UNTIL 30 November 2026 18:00", "18:0"), ("News", "解禁时间：2026年11月30日18时", "18:0"),
        ("News", "发布时间：2026年11月30日18时", "18:0"), ("EMBARGOED UNTIL 30 November 2026 18:00: News", "For you.", "18:0"),
        ("News", "EMBARGOED UNTIL 30 November 2026", "-"), ("News", "EMBARGOED UNTIL 29 November 2026 18:00", "18:0"),
        ("News", "EMBARGOED UNTIL 28 November 2026 18:00", "0:10"),
        ("News", "EMBARGOED UNTIL 30 November 2026 00:05 GMT", "0:10"),
        ("News", "发布日期：2026年11月30日", "0:10"),
    ])
    func aLaterHourOfTheDayOfAMailCounts(subject: String, line: String, clock: String) throws {
        #expect(Time(try read(Self.mail(subject, line), as: "a.eml").date)?.clock == clock)
    }

    @Test(arguments: [
        ("News", "Please publish the attached release.\nEmbargoed until 5 May 2031 10:00"),
        ("Embargoed until 10:00 on 5 May 2031", ""), ("Embargoed until 10:00 on 5 May 2031", "5 May 2030"),
    ])
    func aNoteHasItsHour(subject: String, note: String) throws {
        for day in ["", "\n\n5 May 2031"] {
            let mail = try read(
                "From: A <a@example.org>\nSubject: \(subject)\nDate: Mon, 23 Nov 2026 08:00:00 +0000\nMIME-Version: 1.0\n"
                    + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n\(note)\n"
                    + "--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\n"
                    + "New museum opens\(day)\n\nThe museum opens its new wing this week, the office says.\n--x--\n",
                as: "a.eml")
            #expect(mail.title == "New museum opens")
            #expect(Time(mail.date) == Time("10:0"))
        }
    }
}
