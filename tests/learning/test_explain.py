"""What became of each line of a page, on the command line."""

from __future__ import annotations

import random

from click.testing import CliRunner

from crawler.commands.collect.portals import command as portals
from crawler.commands.inspect.read import command
from tests.support.facts import HOST
from tests.support.skins import LIST, article_page, brought, list_page, page, path, prose, title


def test_each_line_is_shown_with_what_it_was_taken_for(tmp_path):
    archive, template, html = tmp_path / "archive.db", tmp_path / "soctrang.json", tmp_path / "page.html"
    brought(archive, [page(HOST + path(n), n % 100, article_page("old", n)) for n in range(392001, 392015)])
    shown = CliRunner().invoke(portals, ["show", "soctrang", "--json", "--archive", str(archive)])
    template.write_text(shown.output, "utf-8")
    number = 392050
    strange = f"<div class='z1'>Zwarf {'unheard ' * 9}</div><div class='s1'>"
    html.write_text(article_page("old", number).replace("<div class='s1'>", strange), "utf-8")
    asked = [str(html), "--url", HOST + path(number), "--portal", "soctrang", "--template", str(template)]
    lines = CliRunner().invoke(command, [*asked, "--explain"], catch_exceptions=False).output.splitlines()
    labels = {line[14:].partition("  (")[0]: line[:13].strip() for line in lines}
    assert labels["Frabb golen tivv"] == "boilerplate"
    assert next(label for text, label in labels.items() if text.startswith("Krog:")) == "department"
    assert next(label for text, label in labels.items() if text.startswith("Zwarf")) == "unread"
    assert "problem: unread" in "\n".join(lines)
    assert '"department": "Văn phòng"' in CliRunner().invoke(command, asked, catch_exceptions=False).output


def test_a_file_that_holds_no_template_is_told(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    done = CliRunner().invoke(command, [str(tmp_path / "a.json"), "--template", str(tmp_path / "a.json")])
    assert done.exit_code == 1 and "holds no templates" in done.output


def test_a_list_is_explained_too(tmp_path):
    (tmp_path / "list.html").write_text(list_page(range(392001, 392006)), "utf-8")
    asked = [str(tmp_path / "list.html"), "--url", HOST + LIST, "--portal", "soctrang", "--explain"]
    done = CliRunner().invoke(command, asked, catch_exceptions=False)
    assert done.exit_code == 0 and "links another article" in done.output
    assert "as an entry 4: links an article +1, dated +3" in done.output


def test_captions_are_told_with_what_was_weighed(tmp_path):
    text = "".join(f"<p style='text-align:justify'>{prose(random.Random(n))}</p>" for n in range(3))
    shown = "<p style='text-align:center'><i>Lãnh đạo Văn phòng phát biểu tại hội nghị</i></p>"
    picture = f"<p><img src='/a.jpg'></p>{shown}"
    html = f"<title>{title(392001)}</title><div><h1>{title(392001)}</h1>{text}{picture}{text[:300]}</div>"
    (tmp_path / "page.html").write_text(html, "utf-8")
    asked = [str(tmp_path / "page.html"), "--url", HOST + path(392001), "--explain"]
    done = CliRunner().invoke(command, asked, catch_exceptions=False)
    [line] = [line for line in done.output.splitlines() if line.startswith("caption")]
    assert "in italics +3, centred +3" in line and "alone in italics +1" in line
    [line] = [line for line in done.output.splitlines() if line.startswith("title")]
    assert "the document's title begins with it +1.5" in line and "above running text +0.5" in line
