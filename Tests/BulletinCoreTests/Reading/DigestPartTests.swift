import Testing

@testable import BulletinCore

@Suite struct DigestPartTests {
    private func bytes(_ text: String) -> Bytes { Array(text.utf8)[...] }

    @Test(arguments: [
        ("[harbour.1.png] 图1：候鸟", "harbour.1.png", "图1：候鸟"), ("[a.JPG]", "a.JPG", ""),
        ("![船](img/b.webp)", "img/b.webp", "船"),
    ])
    func pictures(line: String, file: String, caption: String) {
        let figure = Figure(bytes(line))
        #expect(figure?.file.string == file)
        #expect(figure?.caption.string == caption)
    }

    @Test(arguments: [
        "[1] https://a.example/x.png", "[../a.png]", "[/a.png]", "[javascript:a.png]", "[a.txt] b", "a.png", "[a.png",
        "",
    ])
    func noPictures(line: String) { #expect(Figure(bytes(line)) == nil) }

    @Test func picturesBecomeFigures() throws {
        let section = try read("周报\n①甲\n文。\n[a b.png] 图1：<甲>\n②乙\n文。").sections[0]
        #expect(
            section.html
                == "<p>文。</p>\n<figure><img src=\"local:a%20b.png\" alt=\"图1：&lt;甲&gt;\"/><figcaption>图1：&lt;甲&gt;</figcaption></figure>"
        )
        #expect(section.text == "文。")
    }

    @Test func whatStandsAboveAHeadlineIsOfItsStory() throws {
        let stories = ["甲馆皮影戏体验课", "乙馆古琴雅集", "丙馆社区合唱展演"].enumerated().map {
            "6月\($0 + 1)日（周\("二三四".map(String.init)[$0])）9:30\n\($1)\n地点：一楼\n孩子和家长一起制作一个能动的皮影人，并合演一出三分钟的小戏。\n\n"
        }
        let sections = try read("青岚文化馆六月活动\n\n\(stories.joined())").sections
        #expect(sections.map(\.title) == ["甲馆皮影戏体验课", "乙馆古琴雅集", "丙馆社区合唱展演"])
        #expect(sections.map { $0.text.prefix(4) } == ["6月1日", "6月2日", "6月3日"])
        #expect(sections[0].text.hasSuffix("小戏。"))
    }

    @Test(arguments: [
        "水务一周要闻", "科技信息", "第12期", "能源信息周报（2031年第2期）", "HARBOUR WEEKLY", "LARKFIELD PARISH NEWS", "一 周 要 闻", "财经早参 3月4日",
    ])
    func namesDigests(line: String) { #expect(Words.saysDigest(bytes(line))) }

    @Test(arguments: [
        "来源：青岚日报", "临江大学信息工程学院", "信息化建设方案", "1997年　第23卷　第4期", "本报记者 陆见深", "通讯员在现场", "",
    ])
    func namesNoDigests(line: String) { #expect(!Words.saysDigest(bytes(line))) }

    @Test func likeness() {
        let one = Similarity(Text.key(bytes("生态流量泄放实现全线监控")))
        #expect(one.percent(one) == 100)
        #expect(one.percent(Similarity(Text.key(bytes("生态流量泄放全线实现监控")))) >= 60)
        #expect(one.percent(Similarity(Text.key(bytes("图书馆上线通借通还")))) == 0)
        #expect(one.percent(Similarity([])) == 0)
    }

    @Test(arguments: [
        ("甲港开工……12", "甲港开工"), ("甲港开工 … (3)", "甲港开工"), ("Harbour wall....7", "Harbour wall"), ("新增60", "新增60"),
        ("12345", "12345"), ("……3", "……3"), ("", ""),
    ])
    func pageNumbersAreLeftOut(text: String, entry: String) {
        #expect(ContentsList.Entry(line: 0, bytes(text)).text.string == entry)
    }

    @Test func whatIsLeftWholeSaysWhy() throws {
        let paper = try read("论港\n摘要：文。\n关键词：港\n一、甲\n文。\n二、乙\n文。")
        #expect(paper.findings.map(\.rule) == ["SingleStory"])
        #expect(paper.confidence == .high)
        let segments = try read("LKZ001-0-\nNORTH-\n.TODAY...RAIN.\n$$\nLKZ002-0-\nSOUTH-\n.TODAY...SUN.\n$$\n")
        #expect(segments.kind == .single)
        #expect(segments.confidence == .low)
    }
}
