#!/usr/bin/env python3
"""Writes vr.txt: the VR of every standard tag (DICOM PS3.6), a line for each VR.

Run with Debian's python3-pydicom, whose dictionary follows PS3.6:
    /usr/bin/python3 make_vr_table.py > vr.txt
Repeating groups (50xx, 60xx) are written once, with their first group. VRs that depend on the object are kept
as they are written there ("US or SS", "OB or OW"): the reader decides.
"""
import collections

import pydicom
from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary

by_vr = collections.defaultdict(set)
for tag, (vr, *_rest) in DicomDictionary.items():
    if tag & 0xFFFF and tag >> 16 != 0xFFFE:
        by_vr[vr].add(f"{tag:08X}")
for mask, (vr, *_rest) in RepeatersDictionary.items():
    if mask[:4] in ("50xx", "60xx") and "x" not in mask[4:]:
        by_vr[vr].add((mask[:2] + "00" + mask[4:]).upper())
print(f"# PS3.6, by make_vr_table.py from pydicom {pydicom.__version__}")
for vr in sorted(by_vr):
    if vr != "NONE":
        print(f"{vr}:{' '.join(sorted(by_vr[vr]))}")
