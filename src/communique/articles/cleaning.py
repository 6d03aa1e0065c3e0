"""Turn bytes into text, and text with the scars of the web into text fit to read.

A clean text comes back unchanged, character for character, so that offsets into what is read here
are offsets into what the user has. Only damage is repaired.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata

from communique.errors import UnreadableInput

# Byte-order marks, longest first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What a file begins with that is no text, and what to do about it. PDF, Parquet and web archives
# get here only where they stand inside something else.
MAGIC = (
    (b"%PDF", "is a PDF", "save it as a file of its own"),
    (b"PK\x03\x04", "is a zip archive or an office document", "unpack it, or save it as text"),
    (b"\x1f\x8b", "is compressed twice", "unpack it with gunzip"),
    (b"\x28\xb5\x2f\xfd", "is compressed twice", "unpack it with unzstd"),
    (b"\xd0\xcf\x11\xe0", "is an old office document", "save it as text"),
    (b"PAR1", "is a Parquet file", "save it as a file of its own"),
    (b"WARC/", "is a web archive", "save it as a file of its own"),
)

# Zero-width and directional characters, soft hyphens, byte-order marks inside the text, and
# interlinear and language-tag characters: nothing a reader sees, and they split words in two.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
WIDE_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# A byte that is no UTF-8, as `surrogateescape` gives it.
STRAY = re.compile("[\udc80-\udcff]")
C1 = re.compile("[\x80-\x9f]")
# The bytes that Windows-1252 leaves open.
UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
WIDE = re.compile("[^\x00-\x7f]")
SURROGATE = re.compile("[\ud800-\udfff]")

# An entity counts only with its semicolon: "AT&T" and "R&D;" have to stay.
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

# UTF-8 read as Windows-1252, where no English text would have such a run: E2 followed by 80 or 82
# (dashes, quotes, the euro sign), C2 and C3 followed by a byte that is no ASCII letter.
MOJIBAKE = re.compile(
    "\u00e2[\u20ac\u201a][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|[\u00c2\u00c3][\u00a0-\u00bf\u0080-\u009f]"
)

# Python's bytes written out as such: b'... \xe2\x80\x99 ...\n'.
ESCAPED_BYTES = re.compile(r"(?:\\x[0-9a-f]{2})+")


def decode_bytes(content: bytes, subject: str, declared: str | None = None) -> str:
    """Decode a file: by its byte-order mark, as declared, as UTF-8, as Windows-1252, as a mixture.

    Raises UnreadableInput for what is no text.
    """
    for start, reason, remedy in MAGIC:
        if content.startswith(start):
            raise UnreadableInput(subject, reason, remedy)
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    if marked is None and b"\x00" in content and (marked := _find_wide(content)) is None:
        reason = "is not text: it holds zero bytes"
        raise UnreadableInput(subject, reason, "save it as UTF-8 text")
    if marked is not None and marked != "utf-8":
        # What breaks off, or lost half a pair, is of that kind all the same: nothing else has it.
        return content.decode(marked, errors="replace").removeprefix("\ufeff").rstrip("\ufffd")
    for encoding in (marked, declared, "utf-8"):
        try:
            if encoding is not None:
                return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    if (mixed := _decode_mixture(content)) is not None:
        return mixed
    raise UnreadableInput(
        subject, "is neither UTF-8 nor Windows-1252 text", "convert it with iconv -t UTF-8"
    )


def _find_wide(content: bytes) -> str | None:
    """Tell UTF-16 without its mark: in English every other byte of it is zero."""
    sample = content[:10_000]
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if sample[high::2].count(0) > len(sample) * 0.2 and sample[low::2].count(0) == 0:
            return encoding
    return None


def _decode_mixture(content: bytes) -> str | None:
    """Decode UTF-8 with some Windows-1252 in it, Windows-1252, or either that lost a few bytes."""
    text = content.decode("utf-8", errors="surrogateescape")
    strays = STRAY.findall(text)
    # Sequences that are good UTF-8 hardly ever come up by chance.
    if (len(WIDE.findall(text)) - len(strays)) * 10 < len(strays):
        text = content.decode("latin-1")
        text = C1.sub(lambda match: chr(0xDC00 + ord(match[0])), text)
        strays = STRAY.findall(text)
    lost = sum(ord(stray) - 0xDC00 in UNDEFINED for stray in strays)
    if lost * 50 > len(text):
        return None
    return STRAY.sub(_read_stray, text).removeprefix("\ufeff")


def _read_stray(match: re.Match[str]) -> str:
    try:
        return bytes([ord(match[0]) - 0xDC00]).decode("cp1252")
    except UnicodeDecodeError:
        return "\ufffd"


def clean_text(text: str) -> str:
    """Repair what transport has done to a text; a text without damage comes back as it is."""
    text = SURROGATE.sub("\ufffd", text)
    if len(ESCAPED_BYTES.findall(text)) >= 3:
        text = _unescape_bytes(text)
    text = unescape_entities(text)
    text = MOJIBAKE.sub(_decode_again, text)
    text = LINE_BREAK.sub("\n", text)
    text = CONTROL.sub(_read_control, text)
    text = WIDE_SPACE.sub(" ", INVISIBLE.sub("", text))
    # Names in the directory are composed; a decomposed "é" would match none of them.
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def unescape_entities(text: str) -> str:
    """Replace HTML's entities, also those escaped twice; other ampersands stay."""
    for _ in range(2):
        if "&" not in text:
            break
        text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text


def _decode_again(match: re.Match[str]) -> str:
    raw = b"".join(
        bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252") for char in match[0]
    )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _read_control(match: re.Match[str]) -> str:
    """Read a C1 control as the Windows-1252 character it was meant to be; blank the others."""
    code = ord(match[0])
    if code >= 0x80:
        try:
            return bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            return " "
    return " "


def _unescape_bytes(text: str) -> str:
    def decode(match: re.Match[str]) -> str:
        raw = bytes.fromhex(match[0].replace("\\x", ""))
        return raw.decode("utf-8", errors="replace")

    text = re.sub(r"^\s*b(['\"])(.*)\1\s*$", r"\2", text, flags=re.DOTALL)
    text = ESCAPED_BYTES.sub(decode, text)
    for escape, char in (("\\n", "\n"), ("\\r", "\n"), ("\\t", " "), ("\\'", "'"), ('\\"', '"')):
        text = text.replace(escape, char)
    return text
