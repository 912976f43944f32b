import BulletinCore
import Testing

/// Words that look like a title's second column, an imprint, a rule's other side, and are a reader's.
@Suite struct KeptWordTests {
    // MARK: Titles

    @Test(arguments: [
        ("停水通知   （城东片区）", "停水通知 （城东片区）"),
        ("ROAD CLOSED   Station Road from Monday", "ROAD CLOSED Station Road from Monday"),
        ("Harbour notice     No. 12", "Harbour notice"), ("Harbour notice     5 June 2031", "Harbour notice"),
        ("Harbour notice     Thursday, 5 June 2031     Vol. 3 No. 5", "Harbour notice"),
        ("停水停电通知      2031年6月5日", "停水停电通知"),
    ])
    func onlyIssueAndDateAreColumns(line: String, title: String) throws {
        #expect(try read("\(line)\n\n因管道检修，本周六城东停水，请居民提前储水备用。\n").title == title)
    }

    @Test(arguments: [
        ("Ferry – new timetable from Monday", "", "Ferry – new timetable from Monday"),
        ("停水通知_城东片区", "", "停水通知_城东片区"),
        ("停水通知_云泽在线网", "", "停水通知"), ("停水通知 - 公告 - 云泽市人民政府", "", "停水通知 - 公告"),
        ("Ferry times - harbour.example", "", "Ferry times"),
        ("Ferry times | Harbour News", "<meta property=og:site_name content='Harbour News'>", "Ferry times"),
        ("Ferry times | Harbour News", "<meta property=og:title content='Ferry times'>", "Ferry times"),
    ])
    func ofAPageTitleOnlyTheSitesNameGoes(stated: String, head: String, title: String) throws {
        let page =
            "<html><head><title>\(stated)</title>\(head)</head><body><p>The ferry runs every half hour.</p><p>Tickets are sold on board.</p></body></html>"
        #expect(try read(page, as: "a.html").title == title)
    }

    @Test func theFooterNamesTheSite() throws {
        let page =
            "<html><head><title>停水通知_城东之声</title></head><body><p>因管道检修，本周六城东停水。</p><p>给您带来不便敬请谅解。</p><div class=footer>版权所有 城东之声</div></body></html>"
        #expect(try read(page, as: "a.html").title == "停水通知")
    }
}
