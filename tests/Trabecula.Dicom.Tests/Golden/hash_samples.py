#!/usr/bin/env python3
"""Writes what pydicom reads of files, for the tests to hold our reader to.

    /usr/bin/python3 hash_samples.py FOLDER > NAME.json

For each file: rows, columns, SHA-256 of the stored values as little-endian int32 in row-major order (null where this
pydicom cannot decode them), and the number of elements. Needs Debian's python3-pydicom and python3-numpy.
"""
import hashlib
import json
import pathlib
import sys

import numpy
import pydicom

files = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    if path.suffix in (".json", ".py", ".sh", ".txt"):
        continue
    entry = {}
    try:
        dataset = pydicom.dcmread(path, force=True)
        entry["rows"] = dataset.get("Rows")
        entry["columns"] = dataset.get("Columns")
        entry["elements"] = len([e for e in dataset if e.tag.element != 0])
    except Exception as error:  # pylint: disable=broad-except
        files[path.name] = {"unread": type(error).__name__}
        continue
    try:
        if "TransferSyntaxUID" not in dataset.file_meta:
            dataset.file_meta.TransferSyntaxUID = (
                pydicom.uid.ImplicitVRLittleEndian if dataset.is_implicit_VR else pydicom.uid.ExplicitVRLittleEndian
            )
        pixels = dataset.pixel_array
        # pydicom leaves the bits above High Bit and the sign to its user.
        stored = int(dataset.BitsStored)
        values = pixels.astype(numpy.int64) >> (int(dataset.HighBit) + 1 - stored)
        values &= (1 << stored) - 1
        if dataset.PixelRepresentation == 1:
            values[values >= 1 << (stored - 1)] -= 1 << stored
        entry["sha256"] = hashlib.sha256(values.astype("<i4").tobytes()).hexdigest()
    except Exception as error:  # pylint: disable=broad-except
        entry["sha256"] = None
        entry["undecoded"] = type(error).__name__
    files[path.name] = entry
json.dump({"pydicom": pydicom.__version__, "files": files}, sys.stdout, indent=1, ensure_ascii=False)
print()
