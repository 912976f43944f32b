import BulletinCore
import Testing

/// What a page's own style sheet hides.
@Suite struct HidingSheetTests {
    private static func page(_ sheet: String, _ body: String) -> String {
        "<html><head>\(sheet)</head><body><h1>一周速览</h1><p>县医院新院区启用，床位八百张，门诊照常。</p>\(body)</body></html>"
    }

    private static let secret = "<p class='x y' id=z>暗语</p>"

    @Test(arguments: [
        ".x{display:none}", ".x { DISPLAY : none !important }", "#z{visibility:hidden}", "p.x{display:none}",
        "p#z.x{display:none}", ".a,.x,.b{display:none}", ".x.y{display:none;color:red}",
        "/* .x{} */.x/* */{/* display:block; */display:none}", "<!-- .x{display:none} -->",
        "@charset 'utf-8';@import url(a.css);.x{display:none}", ".x{color:red}.x{display:none}",
        ".x{display:block}.x{display:none}", "p{display:block}.x{display:none}",
        "@media all{.x{display:none}}", "@media screen { .x { display: none } }", "@layer a{.x{display:none}}",
        ".x{display:none}@media print{.x{display:block}}",
        ".x{display:none}.x:hover{display:block}", ".x{display:none}.w{display:block}",
        "@keyframes a{from{opacity:0}to{opacity:1}}.x{display:none}", ".q::after{content:'}'}.x{display:none}",
        ".x{display:none}.x::before{display:block}", ".x{max-height:0;overflow:hidden}", "\u{FEFF}.x{display:none}",
        "@font-face{font-family:a;src:url(b)}.x{display:none}", ".\\78{display:none}",
        ".x{display:none",
    ]) func staysOut(sheet: String) throws {
        let bulletin = try read(Self.page("<style>\(sheet)</style>", Self.secret), as: "a.html")
        #expect(!bulletin.everything.contains("暗语"))
        #expect(bulletin.everything.contains("县医院"))
    }

    @Test(arguments: [
        ".w{display:none}", ".x{display:block}", "p{display:none}", ".a .x{display:none}", ".x:hover{display:none}",
        "@media print{.x{display:none}}", "@media (max-width:600px){.x{display:none}}",
        ".x{display:none}.x{display:block}", ".x{display:none}p.x{display:block}",
        ".x{display:none}@media (min-width:700px){.x{display:block}}", ".x{display:none}.js .x{display:block}",
        ".x{display:none}.x.y{display:block}", ".x{display:none}.x:checked{display:block}",
        ".x{display:block !important}#z{display:none}", ".x{opacity:0}", ".x{mso-hide:all}",
        ".x{max-height:0;overflow:hidden;transition:all 1s}",
        "/* .x{display:none}", "@media screen and (max-width:600px){.x{display:none}}", ".x{content:'{display:none}'}",
        ".x{color:red;.w{display:none}}", "@container (width>1px){.x{display:none}}", ".\\78 z{display:none}",
        "@media not all{.x{display:none}}", ".x>p{display:none}", "[class=x]{display:none}", ".x{}{display:none}",
        "[data-a='.x{display:none}']{color:red}",
    ]) func whatIsShownOrMayBeStays(sheet: String) throws {
        #expect(
            try read(Self.page("<style>\(sheet)</style>", Self.secret), as: "a.html").everything.contains("暗语"))
    }

    @Test(arguments: [
        "<style media=print>.x{display:none}</style>", "<noscript><style>.x{display:none}</style></noscript>",
        "<p style='color:red'>.x{display:none}</p>", "<style type='text/less'>.x{display:none}</style>",
    ]) func aSheetThatDoesNotApplyHidesNothing(sheet: String) throws {
        #expect(try read(Self.page(sheet, Self.secret), as: "a.html").everything.contains("暗语"))
    }

    @Test func anElementsOwnStyleGoesFirst() throws {
        let body = "<p class=x style='display:block'>明说</p><p class=x style='color:red'>暗语</p>"
        let bulletin = try read(Self.page("<style>.x{display:none}</style>", body), as: "a.html")
        #expect(bulletin.everything.contains("明说"))
        #expect(!bulletin.everything.contains("暗语"))
    }

    @Test func tailwindsNamesAreRead() throws {
        let sheet = "<style>.hidden{display:none}@media (min-width:640px){.sm\\:block{display:block}}</style>"
        let body = "<p class='hidden sm:block'>明说</p><p class=hidden>暗语</p>"
        let bulletin = try read(Self.page(sheet, body), as: "a.html")
        #expect(bulletin.everything.contains("明说"))
        #expect(!bulletin.everything.contains("暗语"))
    }

    @Test func theTextOfThePageIsNotHidden() throws {
        let text = String(repeating: "县医院新院区启用，门诊照常。", count: 20)
        let page =
            "<html><head><style>.later{visibility:hidden}</style></head><body><h1>一周速览</h1><div class=later><h2>甲事</h2><p>\(text)</p><h2>乙事</h2><p>\(text)</p></div></body></html>"
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["甲事", "乙事"])
    }

    @Test func whatIsNotLittleIsRemarked() throws {
        let body = "<div class=x><p>\(String(repeating: "分栏里的话。", count: 8))</p></div>"
        let bulletin = try read(Self.page("<style>.x{display:none}</style>", body), as: "a.html")
        #expect(bulletin.findings.contains { $0.rule == "HiddenText" && $0.severity == .warning })
    }

    @Test func aMailsPreviewStaysOut() throws {
        let mail = """
            From: a@b.example
            Subject: Harbour Weekly
            Date: Fri, 20 Mar 2026 09:12:00 +0000
            MIME-Version: 1.0
            Content-Type: text/html; charset=utf-8

            <html><head><style>.preheader{display:none !important}</style></head><body><span
            class="preheader">SECRET</span><p>From next month the ferry leaves at seven.</p></body></html>
            """
        let bulletin = try read(mail, as: "a.eml")
        #expect(!bulletin.everything.contains("SECRET"))
        #expect(bulletin.sections[0].text == "From next month the ferry leaves at seven.")
    }

    @Test(.timeLimit(.minutes(1))) func hostileSheetsTakeNoLongerThanTheirLength() throws {
        let many = (0..<20_000).map { ".x.c\($0){display:none}" }.joined()
        let deep = String(repeating: "@media all{", count: 50_000) + String(repeating: ".x{", count: 50_000)
        let list = String(repeating: ".x,", count: 50_000) + ".x{display:none}"
        let broken = String(repeating: "/*", count: 50_000) + String(repeating: "'\\", count: 50_000)
        let body = String(repeating: "<p class='x a b c d e f g h'>a</p>", count: 10_000)
        for sheet in [many, deep, list, broken] {
            _ = try read(Self.page("<style>\(sheet)</style>", body), as: "a.html")
        }
    }
}
