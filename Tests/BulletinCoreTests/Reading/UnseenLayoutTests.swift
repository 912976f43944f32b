import BulletinCore
import Testing

/// Layouts that offices, parishes and agencies use beside those of the fixtures; all words are invented.
@Suite struct UnseenLayoutTests {
    private func titles(_ text: String, as name: String = "a.txt") throws -> [String] {
        try read(text, as: name).sections.map(\.title)
    }

    // MARK: Sections over headlines without marks

    private static let sections = """
        退役军人事务工作信息
        第33期
        云泽市退役军人事务局　2030年9月2日

        一、工作动态

        全市专场招聘会举行

        　　8月28日，专场招聘会在市体育馆举行，118家企业提供岗位3460个。

        纪念设施修缮工程全部完工

        　　今年列入计划的23处设施修缮工程于8月底全部完工。

        二、典型经验

        凤台街道“老兵调解室”化解邻里纠纷

        　　调解室由7名退役军人组成，今年以来成功化解纠纷86起。
        """

    @Test func sectionsStandOverHeadlinesWithoutMarks() throws {
        let bulletin = try read(Self.sections)
        #expect(bulletin.sections.map(\.title) == ["全市专场招聘会举行", "纪念设施修缮工程全部完工", "凤台街道“老兵调解室”化解邻里纠纷"])
        #expect(bulletin.sections.map(\.category) == ["工作动态", "工作动态", "典型经验"])
        #expect(bulletin.sections[1].text == "今年列入计划的23处设施修缮工程于8月底全部完工。")
    }

    @Test func whoWroteItMayStandBetween() throws {
        let text = """
            宏川集团每周速览
            2030年6月10日

            ■ 集团要闻
            宏川与北岭港签订岸电协议
            文/战略部 陆青
            6月5日，集团与北岭港务局签署岸电合作协议，覆盖8个泊位。
            安全大检查发现隐患213项
            文/安环部 谭峰
            检查组分四路对17家单位开展检查，已整改198项。

            ■ 一线风采
            夜班焊工老丁的三十年
            文/装备公司 秦月
            老丁今年五十四岁，手里的焊枪换过二十多把。

            —— 投稿请发：内刊信箱 ——
            """
        let bulletin = try read(text)
        #expect(bulletin.sections.map(\.title) == ["宏川与北岭港签订岸电协议", "安全大检查发现隐患213项", "夜班焊工老丁的三十年"])
        #expect(bulletin.sections[0].text.contains("文/战略部 陆青"))
    }

    /// What stands under each is text, or parts that are called alike.
    @Test func sectionsOfOneStoryStay() throws {
        let text = """
            农村工作简报
            第12期　2030年11月6日

            一、整治责任
            　　市委常委会专题研究整治工作，成立由分管副市长任组长的专班。

            二、补齐短板
            　　全市新建无害化公厕214座，改造农户旱厕8300户。

            三、主要做法
            强化组织领导
            　　成立由分管副市长任组长的专班，每周调度。
            """
        #expect(try titles(text) == ["整治责任", "补齐短板", "主要做法"])
    }

    @Test func aContentsListNamesSectionsAndStories() throws {
        let text = """
            交通运输工作简报
            第27期　2029年7月9日

            目　录
            【部门动态】
            省公路局启动桥梁“体检”专项行动……………3
            省港航中心推行船舶“多证合一”……………4
            【基层信息】
            南屏市建成首条智慧隧道……………5

            【部门动态】
            省公路局启动桥梁“体检”专项行动
            　　日前，省公路局组织5个检测组，对1926座桥梁开展定期检查。
            省港航中心推行船舶“多证合一”
            　　7月1日起，船舶营运证等6类证书合并申领。
            【基层信息】
            南屏市建成首条智慧隧道
            　　隧道全长2180米，布设传感器960个。
            """
        let bulletin = try read(text)
        #expect(bulletin.sections.map(\.title) == ["省公路局启动桥梁“体检”专项行动", "省港航中心推行船舶“多证合一”", "南屏市建成首条智慧隧道"])
        #expect(bulletin.sections.map(\.category) == ["部门动态", "部门动态", "基层信息"])
        #expect(!bulletin.findings.contains { $0.rule == "ContentsCount" || $0.rule == "ContentsEntry" })
    }

    @Test func whatIsCountedWithinOneListedStoryIsItsOwn() throws {
        let text = """
            科技参考
            第1期　2032年1月6日

            要目
            1 全球海底电缆建设进入高峰
            2 多国立法限制深海采矿

            1 全球海底电缆建设进入高峰
            据报道，2031年全球新铺设海底电缆11.8万公里。
            （一）投资主体多元。互联网企业投资占比升至58%。
            （二）路由更加分散。新航线绕开传统“咽喉”。

            2 多国立法限制深海采矿
            截至2031年底，已有27个国家暂停商业采矿许可。
            """
        let bulletin = try read(text)
        #expect(bulletin.sections.map(\.title) == ["全球海底电缆建设进入高峰", "多国立法限制深海采矿"])
        #expect(bulletin.sections.map(\.marker) == ["1", "2"])
        #expect(bulletin.sections[0].text.contains("（二）路由更加分散。"))
    }

    // MARK: Rules between stories

    @Test(arguments: ["------------", "＊＊＊", "————————", "* * *", "~~~"]) func rulesPartStories(rule: String) throws {
        let text = """
            枫林社区公告栏（五月）

            \(rule)
            老年食堂试营业
            5月6日起，社区老年食堂试营业，60岁以上居民午餐10元。
            \(rule)
            充电棚启用
            新建充电棚3处、充电口96个，严禁“飞线”充电。
            咨询电话：6688
            \(rule)
            闲置物品交换日
            五月第三个周六上午9时，请自带物品到中心广场。
            \(rule)
            枫林社区居委会　2031年5月5日
            """
        let bulletin = try read(text)
        #expect(bulletin.sections.map(\.title) == ["老年食堂试营业", "充电棚启用", "闲置物品交换日"])
        #expect(bulletin.sections[1].text == "新建充电棚3处、充电口96个，严禁“飞线”充电。\n咨询电话：6688")
        #expect(bulletin.sections[2].text == "五月第三个周六上午9时，请自带物品到中心广场。")
    }

    @Test func rulesOfAnArticlePartNone() throws {
        let text = """
            The repair of a clock

            ---
            Background
            The clock has stood in the hall for ninety years and lost a minute a week.
            ---
            Method
            I took the movement out and cleaned every wheel of it with a brush.
            ---
            Results
            It now loses no more than two seconds in a month, which will do.
            ---
            """
        #expect(try titles(text).count == 1)
    }

    // MARK: Words that count

    @Test func aWordMayCountTheStories() throws {
        let text = """
            FIRE SERVICE OPERATIONAL BULLETIN 2031/11

            Item 1: New radio channel plan
            Channel 6 is withdrawn on 1 December. Use channel 8.

            Item 2: Recall of Type 4 lanyards
            Withdraw lanyards with batch number LX-07 at once.

            Item 3: Welcome
            Crew Manager Ruth Adeyemi joins Blue Watch at Fenton.
            """
        let bulletin = try read(text)
        #expect(bulletin.sections.map(\.title) == ["New radio channel plan", "Recall of Type 4 lanyards", "Welcome"])
        #expect(bulletin.sections[0].marker == "Item 1:")
        let steps = text.replacing("Item", with: "Step")
        #expect(try titles(steps) != bulletin.sections.map(\.title))
    }

    // MARK: Bullets of print

    @Test func bulletsMayStandOverTexts() throws {
        let text = """
            新聞公報摘要
            二零三一年六月十二日

            • 運輸署公布渡輪服務調整
            由七月一日起，離島渡輪線平日加開四班，票價維持不變。

            • 中心呼籲停用一批花生醬
            中心接獲通報，一批樣本超出標準。產品資料如下：
            產品名稱：金穗牌幼滑花生醬

            • 八月舉辦水上運動同樂日
            活動設獨木舟、直立板體驗，名額八百個。
            """
        #expect(try titles(text) == ["運輸署公布渡輪服務調整", "中心呼籲停用一批花生醬", "八月舉辦水上運動同樂日"])
    }

    @Test func wrappedBulletsAreAList() throws {
        let text = """
            Harbour Bulletin No. 4

            Please note the following changes to the moorings this spring:

            • The moorings on the north side are closed while the chains are renewed by
              contractors from the first of May
            • All visitors pay at the new office beside the slipway, which is open every
              Day of the week
            • Dogs are welcome on the pontoons as long as they are kept on a short lead by
              Their owners
            """
        #expect(try titles(text).count == 1)
    }

    // MARK: Short lines and paragraphs, with lists

    @Test func listsOfAStoryAreNoOtherLines() throws {
        let text = """
            THE JUNCTION
            Newsletter of the Railway Staffs' Union, Branch 19
            March 2031

            Pay talks: where we are

            The employer's second offer was rejected by the branch committee on 4 March.

            Rosters: know your rights

            You must have twelve hours between turns. If you are asked to work a short turnaround:

            - ask for the request in writing
            - note the name of the controller

            Retired members' lunch

            The spring lunch is at the Station Hotel on 27 March, half past twelve.

            Branch office: 12 Carr Lane
            """
        let bulletin = try read(text)
        #expect(
            bulletin.sections.map(\.title)
                == ["Pay talks: where we are", "Rosters: know your rights", "Retired members' lunch"])
        #expect(bulletin.sections[1].text.hasSuffix("- note the name of the controller"))
    }

    // MARK: Names and numbers in other languages

    @Test(arguments: [
        "LETTRE D'INFORMATION MUNICIPALE\nCommune de Saint-Avre, novembre 2030", "Amtsblatt Oberwiesbach\nNr. 14/2031",
        "BOLETÍN DE SALUD\n2031", "La Gazzetta\nn° 58", "La Feuille de Saint-Avre\nNuméro 12",
        "Riverside Update\nWeek of 6 January 2031",
        "市民だより\n2031", "NYHETSBREV\n2031", "Sjöstads förening\nnr 3/2031", "FIELD NOTES\nQuarter 2, 2031",
        "每周政务（6月第2周）\n2031",
    ]) func digestsAreNamedInManyTongues(head: String) throws {
        let text = """
            \(head)

            1) Rue des Tanneurs
            La rue sera fermée à la circulation du 12 au 23.

            2) Listes des voisins
            Les demandes sont reçues en mairie tous les jours.

            3) Place de la Halle
            Trente exposants, vin chaud et manège.
            """
        #expect(try titles(text) == ["Rue des Tanneurs", "Listes des voisins", "Place de la Halle"])
    }

    @Test(arguments: ["▎", "❖", "➤", "🔹", "◉"]) func moreGlyphsMarkStories(glyph: String) throws {
        let text = """
            南灣縣教師會會訊　第 88 期

            \(glyph)理事長的話
            　　各位夥伴好，這學期最大的挑戰，是課後照顧人力的缺口。

            \(glyph)會務報告
            　　十月份新增會員四十六人，目前會員總數二千一百零八人。
            """
        #expect(try titles(text) == ["理事長的話", "會務報告"])
    }

    @Test func capitalsMayStandOverFields() throws {
        let jobs = """
            City of Elmore Job Bulletin
            Open positions as of January 5, 2031

            WATER TREATMENT OPERATOR II
            Department: Utilities
            Salary: $52,400 - $61,900

            LIBRARY PAGE (PART TIME)
            Department: Library
            Salary: $16.20 per hour

            ASSISTANT CITY CLERK
            Department: Administration
            Salary: $44,000 - $50,500

            Apply online at jobs.elmore.example.
            """
        let names = ["WATER TREATMENT OPERATOR II", "LIBRARY PAGE (PART TIME)", "ASSISTANT CITY CLERK"]
        #expect(try titles(jobs) == names)
        #expect(try titles(jobs.replacing("Job Bulletin", with: "Open Posts")).count == 1)
    }

    // MARK: Notices

    @Test func aNumberedNoticeIsOneText() throws {
        let text = """
            PORT OF CALDERHAVEN
            NOTICE TO MARINERS No. 17 of 2030

            1. Mariners are advised that the light on the breakwater will be extinguished from 12 May.

            2. A temporary yellow buoy will mark the breakwater head until further notice.

            3. Vessels are to keep a distance of not less than 100 metres and proceed at slow speed.
            """
        #expect(try titles(text).count == 1)
        let alert = """
            PATIENT SAFETY ALERT

            ACTIONS REQUIRED
            Place the patient in the supine position before removal of the line.

            EXPLANATION OF THE ISSUE
            Fourteen incidents were reported in which air entered the circulation.

            ADDITIONAL INFORMATION
            Frequently asked questions are published on the Authority's website.
            """
        #expect(try titles(alert).count == 1)
    }

    // MARK: The foot of the last story

    @Test func theLastStoryKeepsItsSource() throws {
        let text = """
            网络舆情摘报
            2031年第88期　2031年8月17日

            1.限流话题升温
            本地论坛出现多条反映3号线限流的帖文，浏览量18.6万。
            来源：江畔社区

            2.公交卡无法充值
            市民通过热线集中反映，三日内受理工单57件。
            来源：热线

            责任编辑：宋扬
            """
        let bulletin = try read(text)
        #expect(bulletin.sections[1].text.hasSuffix("来源：热线"))
        #expect(!bulletin.sections[1].text.contains("宋扬"))
    }

    @Test func whoWasOnDutyIsImprint() throws {
        let text = """
            水文要闻
            第3期

            一、水情平稳
            江河水位变幅在警戒水位以下。

            二、水库蓄水偏多
            蓄水量较常年同期偏多一成。

            值班：廖川   审核：戴宁   2031年6月21日
            """
        let bulletin = try read(text)
        #expect(bulletin.sections[1].text == "蓄水量较常年同期偏多一成。")
        #expect(bulletin.date?.day.description == "2031-06-21")
    }

    // MARK: Frames

    @Test func theFrameOfASignatureIsNoTitle() throws {
        let text = """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256

            NORTHLAND WEEKLY DIGEST 9

            1. Flaw in gateways
            Install the update.

            2. Phishing wave
            Block the domains.
            -----BEGIN PGP SIGNATURE-----

            iQIzBAEBCAAd
            -----END PGP SIGNATURE-----
            """
        let bulletin = try read(text)
        #expect(bulletin.title == "NORTHLAND WEEKLY DIGEST 9")
        #expect(bulletin.sections.map(\.text) == ["Install the update.", "Block the domains."])
        #expect(bulletin.sections[0].line == 6)
    }

    @Test func aHeadingTellsTheSiteFromTheTitle() throws {
        let page =
            "<html><head><title>市图书馆延长开放时间_云泽在线</title></head><body><h2>市图书馆延长开放时间</h2><p>七月一日起延长。</p></body></html>"
        #expect(try read(page, as: "a.html").title == "市图书馆延长开放时间")
        let issue =
            "<html><head><title>Harbour News - Issue 5</title></head><body><h2>Harbour News</h2><p>All is well.</p></body></html>"
        #expect(try read(issue, as: "a.html").title == "Harbour News - Issue 5")
    }
}
