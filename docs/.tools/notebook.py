"""Runs the notebooks among the pages, and shows under each cell what it gives.

mkdocs calls this as a hook. A notebook is a file of Python whose cells begin with `# %%`; it is run
from top to bottom in this process, and what fails fails the build. What a value shows is what it
shows in any notebook: its HTML, else its SVG, else its text.

It stands in the place of mkdocs-jupyter, which takes some 37 packages and a kernel behind a
socket, and writes a script from another site into each page that nothing turns off.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from html import escape
from pathlib import Path

import polars
from attrs import frozen
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

MARK = "# %%"
TEXT_MARK = "# %% [markdown]"


@frozen
class Cell:
    """A cell: its lines, whether they are text, and the line that the first of them stands on."""

    source: str
    is_text: bool
    line: int


def cells(text: str) -> Iterator[Cell]:
    """Yields the cells of a notebook that aren't empty, text without its comment signs."""
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith(MARK)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        is_text = lines[start].startswith(TEXT_MARK)
        body = lines[start + 1 : end]
        if is_text:
            body = [line.removeprefix("#").removeprefix(" ") for line in body]
        source = "\n".join(body).rstrip()
        if source:
            yield Cell(source, is_text, start + 2)


def written(text: str, path: Path) -> str:
    """Returns a notebook as a page: its text, its code, and what the code gives.

    What it sets in polars, and what lies beside it, doesn't stay in this process.
    """
    names: dict[str, object] = {"__name__": "__main__"}
    parts: list[str] = []
    sys.path.insert(0, str(path.parent))  # a notebook finds what lies beside it
    try:
        with polars.Config():
            for cell in cells(text):
                if cell.is_text:
                    parts.append(cell.source)
                else:
                    parts += [f"```python\n{cell.source}\n```", *_given(cell, path, names)]
    finally:
        sys.path.remove(str(path.parent))
        for name, module in list(sys.modules.items()):
            if Path(getattr(module, "__file__", None) or "").parent == path.parent:
                del sys.modules[name]
    return "\n\n".join(parts) + "\n"


def _given(cell: Cell, path: Path, names: dict[str, object]) -> Iterator[str]:
    """Runs a cell, and yields what it prints and what its last line is."""
    tree = ast.parse("\n" * (cell.line - 1) + cell.source)  # so that a traceback names the line
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value: object = None
    with redirect_stdout(printed):
        exec(compile(tree, path, "exec"), names)  # noqa: S102 - our own pages
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), path, "eval"), names)  # noqa: S307
    if printed.getvalue():
        yield _output(f"<pre><code>{escape(printed.getvalue().rstrip())}</code></pre>")
    if value is not None:
        yield _output(_shown(value))


def _output(shown: str) -> str:
    return f'<div class="output">{shown}</div>'


def _shown(value: object) -> str:
    for way, made in (("_repr_html_", _table), ("_repr_svg_", _figure)):
        if hasattr(value, way):
            return made(getattr(value, way)())
    return f"<pre><code>{escape(repr(value))}</code></pre>"


def _table(html: str) -> str:
    """Returns a table as the theme draws it: without a style of its own, and quotes round words."""
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    html = re.sub(r"<td>&quot;([^<]*)&quot;</td>", r"<td>\1</td>", html)
    return html.replace("<td>null</td>", "<td></td>").replace(' border="1" class="dataframe"', "")


def _figure(svg: str) -> str:
    """Returns a figure to stand in a page: no head of a file, its style for nothing else."""
    return svg[svg.index("<svg") :].replace(">*{", ">.output svg *{")


class Notebook(File):
    """A file of Python that is a page."""

    def is_documentation_page(self) -> bool:
        """Says that it is one."""
        return True


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Makes pages of the notebooks."""
    for file in list(files):
        if file.src_uri.endswith(".py") and file.content_string.startswith(MARK):
            files.remove(file)
            files.append(
                Notebook(file.src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
            )
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG001 - as mkdocs calls it
    """Gives mkdocs a notebook as a page in Markdown; all others it reads by itself."""
    if not isinstance(page.file, Notebook):
        return None
    assert page.file.abs_src_path is not None
    return written(page.file.content_string, Path(page.file.abs_src_path))
