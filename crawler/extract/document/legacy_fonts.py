"""Converts Vietnamese from before Unicode, which only a font of its own displays rightly.

TCVN3 (fonts .VnTime, .VnArial …), VNI (VNI-Times …) and VISCII use the codes of Western letters. Without the font
such a page shows "Phßng Néi chÝnh". The text is converted; the payload keeps the original. UTF-8 that was read as
ISO-8859-1 or windows-1252 and encoded again ("Há»™i nghá»‹") is repaired, too.
"""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from crawler.extract.document.lines import Lines
from crawler.extract.document.text import clean, storable

Element = etree._Element

_MANY = 5
_SHARE = 0.75
_GAIN = 0.3
_SUSPECTS = (  # each begins with the byte to look for, which is what makes the search fast
    re.compile(rb"\xc2[\xa4-\xac\xae-\xbe](?<=[a-zA-Z]..)"),
    re.compile(rb"\xc3[\xb8\xbb\xaf\xa5\xa4\x98\x9b](?<=[aeouyAEOUY\xb4\xb6]..)"),
    re.compile(rb"\xc3\x9f(?<=[bp-t]..)"),
)
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1e00-\u1eff]")

_TCVN3 = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ®¡¢£¤¥¦§",
        "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_MARKS = {
    "a": "ùáøàûảõãïạêăéắèằúẳüẵëặââáấàầåẩãẫäậ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "u": "ùúøùûủõũïụ",
    "y": "ùýøỳûỷõỹ",
    "ô": "ùớøờûởõỡïợ",
    "ö": "ùứøừûửõữïự",
}
_VNI_ALONE = dict(zip("æóòôöîñ", "ỉĩịơưỵđ", strict=True))
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_SHOWN = {
    bytes([code]).decode("cp1252", "replace"): _VISCII[code - 0x80] for code in range(0x80, 0x100)
}

_BYTE_OF = {chr(code): code for code in range(0x80, 0x100)} | {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in b"\x81\x8d\x8f\x90\x9d"
}
"""What a byte beyond ASCII becomes where it is taken for a letter of ISO-8859-1 or windows-1252."""
_REST = "[" + "".join(letter for letter, code in _BYTE_OF.items() if code < 0xC0) + "]"
_DOUBLED = re.compile(f"[\u00c2-\u00df]{_REST}|[\u00e0-\u00ef]{_REST}{{2}}|[\u00f0-\u00f4]{_REST}{{3}}")
_HALF = b"\xc3\xa1\xc2"
"""How the letters that only Vietnamese has begin once they are encoded twice ("áº", "á»")."""
TWICE = "UTF-8 twice"

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_SYLLABLE = re.compile(_ONSET + r"[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_LETTERS = frozenset("aăâbcdđeêghiklmnoôơpqrstuưvxy")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W\d_]+")


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = dict(_VNI_ALONE)
    for base, marks in _VNI_MARKS.items():
        for mark, letter in zip(marks[::2], marks[1::2], strict=True):
            pairs[base + mark] = letter
    upper = {key.upper(): letter.upper() for key, letter in pairs.items()}
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in pairs.items() if len(key) == 2}
    return {**pairs, **mixed, **upper}


_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TABLE = {"TCVN3": str.maketrans(_TCVN3), "VISCII": str.maketrans(_VISCII_SHOWN)}


def convert(root: Element, page: Lines) -> str | None:
    """Converts legacy text in the tree of `page`, and names the encoding; None where there is none.

    Only pages with letters in places where no language has them are looked at closely. The encoding is
    the one in which the words become Vietnamese syllables; text with a letter that only Unicode has stays.
    """
    whole = " ".join([line.text for line in page.lines]).encode()
    if whole.count(_HALF) >= _MANY:
        _undouble(root)
        return TWICE
    if _suspects(whole) < _MANY:
        return None
    nodes = [
        node for node in root.iter() if isinstance(node.tag, str) and node.tag not in ("script", "style")
    ]
    texts = [text for node in nodes for text in (node.text, node.tail) if text and _is_legacy(text)]
    sample = " ".join(texts)[:20_000]
    if _suspects(sample.encode()) < _MANY:
        return None
    shares = {name: _vietnamese(converted(sample, name)) for name in ("TCVN3", "VNI", "VISCII")}
    name = max(shares, key=lambda key: shares[key])
    if shares[name] < _SHARE or shares[name] < _vietnamese(clean(sample)) + _GAIN:
        return None
    for node in nodes:
        if node.text and _is_legacy(node.text):
            node.text = converted(storable(node.text), name)
        if node.tail and _is_legacy(node.tail):
            node.tail = converted(storable(node.tail), name)
    return name


def _undouble(root: Element) -> None:
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style"):
            node.text = node.text and _undoubled(node.text)
            for name, value in node.items():
                node.set(name, _undoubled(str(value)))
        node.tail = node.tail and _undoubled(node.tail)


def _undoubled(text: str) -> str:
    return _DOUBLED.sub(_once, storable(text))


def _once(letter: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[each] for each in letter.group()).decode("utf-8")
    except UnicodeDecodeError:
        return letter.group()


def converted(text: str, name: str) -> str:
    """`text` as the letters that it shows in a font of the encoding `name`."""
    if name == "VNI":
        return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)
    return text.translate(_TABLE[name])


def _suspects(markup: bytes) -> int:
    return sum(len(suspect.findall(markup)) for suspect in _SUSPECTS)


def _is_legacy(text: str) -> bool:
    """Whether a text has letters beyond ASCII, none of them Unicode's own, and words of no language."""
    return not text.isascii() and not _UNICODE.search(text) and _vietnamese(clean(text)) < 1


def _vietnamese(text: str) -> float:
    """The share of words that could be Vietnamese syllables."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    tones = 0
    base = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tones += 1
        elif not unicodedata.combining(letter):
            base.append("d" if letter == "đ" else letter)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if letter not in _TONES)
    if tones > 1 or not set(unicodedata.normalize("NFC", plain)) <= _LETTERS:
        return False
    return _SYLLABLE.fullmatch("".join(base)) is not None
