import BulletinCore
import Testing

@Suite struct VersionTitleTests {
    @Test(arguments: [
        "更正：一周水务要闻（第13期）", "更正:一周水务要闻（第13期）", "【更正】一周水务要闻（第13期）", "一周水务要闻（第13期）（更正）", "一周水务要闻（第13期）（更正版）",
        "（更正版）一周水务要闻（第13期）", "一周水务要闻（更正）（第13期）", "一周水务要闻（第13期）修订版", "一周水务要闻（第13期）更正", "重发：一周水务要闻（第13期）",
        "订正 一周水务要闻（第13期）", "一周水务要闻（第13期） — 修正版", "[已更正] 一周水务要闻（第13期）", "一周水务要闻（第13期）（3月2日更正）", "一周水务要闻（第13期）（更正版2）",
        "【更正】更正：一周水务要闻（第13期）", "一周水务要闻（第13期）（二次更正）", "勘误：一周水务要闻（第13期）", "訂正：一周水务要闻（第13期）",
    ]) func chineseWordsAtTheEndsSayNothing(title: String) {
        #expect(VersionTitle.plain(title) == "一周水务要闻（第13期）")
        #expect(VersionTitle.areVersions(title, "一周水务要闻（第13期）"))
    }

    @Test(arguments: [
        "CORRECTED: Harbour Weekly No. 12", "Correction: Harbour Weekly No. 12", "Harbour Weekly No. 12 (corrected)",
        "Harbour Weekly No. 12 - updated", "[Updated] Harbour Weekly No. 12", "Harbour Weekly No. 12 – Amended",
        "Harbour Weekly (corrected) No. 12", "Harbour Weekly No. 12 (Corrected version)",
        "Revised edition – Harbour Weekly No. 12", "Harbour Weekly No. 12: corrected",
    ]) func englishWordsAtTheEndsSayNothing(title: String) {
        #expect(VersionTitle.plain(title) == "Harbour Weekly No. 12")
    }

    /// What a title is about is no word about a version.
    @Test(arguments: [
        "更正公告", "更正", "【更正】", "关于更正招标公告的通知", "更正第12期数据的说明", "一周要闻（更正第2期）", "水法（2023年修订）", "章程修订", "勘误表", "（征求意见稿）章程",
        "Correction", "Correction to our report of Monday", "Corrections and clarifications", "Prices updated",
        "Updated-data policy", "Uncorrected: a story", "The budget, amended", "(Un)corrected", "Harbour (uncorrected)",
        "", "（", "更正：",
    ]) func titlesAreLeftAsTheyAre(title: String) {
        #expect(VersionTitle.plain(title) == title)
        #expect(!VersionTitle.isVersion(title))
    }
}
