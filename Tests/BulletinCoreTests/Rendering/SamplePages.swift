import BulletinCore
import TestSupport

/// Bulletins as the catalogue would hand them to the pages.
enum SamplePages {
    static let channel = Channel(
        title: "澜州水务快讯", subtitle: "每周一期，汇集全州水务与气象要闻", url: "https://news.example.org/water/",
        language: "zh-Hans", authors: [Person(name: "澜州水务厅办公室")], rights: "© 澜州水务厅",
        id: "tag:news.example.org,2021-04-01:feed", zone: Zone(identifier: "Asia/Shanghai")!)

    static let englishChannel = Channel(
        title: "Harbour Notes", subtitle: "What the pilots' office wants you to know",
        url: "https://harbour.example.org/", language: "en-GB", authors: [Person(name: "Pilots' Office")],
        id: "tag:harbour.example.org,2021-04-01:feed", zone: Zone(identifier: "Europe/London")!)

    /// 2021-04-02T09:30:00+08:00.
    static let published = Timestamp(seconds: 1_617_327_000)

    /// Ten stories in Chinese; the third was corrected on the day after.
    static let digest = BulletinPage(
        slug: "weekly-2021-13", title: "澜州水务一周要闻", kind: .digest, issue: "第13期",
        authors: ["澜州水务厅办公室", "州气象台"], published: published, updated: published.advanced(by: 86_400),
        intro: "<p>这一周澜州水务和气象领域有哪些新举措、新进展？“澜州水务一周要闻”带您快速浏览。</p>",
        entries: stories.enumerated().map { position, story in
            Entry(
                id: EntryID(uri: "tag:news.example.org,2021-04-01:weekly-2021-13/\(position)"),
                bulletinSlug: "weekly-2021-13", bulletinTitle: "澜州水务一周要闻", anchor: "s-\(position)",
                title: story.title, html: "<p>\(story.text)</p>", text: story.text, linksLabel: "链接",
                links: story.links.map {
                    Link(title: $0, url: position == 1 ? "https://water.example.org/?a=1&b=2" : nil)
                },
                authors: ["澜州水务厅办公室", "州气象台"], topics: position == 2 ? ["灌溉", "数字化"] : [],
                published: published.advanced(by: -position),
                updated: published.advanced(by: position == 2 ? 86_400 : -position), position: position)
        })

    /// One story in English, with most of what Markdown can say.
    static let single = BulletinPage(
        slug: "dredging", title: "Dredging closes the north channel until Friday", kind: .single, language: "en-GB",
        authors: ["M. Hale"], published: published.advanced(by: 7200), updated: published.advanced(by: 7200),
        entries: [
            Entry(
                id: EntryID(uri: "tag:harbour.example.org,2021-04-01:dredging/0"), bulletinSlug: "dredging",
                bulletinTitle: "Dredging closes the north channel until Friday", anchor: "",
                title: "Dredging closes the north channel until Friday", html: englishText,
                text:
                    "The dredger Albatross began work off Pier 4 on Tuesday night. Until Friday noon the north channel "
                    + "is closed to vessels of more than four metres draught.",
                authors: ["M. Hale"], topics: ["channel", "notices"], language: "en-GB",
                published: published.advanced(by: 7200), updated: published.advanced(by: 7200), position: 0)
        ])

    static let feed = Feed(
        channel: channel, entries: single.entries + digest.entries + older, updated: published.advanced(by: 86_400))

    static let englishFeed = Feed(
        channel: englishChannel, entries: single.entries, updated: published.advanced(by: 7200))

    static let weather = Topic(name: "气象", slug: "weather")
    static let topicSlugs = ["气象": "weather"]

    static let issues = Feed(
        channel: channel, identity: FeedIdentity(.issues),
        entries: [
            Entry(
                id: EntryID(uri: "tag:news.example.org,2021-04-01:weekly-2021-13"), bulletinSlug: "weekly-2021-13",
                bulletinTitle: "澜州水务一周要闻", anchor: "", title: "澜州水务一周要闻（第13期）", html: "", text: "",
                topics: ["气象"], published: published, updated: published, position: 0, number: "第13期",
                contents: digest.entries.map { ContentsItem(id: $0.id, title: $0.title, anchor: $0.anchor) })
        ], updated: published, previousArchive: 2)

    static let topic = Feed(
        channel: channel, identity: FeedIdentity(.stories, topic: weather), entries: older, updated: published,
        previousArchive: 1)

    static let archive = Feed(
        channel: englishChannel, entries: single.entries, updated: published.advanced(by: 7200), archive: 3,
        previousArchive: 2)

    private static let older = [
        Entry(
            id: EntryID(uri: "tag:news.example.org,2021-04-01:typhoon/0"), bulletinSlug: "typhoon",
            bulletinTitle: "今年首份台风年景展望发布", anchor: "", title: "今年首份台风年景展望发布", html: "<p>…</p>",
            text: "州气象台发布今年首份台风年景展望：预计影响澜州的台风为2到3个，接近常年，首个影响台风出现时间略晚。",
            topics: ["气象"], published: published.advanced(by: -400_000),
            updated: published.advanced(by: -400_000), position: 0)
    ]

    private static let englishText = """
        <p>The dredger <em>Albatross</em> began work off Pier 4 on Tuesday night. Until <strong>Friday noon</strong> \
        the north channel is closed to vessels of more than four metres draught.</p>
        <h2>What changes</h2>
        <ul><li>Ferries leave from Pier 6; allow ten minutes more.</li><li>Pilots board at the outer buoy.</li></ul>
        <table><thead><tr><th>Tide</th><th>Time</th><th>Depth</th></tr></thead>
        <tbody><tr><td>High</td><td>05:12</td><td>6.1 m</td></tr><tr><td>Low</td><td>11:40</td><td>2.3 m</td></tr></tbody></table>
        <blockquote><p>Slow down past the pipeline; it floats, and it is not lit.</p></blockquote>
        <p>Soundings are <a href="https://harbour.example.org/soundings">published every evening</a>; call <code>VHF 12</code> before you enter.</p>
        """

    private struct Story {
        var title: String
        var text: String
        var links: [String]
    }

    private static let stories = [
        Story(
            title: "全州春灌用水调度会议在青禾召开",
            text:
                "州水务厅近日在青禾市召开春灌用水调度会议。会议指出，今春全州蓄水情况总体平稳，可用水量比常年同期多一成，但北部三县土壤墒情偏差，保灌任务依然繁重。会议要求，各灌区要坚持“先急后缓、先远后近”的原则，逐日公布放水计划，做到每一处斗口有人管、每一方水量有账可查，确保4月底前完成第一轮灌溉。",
            links: ["全州春灌用水调度会议纪要", "北部三县墒情简报（第6期）"]),
        Story(
            title: "州水务厅部署汛前水库安全检查",
            text:
                "州水务厅印发通知，部署在全州开展汛前水库安全检查。检查覆盖217座中小型水库，重点查看大坝、溢洪道、放水设施和预警广播，逐库填写检查表并由责任人签字。对查出的问题，能立即整改的当场整改，不能立即整改的要在5月15日前落实度汛措施。",
            links: ["关于开展汛前水库安全检查的通知", "一张图看懂水库“三个责任人”"]),
        Story(
            title: "青禾灌区数字化改造一期工程完工",
            text:
                "3月28日，青禾灌区数字化改造一期工程通过验收。工程新建自动测流站64处，改造闸门118座，渠道水位每10分钟上报一次，调度人员在值班室就能看到每条支渠的流量。试运行两个月来，输水损失下降约7%，沿线农户报告的“等水”时间平均缩短一天半。",
            links: ["青禾灌区数字化改造一期工程通过验收"]),
        Story(
            title: "水务厅调研东湾海水淡化试验基地",
            text:
                "3月27—28日，州水务厅副厅长陆远帆赴东湾县，调研海水淡化试验基地工作进展。陆远帆指出，一是要把能耗降下来，尽快完成第二代膜组件的对比试验；二是要把水价算清楚，为海岛居民供水提供可靠依据；三是要把浓盐水处置好，不给近岸渔场添负担。",
            links: ["陆远帆赴东湾调研海水淡化试验基地"]),
        Story(
            title: "第三次流域联防联控座谈会在石桥举行",
            text:
                "3月29日，澜江流域第三次联防联控座谈会在石桥市举行。流域内五市交换了断面监测数据，商定自下月起每周会商一次，遇到突发情况两小时内互相通报。与会代表认为，下游的一次超标往往起于上游的一场小雨，数据早半天到，处置就主动得多。（详见本期头条）",
            links: []),
        Story(
            title: "州水务厅印发农村饮水网页无障碍改造办法",
            text:
                "州水务厅印发《农村饮水服务网页无障碍改造办法》，要求各供水单位的缴费、停水通知和水质查询页面，在今年9月底前完成改造：字号可以放大，图片配有文字，全部操作可以用键盘完成。改造后的页面由州信息无障碍中心评测，评测结果向社会公布。",
            links: ["农村饮水服务网页无障碍改造办法"]),
        Story(
            title: "水务厅、教育厅联合启动“节水进课堂”活动",
            text:
                "州水务厅、教育厅联合启动“节水进课堂”活动。活动分两个阶段：第一阶段为4月1日至5月31日，由水厂技术人员到学校讲一堂课；第二阶段为9月1日至10月31日，由学生记录家中一周用水，写成一页纸的报告。优秀报告将在州科技馆展出。",
            links: ["“节水进课堂”活动方案"]),
        Story(
            title: "州水务厅公布年度标准制定计划",
            text: "州水务厅近日公布年度标准制定计划，包括6项力争年内发布的标准和5项开展预研的标准，涉及渠道衬砌、雨量站选址、管网漏损核算等方面。",
            links: ["年度标准制定计划"]),
        Story(
            title: "州水务厅通报12处违规取水点整改情况",
            text:
                "州水务厅通报，去年底公布的12处违规取水点中，已有9处封停或补办手续，2处正在安装计量设施，1处逾期未改，已移交执法部门处理。通报提醒，任何单位和个人发现未装水表的取水口，可拨打当地水务服务电话反映，核实后将在七个工作日内答复。",
            links: ["关于12处违规取水点整改情况的通报"]),
        Story(
            title: "工业节水工艺和装备征集工作启动",
            text:
                "州水务厅、工业厅联合印发通知，征集工业节水工艺和装备。征集范围包括造纸、印染、食品、建材等行业的废水再生利用、高效冷却、用水智能管控等技术，以及适用于海岛和缺水山区的小型成套装备。按照成熟程度，分为研发、示范和推广三类，每个单位限报三项。",
            links: ["工业节水工艺和装备征集通知", "申报表填写说明"]),
    ]
}
