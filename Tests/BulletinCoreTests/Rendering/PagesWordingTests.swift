import Testing

@testable import BulletinCore

/// The words of the interface.
@Suite struct PagesWordingTests {
    @Test(arguments: PageWording.all) func everyRowIsComplete(_ row: PageWording) {
        for (name, value) in Mirror(reflecting: row).children {
            guard let text = value as? String else { continue }
            #expect(!text.isEmpty, "\(name ?? "") of \(row.language)")
        }
        #expect([0, 12].contains(row.months.count))
    }

    static let languages = [
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("zh-Hans-HK", "zh-Hans"),
        ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("ZH-hk", "zh-Hant"), ("zh-Hant-MO", "zh-Hant"),
        ("en", "en"), ("en-GB", "en"), ("fr", "en"), ("", "en"),
    ]

    @Test(arguments: languages) func isChosenByLanguage(_ language: String, _ row: String) {
        #expect(PageWording.of(language: language).language == row)
    }

    @Test func datesAreAsPeopleWriteThem() throws {
        let day = try #require(CivilDate(year: 2021, month: 4, day: 9))
        #expect(PageWording.all.map { $0.date(day) } == ["2021年4月9日", "2021年4月9日", "9 April 2021"])
    }
}
