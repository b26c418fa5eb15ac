"""An executed notebook -> one HTML file that asks nothing of the network: nbconvert's body in a page of our own."""

import copy
from html import escape
from typing import Any

from ejournal.reports.collect import HIDDEN, cover_of, elements_of
from ejournal.reports.markup import STYLE

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{style}
<style>
body{{margin:0 auto;padding:1.5em 1em 3em;max-width:78em;color:#111;background:#fff;
font-family:"DejaVu Sans",system-ui,sans-serif;font-size:14px;line-height:1.45}}
h1{{font-size:1.7em;margin:.3em 0}}h2{{font-size:1.35em;margin:1.6em 0 .4em}}h3{{font-size:1.15em;margin:1.2em 0 .3em}}
pre{{white-space:pre-wrap}}.prompt{{display:none}}
footer{{margin-top:3em;padding-top:.6em;border-top:1px solid #999;font-size:.8em;color:#555}}
@media print{{body{{max-width:none;padding:0}}.ejr-scroll{{overflow:visible}}}}
</style>
</head>
<body>
{body}
<footer>{origin}</footer>
</body>
</html>
"""


def html_page(notebook: Any, language: str, origin: str) -> str:
    """The page: outputs and texts without code; ``origin`` says at its foot what it was made from."""
    from nbconvert import HTMLExporter

    exporter: Any = HTMLExporter
    plain = exporter(template_name="basic", exclude_input=True, exclude_output_prompt=True)
    body, _ = plain.from_notebook_node(_shown(notebook))
    cover = cover_of(elements_of(notebook))
    title = " · ".join(part for part in (cover["title"], cover["scope"], cover["period"]) if part)
    return PAGE.format(
        language=escape(language),
        policy=POLICY,
        title=escape(title),
        style=STYLE,
        body=body.replace(STYLE, ""),
        origin=escape(origin),
    )


def _shown(notebook: Any) -> Any:
    """A copy without hidden cells and without what was written to stderr."""
    shown = copy.deepcopy(notebook)
    shown.cells = [cell for cell in shown.cells if not HIDDEN & set(cell.metadata.get("tags", []))]
    for cell in shown.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    return shown
