"""Elements' JSON as HTML for JupyterLab and the HTML report, and as plain text; every text is escaped here."""

import base64
from collections.abc import Callable
from html import escape
from itertools import groupby
from typing import Any

Json = dict[str, Any]
SENTENCE = 60  # letters from which a text is a sentence and not a name

STYLE = """<style>
.ejr{font-family:"DejaVu Sans",system-ui,sans-serif;font-size:13px;line-height:1.4;margin:.6em 0;max-width:100%}
.ejr-scroll{overflow-x:auto;margin:0 0 1em}
.ejr table{border-collapse:collapse;border:0;font-size:12.5px;margin:0;table-layout:auto}
.ejr caption{text-align:left;font-weight:600;padding:.3em 0;caption-side:top;color:inherit}
.ejr th,.ejr td{border:0;border-bottom:1px solid rgba(127,127,127,.35);padding:.3em .6em;vertical-align:top;
text-align:left;white-space:normal;background:none;max-width:34em}
.ejr thead th{vertical-align:bottom;border-bottom:2px solid rgba(127,127,127,.8);font-weight:600}
.ejr thead th.group{text-align:center;border-bottom-width:1px;border-left:.5em solid transparent}
.ejr table tbody tr:nth-child(n){background:none}
.ejr tbody tr:nth-child(even) td{background:rgba(127,127,127,.07)}
.ejr tfoot td{font-weight:700;border-top:2px solid rgba(127,127,127,.8)}
.ejr table .left{text-align:left}.ejr table .center{text-align:center}
.ejr table .right{text-align:right;font-variant-numeric:tabular-nums}
.ejr table .up{text-align:center}
.ejr .up span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:15em;display:inline-block;text-align:left}
.ejr .key{position:sticky;left:0;min-width:15em;background:var(--jp-layout-color0,#fff)}
.ejr tbody tr:nth-child(even) td.key{background:linear-gradient(rgba(127,127,127,.07),rgba(127,127,127,.07)),
var(--jp-layout-color0,#fff)}
.ejr img{max-width:100%;height:auto;background:#fff}
.ejr figure{margin:0 0 1em;overflow-x:auto}.ejr figcaption{font-weight:600;padding:.3em 0}
.ejr-cards{display:flex;flex-wrap:wrap;gap:.8em}
.ejr-card{border:1px solid rgba(127,127,127,.5);border-radius:4px;padding:.5em .9em;min-width:9em;flex:1;max-width:18em}
.ejr-card b{display:block;font-size:1.6em;line-height:1.2}.ejr-card small{display:block;opacity:.8}
.ejr-warning{border-left:4px solid #b35900;padding-left:.8em}
.ejr-line{display:flex;flex-wrap:wrap;gap:1em;align-items:flex-end;margin:1.4em 0 0}
.ejr-line span{flex:1 1 14em;max-width:18em}.ejr-line i{flex:0 1 14em;border-bottom:1px solid currentColor}
@media (max-width:600px){.ejr .key{min-width:0;max-width:9.5em}.ejr td.long{min-width:17em}.ejr-card{min-width:38%}}
</style>"""


def to_html(element: Json) -> str:
    """The element as a fragment of HTML with its own style; an unknown kind raises KeyError."""
    return f'{STYLE}<div class="ejr">{_HTML[element["kind"]](element)}</div>'


def to_plain(element: Json) -> str:
    """The element in one line of plain text, for tools that show no HTML."""
    words = element.get("caption") or element.get("title") or element.get("text") or ""
    return f"[{element['kind']}] {words}".strip()


def _table(element: Json) -> str:
    columns = [column | {"class": _class(column, at, element)} for at, column in enumerate(element["columns"])]
    body = "".join(_row(row, columns) for row in element["rows"])
    foot = f"<tfoot>{_row(element['total'], columns)}</tfoot>" if element["total"] else ""
    caption = f"<caption>{escape(element['caption'])}</caption>" if element["caption"] else ""
    table = f"<table>{caption}<thead>{_heads(columns)}</thead><tbody>{body}</tbody>{foot}</table>"
    return f'<div class="ejr-scroll">{table}</div>'


def _class(column: Json, at: int, element: Json) -> str:
    """The last key column, a name, stays in view when a wide table is scrolled sideways; sentences keep their width."""
    keys = [key for key, other in enumerate(element["columns"]) if other["key"]]
    name = " key" if keys and at == keys[-1] else ""
    sentences = " long" if any(len(row[at]) > SENTENCE for row in element["rows"]) else ""
    return f"{column['align']}{name}{sentences}"


def _heads(columns: list[Json]) -> str:
    """One row of heads; two where columns stand under a common head."""
    if not any(column["group"] for column in columns):
        return f"<tr>{''.join(_head(column) for column in columns)}</tr>"
    upper, lower = "", ""
    for title, run in groupby(columns, key=lambda column: str(column["group"])):
        heads = list(run)
        if title:
            upper += f'<th scope="colgroup" class="group" colspan="{len(heads)}">{_lines(title)}</th>'
            lower += "".join(_head(column) for column in heads)
        else:
            upper += "".join(_head(column, ' rowspan="2"') for column in heads)
    return f"<tr>{upper}</tr><tr>{lower}</tr>"


def _head(column: Json, span: str = "") -> str:
    turned = " up" if column["rotate"] else ""
    return f'<th scope="col" class="{column["class"]}{turned}"{span}><span>{_lines(column["title"])}</span></th>'


def _row(cells: list[str], columns: list[Json]) -> str:
    shown = (f'<td class="{column["class"]}">{_lines(cell)}</td>' for cell, column in zip(cells, columns, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _figure(element: Json) -> str:
    data = base64.b64encode(element["svg"].encode()).decode()
    least = f"width:{element['width']}mm;min-width:min({element['width']}mm,130mm)"
    image = f'<img alt="{escape(element["alt"])}" style="{least}" src="data:image/svg+xml;base64,{data}">'
    caption = f"<figcaption>{escape(element['caption'])}</figcaption>" if element["caption"] else ""
    return f"<figure>{caption}{image}</figure>"


def _cover(element: Json) -> str:
    about = " · ".join(part for part in (element["scope"], element["period"]) if part)
    basis = f"<small>{escape(element['basis'])}</small>" if element["basis"] else ""
    return f"<p>{escape(element['institution'])}</p><h1>{escape(element['title'])}</h1><p>{escape(about)}</p>{basis}"


def _heading(element: Json) -> str:
    level = element["level"] + 1
    return f"<h{level}>{escape(element['text'])}</h{level}>"


def _note(element: Json) -> str:
    items = "".join(f"<li>{_lines(item)}</li>" for item in element["items"])
    listing = f"<ul>{items}</ul>" if items else ""
    text = f"<p>{_lines(element['text'])}</p>" if element["text"] else ""
    return f'<div class="ejr-{element["tone"]}">{text}{listing}</div>'


def _key_figures(element: Json) -> str:
    cards = (
        f'<div class="ejr-card">{escape(label)}<b>{escape(value)}</b><small>{escape(note)}</small></div>'
        for label, value, note in element["figures"]
    )
    return f'<div class="ejr-cards">{"".join(cards)}</div>'


def _signatures(element: Json) -> str:
    hint = f"<small>{escape(element['hint'])}</small>" if element["hint"] else ""
    lines = (
        f'<div class="ejr-line"><span>{escape(office)}</span><i></i><span>{escape(name)}</span></div>'
        for office, name in element["lines"]
    )
    return "".join(lines) + hint


_HTML: dict[str, Callable[[Json], str]] = {
    "table": _table,
    "figure": _figure,
    "cover": _cover,
    "heading": _heading,
    "note": _note,
    "key_figures": _key_figures,
    "signatures": _signatures,
}
