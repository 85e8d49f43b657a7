"""Photos: upright, without what they carried, in every format, the same each time; what is none is told."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from facilitate.domain.acts.pictures import PhotoAdded
from facilitate.domain.errors import Refused
from facilitate.domain.values.pictures import LARGEST_PICTURE, PhotoWords, pieces_of
from facilitate.export import photo_files
from facilitate.export.formats import made
from facilitate.export.photo_files import ready_photo
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.build import report
from facilitate.workshop.report.pictures import with_photos
from tests.support.photos import logo, opened, photo
from tests.support.workshops import make_workshop

EN, FR = Language("en"), Language("fr")
WORDS = PhotoWords("Une table, l'après-midi", "Association du Parc", "Six personnes autour d'une table")


def with_some(folder, *words):
    workshop = make_workshop()
    for number, each in enumerate(words):
        workshop.pictures.add(ready_photo(photo(folder, f"{number}.jpg", (400 + 20 * number, 300))), each)
    return workshop


def published(workshop, language=FR):
    return publication(with_photos(report(workshop.session), workshop.log.photos.read), language, DEFAULT)


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photo_is_upright_however_it_was_held(tmp_path, turned):
    ready = opened(ready_photo(photo(tmp_path, turned=turned)))
    assert (ready.size, ready.format, ready.mode) == ((400, 300), "JPEG", "RGB")
    left, right = ready.getpixel((40, 150)), ready.getpixel((360, 150))
    assert (left[0] > 200, left[2] < 60) == (True, True)
    assert (right[2] > 200, right[0] < 60) == (True, True)


def test_nothing_of_the_place_and_the_camera_is_left(tmp_path):
    path = photo(tmp_path)
    assert b"CameraCo" in path.read_bytes()
    ready = ready_photo(path)
    assert not re.search(rb"CameraCo|SoftCo|Exif|http|ICC_PROFILE", ready)
    assert dict(opened(ready).getexif()) == {}


def test_a_large_photo_is_reduced_and_the_same_each_time(tmp_path):
    path = tmp_path / "noise.png"
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(path, compress_level=1)
    ready = ready_photo(path)
    assert max(opened(ready).size) <= 1800
    assert len(ready) <= LARGEST_PICTURE
    assert ready == ready_photo(path)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "I;16"])
def test_every_kind_of_picture_becomes_one_for_pages(tmp_path, mode):
    path = tmp_path / ("any.jpg" if mode == "CMYK" else "any.png")
    plain = Image.new("L", (60, 40), 200)
    picture = Image.new("I;16", (60, 40), 200 * 256) if mode == "I;16" else plain.convert(mode)
    picture.save(path)
    ready = opened(ready_photo(path))
    assert (ready.mode, ready.size) == ("RGB", (60, 40))
    assert abs(ready.getpixel((30, 20))[0] - 200) < 60


def test_what_is_transparent_stands_on_white(tmp_path):
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert opened(ready_photo(tmp_path / "clear.png")).getpixel((5, 5)) == (255, 255, 255)


def test_what_is_no_photo_is_told_in_one_sentence(tmp_path, monkeypatch):
    whole = photo(tmp_path)
    tiff = io.BytesIO()
    Image.new("RGB", (60, 40)).save(tiff, "TIFF")
    files = {
        "is an HEIC photo": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100,
        "is damaged": whole.read_bytes()[:2000],
        "is empty": b"",
        "not a JPEG": tiff.getvalue(),
        "a JPEG or PNG file: save": b"%PDF-1.7 a letter",
    }
    for sentence, data in files.items():
        path = tmp_path / "given.jpg"
        path.write_bytes(data)
        with pytest.raises(Refused, match=rf"given\.jpg.*{sentence}|{sentence}") as error:
            ready_photo(path)
        assert str(error.value.message).count(". ") == 0
    with pytest.raises(Refused, match="cannot be read"):
        ready_photo(tmp_path / "nowhere.jpg")
    with pytest.raises(Refused, match="cannot be read"):
        ready_photo(tmp_path)
    with pytest.raises(Refused, match="is not a file"):
        ready_photo(tmp_path / "nul\0.jpg")
    monkeypatch.setattr(photo_files, "_MOST_PIXELS", 100_000)
    with pytest.raises(Refused, match="megapixels"):
        ready_photo(whole)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("name", "size", "most"), [("huge.png", (20_000, 10_000), 100), ("wide.png", (9000, 6000), 50)]
)
def test_too_many_pixels_are_refused_before_they_are_read_and_without_a_warning(tmp_path, name, size, most):
    path = tmp_path / "large.png"
    head = struct.pack(">4s2I5B", b"IHDR", *size, 8, 6, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\0\0IDAT")
    with pytest.raises(Refused) as refused:
        ready_photo(path)
    assert refused.value.message.params["most"] == most


def test_no_file_reaches_a_reader_that_was_not_asked_for(tmp_path, monkeypatch):
    letter = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 60 40\n%%EndComments\nshowpage\n"
    (tmp_path / "letter.jpg").write_bytes(letter)
    monkeypatch.setattr("PIL.EpsImagePlugin.Ghostscript", lambda *_given, **_named: pytest.fail("it was run"))
    for data in (letter, b"DDS " + b"\x7c" + b"\0" * 200, b"BLP2" + b"\1" * 300, struct.pack(">27f", *[1.0] * 27) * 20):
        (tmp_path / "given.jpg").write_bytes(data)
        with pytest.raises(Refused, match="is not a JPEG or PNG file"):
            ready_photo(tmp_path / "given.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes in folders are of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(Refused, match="is not a file"):
        ready_photo(tmp_path / "pipe.jpg")


def test_a_photo_in_passes_and_one_of_many_pixels_are_reduced_as_they_are_read(tmp_path):
    picture = Image.effect_noise((9000, 100), 90).convert("RGB")
    for name, more in (("passes.jpg", {"progressive": True}), ("plain.jpg", {}), ("plain.png", {})):
        picture.save(tmp_path / name, **more)
        assert opened(ready_photo(tmp_path / name)).size == (1800, 20)


def test_photos_stand_in_every_format_that_people_read(tmp_path):
    workshop = with_some(tmp_path, WORDS, PhotoWords(alt="La salle vide"))
    caption, credit = "Une table, l’après-midi", "Photo\u00a0: Association du Parc"
    files = dict(made(published(workshop), ["html", "pdf", "docx", "odt", "epub", "md"]))
    page = files["compte-rendu.html"]
    assert page.count('src="data:image/jpeg;base64,') == 2
    assert f"<figcaption>{caption}\u00a0· {credit}</figcaption>" in page
    assert 'alt="Six personnes autour d’une table"' in page
    assert 'alt="La salle vide"' in page
    reader = PdfReader(io.BytesIO(files["compte-rendu.pdf"]))
    assert sum(len(sheet.images) for sheet in reader.pages) == 2
    assert credit in " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages).replace(" :", "\u00a0:")
    for name, text in (("docx", "word/document.xml"), ("odt", "content.xml"), ("epub", "")):
        with zipfile.ZipFile(io.BytesIO(files[f"compte-rendu.{name}"])) as archive:
            assert sum(entry.endswith((".jpg", ".jpeg")) for entry in archive.namelist()) == 2, name
            texts = [text] if text else [entry for entry in archive.namelist() if entry.endswith(".xhtml")]
            content = "".join(archive.read(entry).decode() for entry in texts)
        assert "Association du Parc" in content
        assert "Six personnes autour d’une table" in content, name
    assert "Association du Parc" not in files["compte-rendu.md"]  # a text alone shows no pictures
    assert "## En images" not in files["compte-rendu.md"]


def test_pdfs_with_photos_claim_both_standards_and_every_file_is_the_same_each_time(tmp_path):
    workshop = with_some(tmp_path, PhotoWords(), WORDS)
    workshop.programme.set("date", "2021-12-13")
    first = made(published(workshop), ["html", "pdf", "docx", "odt", "epub", "summary"])
    assert first == made(published(workshop), ["html", "pdf", "docx", "odt", "epub", "summary"])
    xmp = PdfReader(io.BytesIO(dict(first)["compte-rendu.pdf"])).xmp_metadata.stream.get_data()
    assert b"pdfuaid:part" in xmp
    assert b"pdfaid:conformance" in xmp


def test_an_anonymous_report_has_no_photo_of_people(tmp_path):
    workshop = with_some(tmp_path, WORDS, PhotoWords("Le mur", people=True, consent="oral"))
    redact = Redactor(people_of(workshop.timeline, str), str)
    anonymous = publication(
        with_photos(anonymous_report(workshop.session, redact), workshop.log.photos.read), FR, DEFAULT
    )
    assert [each.alt for each in anonymous.document.pictures] == ["Six personnes autour d'une table"]
    assert len(published(workshop).document.pictures) == 2


def test_check_tells_what_is_still_to_be_said(tmp_path):
    workshop = with_some(tmp_path, WORDS, PhotoWords("Le mur", people=True))
    found = {each.code: each for each in audit(workshop.session, "paris") if each.code.startswith("photo")}
    assert found.keys() == {"photo-credit", "photo-alt", "photo-consent"}
    assert found["photo-consent"].severity == "serious"
    key = sorted(workshop.session.photos)[1]
    assert found["photo-alt"].command == f'facilitate photo edit paris {key[:8]} --alt "…"'
    workshop.pictures.describe(key, {"credit": "Participante 07", "alt": "Un mur", "consent": "formulaires signés"})
    assert not [each for each in audit(workshop.session, "paris") if each.code.startswith("photo")]


def test_a_photo_is_an_act_that_can_be_undone_and_purged(tmp_path):
    workshop = with_some(tmp_path, WORDS, PhotoWords("Le mur", people=True))
    one, other = sorted(workshop.session.photos)
    with pytest.raises(Refused, match="already there"):
        workshop.pictures.add(workshop.log.photos.read(workshop.session.photos[one].digest), PhotoWords())
    workshop.pictures.remove(one[:8])
    assert [*workshop.session.photos] == [other]
    workshop.history.undo()
    assert [*workshop.session.photos] == [one, other]
    with pytest.raises(Refused, match="No photo has the identifier"):
        workshop.pictures.remove("99999999")


def test_a_purge_removes_photos_of_people_and_those_that_were_taken_out(tmp_path):
    workshop = with_some(tmp_path, WORDS, PhotoWords("Le mur"), PhotoWords("La salle"))
    kept, of_people, removed = sorted(workshop.session.photos)
    workshop.pictures.describe(of_people, {"people": True})
    workshop.pictures.remove(removed)
    found = removal(workshop.timeline, datetime(2100, 1, 1, tzinfo=UTC), str)
    left = {key: found.events[key].act.digest for key in (kept, of_people, removed) if key in found.events}
    assert left == {of_people: "", removed: ""}
    assert found.photos == 2


def test_a_journal_that_holds_the_bytes_of_a_photo_goes_on_working(tmp_path):
    workshop, data = make_workshop(), ready_photo(photo(tmp_path))
    (event,) = workshop.recorder.record(PhotoAdded(pieces_of(data), "Le mur", people=True))
    assert [each.data for each in published(workshop).document.pictures] == [data]
    with pytest.raises(Refused, match="already there"):
        workshop.pictures.add(data, PhotoWords())
    found = removal(workshop.timeline, datetime(2100, 1, 1, tzinfo=UTC), str)
    assert found.events[event.id].act.pieces == ()
    assert found.leaks_in("".join(event.act.pieces))


def test_a_foreign_act_that_holds_no_picture_is_not_taken_in(tmp_path):
    act = with_some(tmp_path, WORDS).timeline.events[1].act
    assert list(act.wrong_fields()) == []
    assert list(replace(act, digest="../facilitator").wrong_fields()) == ["digest"]
    for pieces in (("not base64!!",), ("QUJD" * 30_000,), ("QUJD" * 10_000,) * 30):
        assert list(type(act)(pieces).wrong_fields()) == ["pieces"]


@pytest.mark.parametrize("size", [(1200, 100), (100, 1200)])
def test_a_logo_of_any_shape_is_no_photo_but_is_read_all_the_same(tmp_path, size):
    path = tmp_path / "logo.png"
    path.write_bytes(logo(*size))
    assert opened(ready_photo(path)).size == size


def test_office_files_hold_each_picture_once_and_say_what_it_shows(tmp_path):
    workshop = with_some(tmp_path, WORDS)
    files = dict(made(published(workshop), ["docx", "odt"]))
    with zipfile.ZipFile(io.BytesIO(files["compte-rendu.docx"])) as archive:
        words = archive.read("word/document.xml").decode()
    assert "base64" not in words
    assert 'descr="Six personnes autour d’une table"' in words
    with zipfile.ZipFile(io.BytesIO(files["compte-rendu.odt"])) as archive:
        assert (
            "<svg:desc>Six personnes autour d’une table</svg:desc></draw:frame>" in archive.read("content.xml").decode()
        )
