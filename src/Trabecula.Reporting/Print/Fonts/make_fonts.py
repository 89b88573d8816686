"""Cuts the report's fonts out of Noto Sans CJK JP (Debian fonts-noto-cjk; SIL Open Font License 1.1, OFL.txt).

/usr/bin/python3 make_fonts.py        needs: apt-get install fonts-noto-cjk python3-fonttools

Regular: Latin-1, a few signs, and all of code page 932, which are JIS X 0208 and the variants that names use.
Bold: the same up to JIS level 1, and what our own words hold beyond. No layout features, no hints: a page is set horizontally and printed.
"""
import pathlib
import subprocess
import sys

SIGNS = "–—−‘’“”…•→≤≥±×²³½‰€"
LEVEL_1_END = b"\x98\x72"
OURS = sorted(pathlib.Path(__file__).parent.parent.glob("Japanese*.cs"))


def letters(last: bytes) -> list[int]:
    found = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, SIGNS), *range(0xFF61, 0xFFA0), *range(0x3041, 0x30FF)}
    for first in (*range(0x81, 0xA0), *range(0xE0, 0xFD)):
        for second in range(0x40, 0xFD):
            code = bytes([first, second])
            try:
                text = code.decode("cp932")
            except UnicodeDecodeError:
                continue
            if code <= last and len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF:
                found.add(ord(text))
    found |= {ord(letter) for words in OURS for letter in words.read_text("utf-8") if letter.isprintable() and ord(letter) >= 0x2E80}
    return sorted(found)


for weight, last in (("Regular", b"\xfc\xfc"), ("Bold", LEVEL_1_END)):
    subprocess.run(
        [
            sys.executable, "-m", "fontTools.subset", f"/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc", "--font-number=0",
            "--unicodes=" + ",".join(f"{letter:X}" for letter in letters(last)), "--layout-features=", "--no-hinting",
            "--drop-tables+=GSUB,GPOS,GDEF,BASE,VORG,vhea,vmtx", "--name-IDs=0,1,2,3,4,5,6,13,14", "--notdef-outline",
            f"--output-file=NotoSansJP-subset-{weight}.otf",
        ],
        check=True)
