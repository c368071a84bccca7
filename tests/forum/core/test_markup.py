"""The one door through which words become HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.markup import plain, render


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Hello", "<p>Hello</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*soft* and **firm**", "<p><em>soft</em> and <strong>firm</strong></p>"),
        ("> she said so", "<blockquote>\n<p>she said so</p>\n</blockquote>"),
        ("he said <nothing> </3 & left", "<p>he said &lt;nothing&gt; &lt;/3 &amp; left</p>"),
        ("&amp; stays as typed", "<p>&amp;amp; stays as typed</p>"),
        ("![a](https://evil.example/x.png)", "<p>![a](https://evil.example/x.png)</p>"),
        ("[press](https://evil.example)", "<p>[press](https://evil.example)</p>"),
        ("https://evil.example/x", "<p>https://evil.example/x</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)
def test_a_small_markdown_and_nothing_else(source: str, html: str) -> None:
    assert render(source).strip() == html


def test_lists_become_lists() -> None:
    assert "<li>tea</li>" in render("- tea\n- toast")
    assert '<ol start="3">' in render("3. third")


def test_only_addresses_on_the_list_become_links() -> None:
    html = render("See https://www.samaritans.org/how-we-can-help/ or https://www.samaritans.org.evil.example/")
    assert html.count("<a ") == 1
    assert 'href="https://www.samaritans.org/how-we-can-help/"' in html
    assert 'rel="noreferrer noopener nofollow"' in html


@pytest.mark.parametrize("url", ["https://a@www.samaritans.org/", "https://www.samaritans.org:8443/", "javascript:x"])
def test_an_address_in_disguise_is_text(url: str) -> None:
    assert "<a " not in render(url)


@given(st.text(max_size=400))
def test_whatever_is_typed_no_tag_of_its_own_comes_out(source: str) -> None:
    html = render(source)
    for tag in ("<script", "<img", "<iframe", "<svg", "<style", "<form", "onerror=", '<a href="javascript'):
        assert tag not in html.lower().replace("&lt;", "")


def test_plain_words_are_escaped_paragraphs() -> None:
    assert plain("a <b>\nc\n\nd") == "<p>a &lt;b&gt;<br>c</p><p>d</p>"
