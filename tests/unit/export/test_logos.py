"""Logos: made clean where they enter and before they are published, and such that every format can set them."""

from __future__ import annotations

import base64
import io
import json
import os
import random
import sys
import warnings
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image, PngImagePlugin

from facilitate.domain.errors import Refused
from facilitate.domain.programme.defaults import with_listed_partners
from facilitate.domain.values.pictures import bytes_of
from facilitate.export.compose.document import Picture
from facilitate.export.formats import made
from facilitate.export.picture_files import measures
from facilitate.export.publication import publication
from facilitate.export.publish import Publisher, PublishOptions
from facilitate.export.style.logos import bare_logo, cleaned_logo, read_logo
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.cases.pictures import kept_logos
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.build import report
from facilitate.workshop.report.pictures import PicturesPart
from tests.support.photos import logo, opened
from tests.support.workshops import PLAN, FakePhotos, make_workshop

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 30">'
SHAPE = '<rect width="90" height="30" fill="#e30613"/>'
SECRET = "Participante 07"


def svg(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


def clean(data: bytes, form: str = "svg") -> bytes:
    return cleaned_logo(data, form, f"parc.{form}").data


def drawn(draw: random.Random) -> str:
    """Return one element of a hostile drawing; what is not drawn in it tells of somebody."""
    return draw.choice(
        [
            f"<!-- {SECRET} -->", f"<?maker {SECRET}?>", f"<title>{SECRET}</title>", f"<desc>{SECRET}</desc>",
            f"<metadata><who>{SECRET}</who></metadata>", f"<script>let who = '{SECRET}'</script>",
            f"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>{SECRET}</p></foreignObject>",
            f"<g id='{SECRET}' data-name='{SECRET}' class='{SECRET}' onclick=\"tell('{SECRET}')\">{SHAPE}</g>",
            f"<g xmlns:ink='http://ink.example' ink:label='{SECRET}'>{SHAPE}<ink:view who='{SECRET}'/></g>",
            f"<style>/* {SECRET} */ @import url('{SECRET}.css'); .a {{ fill: red; --who: '{SECRET}' }}</style>",
            f"<a xlink:href='mailto:{SECRET}' xlink:title='{SECRET}'>{SHAPE}</a>", f"<image href='{SECRET}.png'/>",
            f"<path d='M0 0 {SECRET}'/>", f"<use href='{SECRET}.svg#a'/>", f"<g style='display:none'>{SECRET}</g>",
            f"<rect width='9' height='9' aria-label='{SECRET}' fill=\"url('{SECRET}.svg#a')\"/>",
            f"<linearGradient id='{SECRET[:4]}'><stop offset='0'/></linearGradient><path fill='url(#{SECRET[:4]})'/>",
            f"<symbol><animate who='{SECRET}'/></symbol><set to='{SECRET}'/>", f"{SECRET}<g>{SECRET}</g>",
            f"<image href='data:image/png;base64,{base64.b64encode(told(draw)).decode()}' width='9' height='9'/>",
        ]
    )  # fmt: skip


def told(draw: random.Random) -> bytes:
    """Return a PNG that tells of somebody in chunks of any kind, and behind its end."""
    whole = logo(30, 10)
    kind = draw.choice([b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"prVt", b"iCCP", b"pHYs"])
    text = SECRET.encode() + b"\0\0" + zlib.compress(SECRET.encode())
    chunk = len(text).to_bytes(4) + kind + text + zlib.crc32(kind + text).to_bytes(4)
    where = draw.choice([33, len(whole) - 12, len(whole)])  # behind the head, before the end, behind it
    return whole[:where] + (chunk if where < len(whole) else text) + whole[where:]


@pytest.mark.parametrize("seed", range(24))
def test_of_a_drawing_nothing_but_what_it_draws_is_kept(seed):
    draw = random.Random(seed)
    data = svg(SHAPE + "".join(drawn(draw) for _each in range(6)))
    assert SECRET.encode() in data or b"image/png" in data
    made_clean = clean(data)
    inside = b"".join(base64.b64decode(each.split(b'"')[0]) for each in made_clean.split(b"base64,")[1:])
    assert SECRET[:4].encode() not in made_clean + inside
    assert made_clean.count(b"<rect") >= 1
    assert clean(made_clean) == made_clean  # and so it was set by the engine that asks the most


@pytest.mark.parametrize("seed", range(12))
def test_of_a_picture_nothing_but_its_pixels_is_kept(seed):
    data = told(random.Random(seed))
    made_clean = clean(data, "png")
    assert SECRET.encode() in data
    assert SECRET.encode() not in made_clean
    assert opened(made_clean).tobytes() == opened(data).tobytes()
    assert not opened(made_clean).info
    assert clean(made_clean, "png") == made_clean == clean(data, "png")


def jpeg(mode: str = "RGB", **saved: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (60, 20), "red" if mode == "RGB" else 0).save(file, "JPEG", **saved)
    return file.getvalue()


def test_a_jpeg_is_upright_on_screens_and_says_nothing():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, SECRET
    data = jpeg(exif=exif, comment=SECRET)
    made_clean = clean(data, "jpg")
    assert (opened(made_clean).size, SECRET.encode() in data, SECRET.encode() in made_clean) == ((20, 60), True, False)
    assert clean(made_clean, "jpg") == made_clean
    assert SECRET.encode() not in clean(jpeg() + SECRET.encode(), "jpg")
    assert opened(clean(jpeg("CMYK"), "jpg")).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_png_of_any_kind_is_one_of_usual_colours(mode):
    file = io.BytesIO()
    Image.new(mode, (30, 10)).save(file, "PNG")
    assert opened(clean(file.getvalue(), "png")).mode in ("L", "LA", "RGB", "RGBA")


def test_what_nobody_sees_has_no_colour():
    file = io.BytesIO()
    picture = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    picture.putpixel((0, 0), (200, 0, 0, 255))
    told_of = PngImagePlugin.PngInfo()
    told_of.add_text("who", SECRET)
    picture.save(file, "PNG", pnginfo=told_of)
    colours = {each for _count, each in opened(clean(file.getvalue(), "png")).getcolors()}
    assert colours == {(200, 0, 0, 255), (0, 0, 0, 0)}


@pytest.mark.parametrize(
    "data",
    [
        svg(SHAPE).decode().encode("utf-16"),
        b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><svg:rect width="9" height="9"/></svg:svg>',
        b'<!DOCTYPE svg [<!ENTITY s "http://www.w3.org/2000/svg">]><svg xmlns="&s;" width="9mm" height="1in"><path/>%s'
        % b"</svg>",
        b"<!-- %s -->" % (b"a" * 2000) + svg(SHAPE),
    ],
)
def test_a_good_drawing_is_taken_however_it_is_written(tmp_path, data):
    (tmp_path / "parc.svg").write_bytes(data)
    found = read_logo(tmp_path, "parc.svg")
    assert (found.data[:4], found.notices) == (b"<svg", ())
    assert measures(Picture(found.data, "svg", "")) != (1, 1)


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<style>.b,.c{fill:red}#d>path{stroke:url(#e)}</style><path id='d' class='b x'/><linearGradient id='e'/>",
         ["<style>.c0{fill:red}#n0&gt;path{stroke:url(#n1)}</style>", 'class="c0"', 'id="n1"']),
        ("<defs><path id='Calque'/></defs><use xlink:href='#Calque' transform='translate(1,2) rotate(3)'/>",
         ['<path id="n0" />', 'href="#n0"', 'transform="translate(1,2) rotate(3)"']),
        ("<g style='fill : url( #far ) red'><text font-family='Source Sans'>Le <tspan>Parc</tspan> et</text></g>",
         ["Le <tspan>Parc</tspan> et", "Source Sans", 'style="fill:red"']),
        (("<radialGradient id='a'><stop offset='0' stop-color='#fff'/></radialGradient><g fill='url( #a )'>"
          "<path stroke-miterlimit='3' transform='none'/><text xml:space='preserve'> a  b</text></g>"),
         ['<stop offset="0" stop-color="#fff" />', 'fill="url(#n0)"', 'stroke-miterlimit="3"', "> a  b</text>"]),
        (("<style>@media print { .b { fill: red } } @import 'a.css'; .b > g , .b:hover{fill:blue!important}</style>"
         "<g class='b'><path/></g>"), ["<style>.c0&gt;g{fill:blue!important}</style>"]),
        ("<switch><foreignObject/><g><circle r='.5e1px'/></g></switch>", ['<circle r=".5e1px" />']),
    ],
)  # fmt: skip
def test_what_draws_is_kept(inside, kept):
    made_clean = clean(svg(inside)).decode()
    assert [each for each in kept if each not in made_clean] == []


@pytest.mark.parametrize(
    "inside",
    [
        f"<g id='{'1' * 400_000} x'/>", f"<rect width='{'1' * 400_000}x'/>", f"<rect fill='{'url(#' * 90_000}'/>",
        f"<style>a{' ' * 400_000}!{{}}</style>", f"<style>{'@' * 90_000}{{{'{a}' * 90_000}</style>",
    ],
)  # fmt: skip
def test_a_long_drawing_is_read_in_a_moment(inside):
    assert len(clean(svg(SHAPE + inside))) < 1000


LOOP = "<g id='a'>" + "<use href='#b'/>" * 50 + "</g><g id='b'>" + "<use href='#c'/>" * 50 + "</g>"
BOMB = LOOP + "<g id='c'>" + "<use href='#d'/>" * 50 + "</g><g id='d'>" + SHAPE * 50 + "</g>"
REFUSED = [
    (svg(SHAPE, '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0">'), "svg", "how large"),
    (svg(SHAPE, '<svg xmlns="http://www.w3.org/2000/svg">'), "svg", "how large"),
    (svg(SHAPE, '<svg xmlns="http://www.w3.org/2000/svg" width="badnum" height="1.2.3">'), "svg", "how large"),
    (svg(SHAPE, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf">'), "svg", "how large"),
    (svg("<g/>" * 60_000 + SHAPE), "svg", "too many parts"), (svg(BOMB), "svg", "too many parts"),
    (svg("<g>" * 500 + SHAPE + "</g>" * 500), "svg", "too many parts"),
    (svg("<g id='a'><use href='#a'/></g>"), "svg", "too many parts"),
    (svg("<image href='photo.png'/><title>Parc</title>"), "svg", "nothing is drawn"),
    (svg("<text>\U00016800</text>"), "svg", "text to outlines"),
    (b"<svg><g></svg>", "svg", "damaged"), (b"\x89PNG\r\n\x1a\n and no more", "png", "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "form", "what"), REFUSED)
def test_a_logo_that_no_page_can_set_is_named(tmp_path, data, form, what):
    (tmp_path / f"parc.{form}").write_bytes(data)
    with pytest.raises(Refused, match=what) as error:
        read_logo(tmp_path, f"parc.{form}")
    assert f"parc.{form}" in str(error.value.message)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.gif", b"GIF89a", "neither SVG, PNG nor JPEG"), ("a.jpg", svg(SHAPE), "does not match"),
        ("b.png", None, "no file b.png"), ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 600_000, "larger than 600 kB"),
        ("a.svg", logo(9, 9), "does not match"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_logo_is_named(tmp_path, name, data, what):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Refused, match=what) as error:
        read_logo(tmp_path, name)
    assert name in str(error.value.message)


@pytest.mark.parametrize("side", [6_000, 12_000, 20_000])
def test_too_many_pixels_are_told_and_nothing_is_warned_of(side):
    small = logo(9, 9)
    head = b"IHDR" + side.to_bytes(4) + side.to_bytes(4) + small[24:29]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Refused, match=r"25 megapixels: reduce it to 2000 pixels"):
            clean(small[:12] + head + zlib.crc32(head).to_bytes(4) + small[33:], "png")


def test_a_large_logo_is_made_smaller():
    assert opened(clean(logo(4000, 1000), "png")).size == (2000, 500)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_is_no_logo(tmp_path):
    os.mkfifo(tmp_path / "parc.png")
    with pytest.raises(Refused, match=r"parc.png is not a file"):
        read_logo(tmp_path, "parc.png")


@pytest.mark.parametrize(
    ("inside", "notices"),
    [
        ("", 0), ("<text x='1'>Parc</text>", 1), ("<text> </text>", 0), ("<image href='photo.png'/>", 1),
        ("<image xlink:href='https://example.org/p.png'/>", 1), ("<use href='#part'/><path id='part'/>", 0),
        ("<a href='https://example.org'><path d='M0 0'/></a>", 0), ("<style>@import url(far.css);</style>", 1),
        ("<path fill='url(#shade)'/>", 0), ("<path fill='url(far.svg#shade)'/>", 1),
        ("<text>a</text><image href='p.png'/>", 2), ("<text style='display:none'>a</text>", 0),
    ],
)  # fmt: skip
def test_what_a_drawing_takes_from_elsewhere_is_told(inside, notices):
    assert len(cleaned_logo(svg(SHAPE + inside), "svg", "parc.svg").notices) == notices


def kept_unclean():
    """Return a session whose journal keeps logos as they were kept before: byte for byte."""
    named = {"cmjn.jpg": jpeg("CMYK", comment=SECRET), "dit.png": told(random.Random(1)), "vide.svg": REFUSED[0][0],
             "lie.svg": svg(SHAPE + f"<image href='{SECRET}.png'/>"), "odd.svg": REFUSED[2][0]}  # fmt: skip
    partners = [{"name": name.partition(".")[0].capitalize(), "logo": name} for name in named]
    workshop = make_workshop(plan=with_listed_partners({**PLAN, "date": "2021-12-13", "partners": partners}))
    workshop.pictures.keep_logos({name: (data, name.rpartition(".")[2]) for name, data in named.items()})
    return workshop


def test_unclean_logos_of_a_journal_are_published_clean_or_left_out_and_told():
    published = publication(report(kept_unclean().session), Language("fr"), DEFAULT)
    (part,) = published.report.of(PicturesPart)
    assert [each.name for each in part.logos] == ["Cmjn", "Dit", "Lie"]
    sentences = [str(each) for each in published.notices]
    assert [each.partition(":")[0] for each in sentences if "every file" in each] == ["Logo of Vide", "Logo of Odd"]
    files = dict(made(published, ["pdf", "html", "json", "md"]))
    assert len(files) == 4
    page = files["compte-rendu.html"]
    inside = [base64.b64decode(each.split('"')[0]) for each in page.split(";base64,")[1:]]
    assert SECRET.encode() not in b"".join(inside)
    assert SECRET not in json.dumps(files["compte-rendu.json"])


def test_a_logo_that_shows_a_name_goes_with_it(tmp_path):
    somebody = PLAN["phases"][3]["speakers"][0]["name"]
    partners = [{"name": f"Fondation {somebody}", "logo": "fondation.png"}, {"name": "Cabinet", "logo": "cabinet.svg"},
                {"name": "Ville", "logo": "ville.png"}]  # fmt: skip
    workshop = make_workshop(plan=with_listed_partners({**PLAN, "partners": partners}))
    workshop.pictures.keep_logos({name: (logo(30, 10), "png") for name in ("fondation.png", "ville.png")})
    workshop.pictures.keep_logos({"cabinet.svg": (svg(f"{SHAPE}<text>{somebody}</text>"), "svg")})
    publisher = Publisher(tmp_path, lambda slug: tmp_path / slug)
    published = publisher.publication(workshop.timeline, PublishOptions(anonymise=True), FakePhotos())
    assert [each.alt for each in published.document.logos] == ["Logo\u00a0: Ville"]
    assert [str(each) for each in published.notices if "logo" in str(each)] == [
        f"The logo of {each['name']} is left out: it shows a name that --anonymise replaces." for each in partners[:2]
    ]
    assert len(publisher.publication(workshop.timeline, PublishOptions(), FakePhotos()).document.logos) == 3
    gone = removal(workshop.timeline, datetime(2100, 1, 1, tzinfo=UTC), str, bare_logo)
    acts = [each.act for each in gone.events.values() if each.act.kind == "logo.kept"]
    assert [(act.name, act.pieces) for act in acts] == [("fondation.png", ()), ("cabinet.svg", ())]


def test_the_logo_of_the_house_goes_with_the_name_it_shows(tmp_path):
    somebody = PLAN["phases"][3]["speakers"][0]["name"]
    workshop = make_workshop(plan={**PLAN, "organiser": "Cabinet"})
    (tmp_path / "style").mkdir()
    (tmp_path / "style" / "style.toml").write_text('[cover]\nlogo = "cabinet.svg"\n', "utf-8")
    (tmp_path / "style" / "cabinet.svg").write_bytes(svg(f"{SHAPE}<text>{somebody}</text>"))
    publisher = Publisher(tmp_path, lambda slug: tmp_path / slug)
    published = publisher.publication(workshop.timeline, PublishOptions(anonymise=True), FakePhotos())
    assert (published.style.logo, "Cabinet" in str(published.notices[0])) == (b"", True)
    assert publisher.publication(workshop.timeline, PublishOptions(), FakePhotos()).style.logo


def test_a_purge_leaves_of_logos_what_is_seen():
    workshop = kept_unclean()
    found = removal(workshop.timeline, datetime(2100, 1, 1, tzinfo=UTC), str, bare_logo)
    left = {each.act.name: bytes_of(each.act.pieces) for each in found.events.values() if each.act.kind == "logo.kept"}
    assert {name: bool(data) for name, data in left.items()} == {
        "cmjn.jpg": True, "dit.png": True, "lie.svg": True, "odd.svg": False, "vide.svg": False,
    }  # fmt: skip
    assert SECRET.encode() not in b"".join(left.values())
    assert found.leaks_in(workshop.session.logos["dit.png"].pieces[-1])


def test_another_session_has_of_logos_what_is_seen():
    acts = {act.name: bytes_of(act.pieces) for act in kept_logos(kept_unclean().session, bare_logo)}
    assert [*acts] == ["cmjn.jpg", "dit.png", "lie.svg"]
    assert SECRET.encode() not in b"".join(acts.values())


def test_without_the_libraries_only_what_is_known_to_be_clean_is_taken(monkeypatch):
    whole, told_of = logo(30, 10), told(random.Random(1))
    cleaned_logo.cache_clear()
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.setitem(sys.modules, "typst", None)
    assert clean(whole, "png") == whole
    assert clean(svg(SHAPE)).startswith(b"<svg")
    with pytest.raises(Refused, match=r"without Pillow, .* install it, or save the logo as SVG"):
        clean(told_of, "png")


def test_check_tells_what_is_wrong_with_logos(tmp_path):
    workshop = kept_unclean()
    publisher = Publisher(tmp_path, lambda slug: tmp_path / slug)
    found = [each for each in audit(workshop.session, faults_of_logo=publisher.faults_of_logo) if each.code == "logo"]
    assert [str(each.where) for each in found] == [f"the partner “{name}”" for name in ("Vide", "Lie", "Odd")]
    assert [str(each.why).partition(" ")[0] for each in found] == ["No", "The", "No"]
