import BulletinCore
import Testing

/// What forbids to publish before a time that Chinese does not name in full is told, and nothing else is taken for it.
@Suite struct OpenEmbargoTests {
    static let bans = [
        "解禁时间：周一上午10时", "请勿于周一前发布", "下周一前请勿发布", "周一上午10时前不得发布", "明日10时解禁", "解禁时间：待通知", "解禁时间：1月12日10时",
        "【解禁时间：周一上午10时】", "（请勿于明天上午十点前对外发布）", "本文周一10时解禁，请勿提前发布。", "另行通知前，请勿发布", "解禁日期：待定", "解禁：另行通知",
        "本稿下周一前请勿公开报道", "重要提示：下周一前严禁外传", "请于周一上午10时后发布", "周三上午9:00后方可见报", "此稿周一见报", "保密至下周一", "请各位媒体朋友于今晚8点后播发",
        "媒体解禁时间：北京时间周一10时，届时见官网", "解禁时间：12日10时", "禁止在下周三前刊发", "請勿於週一前發布", "解禁時間：星期一上午十時", "情報解禁：明日10時",
        "暂不发布", "Embargo：周一上午10时", "解禁时间：以通知为准", "★本稿周一前请勿发布★", "新闻通稿，明日10时前勿发", "新闻发布会召开前请勿发布", "1月12日上午8时前不得发布",
        "请于1月12日后发布", "待通知后发布", "本资料为内部材料，请勿于周五前发布",
    ]

    private static let stories = "\n①甲地开工建设\n正文一，说得很好。\n②乙地竣工验收\n正文二，说得很好。\n"

    @Test(arguments: bans) func aBanWithoutFullDateIsTold(line: String) throws {
        for (text, place) in [
            ("\(line)\n\n省厅公布规划\n\n省厅公布了未来五年的水利规划，总投资三百亿元。\n", 1),
            ("省厅公布规划\n\(line)\n\n省厅公布了未来五年的水利规划，总投资三百亿元。\n", 2), ("水利周报\n\(line)\n\(Self.stories)", 2),
        ] {
            let bulletin = try read(text)
            #expect(bulletin.findings.first { $0.rule == Bulletin.openEmbargoRule }?.line == place, "\(text)")
            #expect(bulletin.title == (text.hasPrefix("水利") ? "水利周报" : "省厅公布规划"))
        }
        let page = "<html><body><p>\(line)</p><h1>省厅公布规划</h1><p>省厅公布了未来五年的水利规划，总投资三百亿元。</p></body></html>"
        for (text, name) in [
            (page, "a.html"), ("\(line)\n\n# 省厅公布规划\n\n省厅公布了水利规划。\n", "a.md"),
            (
                "From: A <a@example.org>\nSubject: 新闻稿 \(line)\nDate: Fri, 20 Mar 2031 09:12:00 +0000\nMIME-Version: 1.0\n"
                    + "Content-Type: text/plain; charset=utf-8\n\n省厅公布了水利规划。\n", "a.eml"
            ),
        ] {
            #expect(
                try read(text, as: name).findings.contains { $0.rule == Bulletin.openEmbargoRule },
                "\(name)")
        }
    }

    @Test(arguments: [
        "省厅公布规划（周一前请勿发布）", "【解禁时间：周一上午10时】省厅公布规划", "省厅公布规划，请勿于周一前发布", "省厅公布规划 解禁时间：周一", "省厅公布规划（解禁时间：周一10时）",
        "2031年3月1日简报（解禁时间：周一）",
    ])
    func besideATitle(line: String) throws {
        #expect(
            try read("\(line)\n\n省厅公布了未来五年的水利规划。\n").findings.contains { $0.rule == Bulletin.openEmbargoRule })
    }

    @Test(arguments: ["（请勿于周一前发布）", "解禁时间：周一上午10时", "Embargoed until Monday, 9am"])
    func belowTheText(line: String) throws {
        for text in [
            "省厅公布规划\n\n省厅公布了未来五年的水利规划，总投资三百亿元。\n\n\(line)\n", "水利周报\n\(Self.stories)\n\(line)\n",
        ] {
            #expect(try read(text).findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(text)")
        }
    }

    /// Rules say what people may not publish, news that something is allowed again, and papers for what they are not.
    @Test(arguments: [
        "考生周一前不得发布试题", "请勿于周一前发布成绩", "请勿在群内发布广告", "限售股周一解禁", "伏季休渔明日解禁", "南海开渔（8月16日12时解禁）", "解禁后的首个周一，渔港热闹起来",
        "解禁后周一开市", "解禁首日：8月16日见闻", "8月16日12时解禁，渔船出港", "本刊逢周一发布", "周一发布会实录", "请于周一前发布通知", "请于周一前报名", "内部资料 请勿外传",
        "请勿转载", "内容不实，请勿发布", "未经许可不得发布", "明天起不得燃放烟花爆竹", "下周起可上网查询", "电梯停用，周一前请勿使用", "通知写明周一前不得发布消息的单位名单",
        "法院：媒体周一前不得报道该案", "周一公布结果",
        "关于小区解禁的通知", "统计局：相关数据暂不发布", "周末天气：请勿下水", "保密工作会议周一召开", "明日要闻：港口开工", "周一不解禁", "本期稿件周一发稿", "周报每周一前发布",
        "周一起本刊停止发布", "任何单位不得擅自发布气象预报", "禁止发布虚假信息",
        "Do not release balloons on Monday", "Not to be missed on Monday", "Embargoed goods found on Monday",
        "For release of hostages, ministers meet on Monday",
    ])
    func isNoOpenEmbargo(line: String) throws {
        for text in [
            "\(line)\n\n省厅公布了未来五年的水利规划，总投资三百亿元。\n", "省厅公布规划\n\(line)\n\n省厅公布了未来五年的水利规划，总投资三百亿元。\n",
            "水利周报\n\(line)\n\(Self.stories)", "水利周报\n\(Self.stories)\n\(line)\n",
        ] {
            let bulletin = try read(text)
            #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(text)")
        }
    }

    /// Below a text, what names no time is of something else: addresses for the press.
    @Test func belowATextABanNamesATime() throws {
        let text = "New museum opens\n\n" + String(repeating: "The museum opens a wing, and it is new.\n\n", count: 12)
        for line in ["NOT FOR PUBLICATION", "暂不发布", "Hold until Friday"] {
            #expect(!(try read(text + line + "\n").findings.contains { $0.rule == Bulletin.openEmbargoRule }))
        }
    }

    @Test(arguments: [
        "2031年5月31日上午8时前不得发布", "本文2031年5月31日10时解禁", "解禁时间：周六（2031年5月31日）10时", "请于2031年5月31日上午10时后发布",
        "请勿于周六（2031年5月31日）前发布",
    ])
    func aFullDateHoldsBack(line: String) throws {
        let bulletin = try read("省厅公布规划\n\(line)\n\n省厅公布了未来五年的水利规划。\n")
        let date = try #require(bulletin.date)
        #expect("\(date.day)" == "2031-05-31" && date.mayHold && date.isNamed)
        #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule })
    }
}
