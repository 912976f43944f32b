"""Reads JSON lines {"source", "html"}; prints what a browser's parser sees in html that must not be there.

Independent of the program: the lists below are written down a second time on purpose.
"""
import json
import sys
import urllib.parse
import warnings

import html5lib

try:
    import nh3
except ImportError:
    nh3 = None

warnings.simplefilter("ignore")
ELEMENTS = set(
    """a abbr b bdi bdo blockquote br caption cite code dd del dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    img ins kbd li mark ol p pre q rp rt ruby s samp small strong sub sup table tbody td tfoot th thead time tr u ul
    var""".split()
)
EVERYWHERE = {"dir", "lang"}
ATTRIBUTES = {
    "a": {"href", "title"}, "abbr": {"title"}, "dfn": {"title"}, "blockquote": {"cite"}, "q": {"cite"},
    "del": {"cite", "datetime"}, "ins": {"cite", "datetime"}, "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "ol": {"start", "type", "reversed"},
    "li": {"value"}, "time": {"datetime"},
}
HTML = "{http://www.w3.org/1999/xhtml}"


def address_fault(name, value):
    parts = urllib.parse.urlsplit(value)
    if value != value.strip() or any(ord(c) < 33 or ord(c) > 126 or c == "\\" for c in value):
        return "characters"
    if parts.scheme in ("http", "https"):
        if not parts.hostname or "@" in parts.netloc:
            return "host"
    elif parts.scheme == "local":
        rest = value[6:]
        again = urllib.parse.urlsplit(rest)
        resolved = urllib.parse.urljoin("https://site.example/a/b", rest)
        if again.scheme or again.netloc or urllib.parse.urlsplit(resolved).netloc != "site.example":
            return "no relative reference"
    elif parts.scheme != "mailto" or name != "a":
        return "scheme"
    return None


def faults(html):
    tree = html5lib.parseFragment(html, treebuilder="etree")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        name = element.tag.removeprefix(HTML)
        if element is tree:
            continue
        if name not in ELEMENTS:
            yield f"element {name}"
        for attribute, value in element.attrib.items():
            if attribute not in EVERYWHERE | ATTRIBUTES.get(name, set()):
                yield f"attribute {name} {attribute}"
            if attribute in ("href", "src", "cite"):
                fault = address_fault(name, value)
                if fault:
                    yield f"address {value!r}: {fault}"
    once = html5lib.serialize(tree, omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=True)
    again = html5lib.parseFragment(once, treebuilder="etree")
    twice = html5lib.serialize(again, omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=True)
    if once != twice:
        yield "parsing it twice gives something else"
    plain = [(e.tag.removeprefix(HTML), e.text or "", e.tail or "") for e in tree.iter() if e is not tree]
    if [name for name, _, _ in plain] != names(html):
        yield "a browser sees other elements than are written"
    if nh3 is not None:
        allowed = {name: set(kept) for name, kept in ATTRIBUTES.items()}
        allowed["*"] = EVERYWHERE
        kept = nh3.clean(
            html, tags=ELEMENTS, attributes=allowed, url_schemes={"http", "https", "mailto", "local"}, link_rel=None
        )
        seen = [e.tag for e in html5lib.parseFragment(kept, treebuilder="etree").iter()]
        if seen != [e.tag for e in tree.iter()]:
            yield "nh3 takes elements out"


def names(html):
    """The start tags as written, in order; the text is escaped, so that every `<` begins a tag."""
    found = []
    for piece in html.split("<")[1:]:
        if not piece.startswith("/"):
            found.append(piece.split(">")[0].rstrip("/").split()[0])
    return found


count = 0
for line in sys.stdin:
    count += 1
    case = json.loads(line)
    for fault in faults(case["html"]):
        print(fault, "in", case["html"][:300].replace("\n", " "), "from", case["source"][:300].replace("\n", " "))
sys.exit(0 if count else "no input")
