import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct RedirectRulesTests {
    @Test(arguments: [
        (
            "https://old.example/", "https://new.example/weekly/",
            [
                "nginx:   rewrite ^/(.*)$ https://new.example/weekly/$1 permanent;",
                "Apache:  RedirectPermanent / https://new.example/weekly/",
            ]
        ),
        (
            "https://x.example/a/", "https://x.example/b/",
            [
                "nginx:   rewrite ^/a/(.*)$ https://x.example/b/$1 permanent;",
                "Apache:  RedirectPermanent /a/ https://x.example/b/",
            ]
        ),
        (
            "https://x.example/news/", "https://x.example/",
            [
                "nginx:   rewrite ^/news/(.*)$ https://x.example/$1 permanent;",
                "Apache:  RedirectPermanent /news/ https://x.example/",
            ]
        ),
        // What is in the new folder would be sent into a folder of that name in it, and again.
        (
            "http://x.example/", "http://X.example:80/news/",
            [
                "nginx:   rewrite ^/(?!news/)(.*)$ http://X.example:80/news/$1 permanent;",
                "Apache:  RedirectMatch permanent ^/(?!news/)(.*)$ http://X.example:80/news/$1",
            ]
        ),
        (
            "http://x.example/a.b/", "https://x.example/a.b/c+d/e/",
            [
                #"nginx:   rewrite ^/a\.b/(?!c\+d/e/)(.*)$ https://x.example/a.b/c+d/e/$1 permanent;"#,
                #"Apache:  RedirectMatch permanent ^/a\.b/(?!c\+d/e/)(.*)$ https://x.example/a.b/c+d/e/$1"#,
            ]
        ),
        // Only names that are alike to their end are one folder.
        (
            "http://x.example/new/", "http://x.example/news/",
            [
                "nginx:   rewrite ^/new/(.*)$ http://x.example/news/$1 permanent;",
                "Apache:  RedirectPermanent /new/ http://x.example/news/",
            ]
        ),
        // Another port is another server.
        (
            "http://x.example:8080/", "http://x.example/news/",
            [
                "nginx:   rewrite ^/(.*)$ http://x.example/news/$1 permanent;",
                "Apache:  RedirectPermanent / http://x.example/news/",
            ]
        ),
        // The path does not tell one from the other.
        ("http://x.example/", "https://x.example/", []),
        // Paths are compared without their escapes.
        (
            "http://x.example/%E6%96%B0%20a/", "http://y.example/",
            [
                #"nginx:   rewrite "^/新 a/(.*)$" http://y.example/$1 permanent;"#,
                #"Apache:  RedirectPermanent "/新 a/" http://y.example/"#,
            ]
        ),
    ]) func noRuleLoops(former: String, url: String, lines: [String]) {
        #expect(RedirectRules.lines(from: former, to: url) == lines)
    }
}
