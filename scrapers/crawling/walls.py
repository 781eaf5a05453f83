"""Pages of web firewalls: answers that are no article but a test of the visitor, or a refusal.

They are reported, never worked round. Not for robots.txt, which is a wish and not a wall.
"""

from __future__ import annotations

import re

# 412 and 521 are what the common Chinese firewalls answer before their script has set its cookie.
_STATUSES = {412: "a script check (412)", 521: "a script check (521)", 405: "a refusal (405)", 567: "a refusal (567)"}
_SCRIPT = re.compile(r"document\.cookie\s{0,3}=|__jsl_clearance|_\$\w{2}\(|\$_ts\s{0,3}=|acw_sc__v2|location\.(?:reload|replace|href)", re.I)
_WORDS = re.compile(
    r"防火墙|安全验证|访问验证|人机验证|请完成验证|事件编号|拦截提示|创宇盾|加速乐|安全狗|云锁|"
    r"您的(?:访问|请求).{0,12}(?:拦截|威胁|异常|频繁)|访问过于频繁|waf",
    re.I,
)
_TAGS = re.compile(r"<script.{0,200000}?</script>|<[^<>]{0,2000}>", re.S | re.I)
# A wall says a sentence or two; articles that mention firewalls say more.
_MAX_TEXT = 300


def find_wall(status: int, text: str) -> str | None:
    """Say what kind of wall a page is, or None if it looks like none."""
    if status in _STATUSES:
        return f"a web firewall's page: {_STATUSES[status]}"
    if len(text) > 200_000:
        return None
    plain = _TAGS.sub("", text)
    if len(plain.strip()) > _MAX_TEXT:
        return None
    if _WORDS.search(plain):
        return "a web firewall's page: it asks for a check of the visitor"
    if _SCRIPT.search(text) and len(plain.strip()) < 80:
        return "a cookie wall: the page only sets a cookie and loads again"
    return None
