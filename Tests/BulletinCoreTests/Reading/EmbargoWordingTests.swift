import BulletinCore
import Testing

/// The words in which a text forbids to publish it, and those that only look like them.
@Suite struct EmbargoWordingTests {
    @Test(arguments: [
        "Please do not publish before 5 May 2031", "Please do not publish this before 10:00 on 5 May 2031",
        "Please hold until 5 May 2031", "Strictly not for publication before 5 May 2031",
        "Not for use before 5 May 2031",
        "Do not use before 5 May 2031", "Embargo 5 May 2031 10:00", "EMBARGO - 10:00 5 May 2031",
        "Embargoed: 5 May 2031 10:00", "EMBARGOED - 5 May 2031", "Embargoed 5 May 2031",
        "Embargo lifted 5 May 2031 10:00",
        "Embargo lifting: 5 May 2031, 10:00", "Embargo: not before 5 May 2031", "News embargo until 5 May 2031",
        "Strictly embargoed to 5 May 2031", "This release is under embargo until 5 May 2031",
        "This is not to be published before 5 May 2031", "Not to be published before 5 May 2031",
        "To be published on 5 May 2031", "For use after 5 May 2031", "For publication after 5 May 2031",
        "Release after 5 May 2031", "Publish on 5 May 2031", "Publish after 5 May 2031", "For release: 5 May 2031",
        "Confidential until 5 May 2031", "Hold for publication until 5 May 2031", "Hold for release until 5 May 2031",
        "Kept under wraps until 5 May 2031", "No publication before 5 May 2031",
        "May not be published before 5 May 2031",
        "Must not be published before 5 May 2031", "Under embargo till 5 May 2031", "Media embargo: 5 May 2031",
        "Embargo expires at 10:00 on 5 May 2031", "Embargo time 10:00, date 5 May 2031", "Press embargo 5 May 2031",
        "Sperrvermerk: 5. Mai 2031", "Sperrfrist 5. Mai 2031, 10 Uhr",
        "Bitte nicht vor dem 5. Mai 2031 veröffentlichen",
        "Frei ab 5. Mai 2031, 10 Uhr", "Veröffentlichung ab 5. Mai 2031", "Embargo : 5 mai 2031 à 10 h",
        "Embargo : mardi 5 mai 2031, 10 heures", "Sous embargo jusqu'au 5 mai 2031",
        "Ne pas publier avant le 5 mai 2031",
        "Ne pas diffuser avant le 5 mai 2031", "Embargado hasta el 5 de mayo de 2031",
        "No publicar antes del 5 de mayo de 2031", "Non pubblicare prima del 5 maggio 2031", "Embargo tot 5 mei 2031",
        "2031年5月5日前请保密", "2031年5月5日前保密", "不早于2031年5月5日发布", "发布时间不早于2031年5月5日",
        "请于2031年5月5日10时发布", "请在2031年5月5日发布", "2031年5月5日まで公開禁止", "定于2031年5月5日发布", "2031年5月5日统一发布",
    ])
    func holdsBack(line: String) throws {
        for text in [
            "\(line)\n\nHarbour figures told by the office\n\nThe harbour office publishes its figures.\n",
            "Harbour figures told by the office\n\(line)\n\nThe harbour office publishes its figures.\n",
        ] {
            let bulletin = try read(text)
            let date = try #require(bulletin.date, "\(text)")
            #expect("\(date.day)".hasPrefix("2031-05-0") && date.mayHold && date.isEmbargo, "\(text)")
            #expect(bulletin.title == "Harbour figures told by the office")
        }
    }

    @Test(arguments: [
        "Please do not publish before Monday", "Not for use before 10am on Monday",
        "May not be published before Monday",
        "News embargo until Monday", "Under embargo till Monday 10am EST", "Ne pas publier avant lundi",
        "收到通知后方可转发，请勿外传", "Embargo: 5/6/2031", "Embargoed until 5.6.31, 10:00", "解禁时间：5/8/2031", "解禁时间：5.8 10:00",
        "待通知后发布", "接通知后请发布",
    ])
    func mustNameItsDay(line: String) throws {
        let text = "\(line)\n\nHarbour figures told by the office\n\nThe harbour office publishes its figures.\n"
        #expect(try read(text).findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(line)")
    }

    @Test(arguments: [
        "关于领取防汛物资的通知\n\n请各单位收到通知后立即转发。\n\n防汛物资已经运抵县城仓库。\n", "停水通知\n\n本周六停水，请储水备用。\n\n接到通知后请转发\n",
        "明日零时解禁\n\n县疾控中心宣布，城东片区封控管理明日零时解除，居民可以正常出行。\n", "请收到通知后立即发布\n\n县防汛办公室公布了有关事项。\n",
        "Do not release lanterns before Sunday\n\nThe fire brigade asks all to wait for rain.\n",
        "Not to be missed before Christmas: concerts until Sunday\n\nThe choir sings each night in the old church.\n",
        "Pier 3\n\nNot to be used until Monday\n\nThe planks of pier 3 are rotten.\n",
        "Do not broadcast seed before May\n\nThe garden club warns of late frost.\n",
        "Hold until Friday\n\nThe council asks residents to keep garden waste at home. Lorries come again on Friday.\n",
        "Do not use lifts before Monday\n\nThe lifts of the pier are mended this week.\n",
        "Embargo 2031\n\nThe ministers met today, and the matter was settled.\n",
        "May is for gardens\n\nThe garden club says so, and the matter was settled.\n",
        "Confidential help until Friday\n\nThe council offers help to all who ask.\n",
        "Embargo et sanctions\n\nThe ministers met today, and the matter was settled.\n",
    ])
    func isNoOpenBan(text: String) throws {
        #expect(!(try read(text).findings.contains { $0.rule == Bulletin.openEmbargoRule }))
    }

    @Test(arguments: [
        "Harbour film set for release on 12 June 2031\n\nThe harbour office shows a film of its work.\n",
        "Version 4 of the tide tables\n\nIt is scheduled for release on 12 June 2031.\n\nThe tables are made anew.\n",
        "南海伏季休渔解禁公告\n\n解禁时间：2031年8月16日12时\n解禁海域：北纬12度以北\n\n各渔船船长请提前做好出海准备，检查船舶设备。\n",
        "Do not use lifts before 5 May 2031\n\nThe lifts of the pier are mended.\n",
        "Report will not be published until 5 May 2031\n\nThe council said so on Monday.\n",
        "软件说明\n\n计划更新日期：2031年6月1日\n\n本软件由县图书馆维护，读者可以免费使用。\n",
        "Do not release lanterns before 5 May 2031\n\nThe fire brigade asks all to wait for rain.\n",
        "Pier closed\n\nRelease on 5 May 2031 of the new pier plan\n\nThe planks of pier 3 are rotten.\n",
    ])
    func holdsNothingBack(text: String) throws {
        #expect(try read(text).date?.mayHold != true)
    }

    /// A paper about such bans may be under embargo itself.
    @Test(arguments: ["媒体解禁时间：2031年8月10日10时", "Embargoed until 10 August 2031", "请勿于2031年8月10日前发布"])
    func aPaperAboutABanMayBeHeldBack(line: String) throws {
        let text = "南海伏季休渔解禁公告\n\n\(line)\n\n各渔船船长请提前做好出海准备，检查船舶设备，确保航行安全。\n"
        #expect(try read(text).date?.isEmbargo == true)
    }
}
