import Testing

@testable import BulletinCore

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://例子.example/中?q=1", "https://xn--fsqu00a.example/%E4%B8%AD?q=1"),
        ("HTTPS://Bücher.Example", "https://xn--bcher-kva.example"),
        ("http://аррӏе.example/", "http://xn--80ak6aa92e.example/"),
        ("http://中国。ｃｎ/", "http://xn--fiqs8s.cn/"),
        ("https://www.m%C3%BCnchen.de/x", "https://www.xn--mnchen-3ya.de/x"),
        ("https://%e5%B7%A5%E4%BF%A1%E9%83%A8.cn:80/", "https://xn--vuq945an13b.cn:80/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://h.example:443?x", "http://h.example:443?x"),
        ("http://h.example./a", "http://h.example/a"),
        ("https://h.example/100%", "https://h.example/100%25"),
        ("https://h.example/a%2", "https://h.example/a%252"),
        ("https://h.example/%41 b", "https://h.example/%41%20b"),
        (" https://h.example/\n", "https://h.example/"),
        ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
    ])
    func accepts(text: String, address: String) { #expect(WebAddress.accepted(text) == address) }

    @Test(arguments: [
        "", "x", "javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "\u{1}javascript:x", "vbscript:x",
        "data:text/html,x", "data:image/png;base64,x", "file:///etc/passwd", "blob:https://a.example/x", "https:evil",
        "https:/evil.example", "https:\\\\evil.example", "http://u@h.example/", "http://u:p@h.example/",
        "http://h.example\\@e.example/", "http://h.example\n.e.example/", "http://", "http://:80/", "http:///x",
        "http://a..b/", "http://h.example:0/", "http://h.example:99999/", "http://h.example:a/",
        "http://h.example:1:2/",
        "http://[::1", "http://[x]/", "http://h%2Ee/", "http://a b/", "http://<b>/", "http://h.example\u{202E}/",
        "http://m%C3.de/", "http://%E4%B8%AD文.cn/", "http://%E4%B8%AD%2Ecn/", "http://%EF%BC%8Fa.cn/",
        "http://a%25%C3%BC.de/", "http://%FF.de/",
        "http://a\u{200D}b.example/", "mailto:x", "mailto:a b@c", "local:x", "ftp://h.example/", "about:blank",
        "//evil.example", "view-source:https://a.example", "feed:https://a.example/",
    ])
    func refuses(text: String) { #expect(WebAddress.accepted(text) == nil) }

    @Test(arguments: [
        ("a.html", "local:a.html"), ("img/a b.png", "local:img/a%20b.png"), ("#top", "local:#top"),
        ("/news/1.html?x=1#y", "local:/news/1.html?x=1#y"), ("../a", "local:../a"), ("./a:b", "local:./a:b"),
        ("?q=a:b", "local:?q=a:b"), ("图/一.png", "local:%E5%9B%BE/%E4%B8%80.png"), ("a%", "local:a%25"),
        ("javascript%3Aalert(1)", "local:javascript%3Aalert(1)"), ("a//b", "local:a//b"), (" a\n", "local:a"),
    ])
    func keepsRelative(text: String, address: String) {
        #expect(WebAddress.local(text) == address)
        #expect(WebAddress.written(address) == address)
    }

    @Test(arguments: [
        "", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "a\nb",
        "javascript:x", "local:x", "a:b", "1:2", "中:文", ":x", "/.//evil.example", "..//evil.example", "\u{1}//e",
    ])
    func refusesAsRelative(text: String) { #expect(WebAddress.local(text) == nil) }

    @Test func refusesLongAddresses() {
        #expect(WebAddress.accepted("https://h.example/" + String(repeating: "a", count: 5000)) == nil)
        #expect(WebAddress.local(String(repeating: "a", count: 5000)) == nil)
    }
}
