#!/usr/bin/env python3
"""Draws small films and writes them uncompressed, and in JPEG 2000; make_films.sh turns them into the other syntaxes.

    /usr/bin/python3 make_films.py FOLDER

Needs Debian's python3-pydicom, python3-numpy and python3-pil (whose JPEG 2000 is OpenJPEG's).
"""
import io
import pathlib
import sys

import numpy
import pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence

FOLDER = pathlib.Path(sys.argv[1])
ROWS, COLUMNS = 43, 37  # No multiple of 8, so that blocks reach beyond the edges.
ROOT = "2.25.329800735698586629295641978511506172918"  # The example UUID of RFC 4122 as a UID.


def picture(bits, signed=False):
    """A gradient with a bright disc and a fixed pattern of noise, over the whole range of the bits."""
    y, x = numpy.mgrid[0:ROWS, 0:COLUMNS]
    grey = 0.55 * x / (COLUMNS - 1) + 0.25 * y / (ROWS - 1)
    grey += 0.15 * ((x - 20) ** 2 + (y - 18) ** 2 < 100)
    grey += 0.05 * ((x * 7919 + y * 104729) % 251) / 250
    grey = (grey - grey.min()) / (grey.max() - grey.min())
    values = numpy.rint(grey * (2**bits - 1)).astype(numpy.int64)
    return values - 2 ** (bits - 1) if signed else values


def film(name, values, bits, allocated=16, high=None, signed=False, syntax=pydicom.uid.ExplicitVRLittleEndian, codestream=None):
    """Writes a digital X-ray image with the values as stored values."""
    high = bits - 1 if high is None else high
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", ""]
    dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    dataset.SOPInstanceUID = ROOT
    dataset.StudyDate = "20200102"
    dataset.Modality = "DX"
    dataset.PatientName = "Nobody^Synthetic"
    dataset.PatientID = "0"
    code = Dataset()
    code.CodeValue = "122496007"
    code.CodingSchemeDesignator = "SCT"
    code.CodeMeaning = "Lumbar spine"
    dataset.AnatomicRegionSequence = Sequence([code])
    dataset.StudyInstanceUID = ROOT + ".1"
    dataset.SeriesInstanceUID = ROOT + ".2"
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.Rows, dataset.Columns = ROWS, COLUMNS
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = allocated, bits, high
    dataset.PixelRepresentation = int(signed)
    dataset.PixelPaddingValue = -5 if signed else 5
    dataset["PixelPaddingValue"].VR = "SS" if signed else "US"
    dataset.WindowCenter, dataset.WindowWidth = "100.5", "200"
    dataset.add_new(0x00191234, "UN", b"private")
    dataset.add_new(0x00190010, "LO", "TRABECULA TEST")
    if codestream is None:
        words = (values & ((1 << bits) - 1)) << (high + 1 - bits)
        raw = words.astype(f"<u{allocated // 8}").tobytes()
        dataset.PixelData = raw + b"\0" * (len(raw) % 2)
        dataset["PixelData"].VR = "OB" if allocated == 8 else "OW"
    else:
        dataset.PixelData = encapsulate([codestream])
        dataset["PixelData"].VR = "OB"
        dataset["PixelData"].is_undefined_length = True
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.file_meta.ImplementationClassUID = ROOT + ".3"
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    dataset.save_as(FOLDER / name, write_like_original=False)


def jpeg2000(values, **options):
    """A bare codestream, no JP2 file."""
    stream = io.BytesIO()
    Image.fromarray(values.astype(numpy.uint16)).save(stream, "JPEG2000", no_jp2=True, **options)
    data = stream.getvalue()
    assert data[:4] == b"\xff\x4f\xff\x51", "not a bare codestream"
    return data


film("u12.dcm", picture(12), 12)
film("u16.dcm", picture(16), 16)
film("u8.dcm", picture(8), 8, allocated=8)
film("s12.dcm", picture(12, signed=True), 12, signed=True)
film("s16.dcm", picture(16, signed=True), 16, signed=True)
film("u10_high13.dcm", picture(10), 10, high=13)
film("u12_j2k_lossless.dcm", picture(12), 12, syntax=pydicom.uid.JPEG2000Lossless, codestream=jpeg2000(picture(12)))
film("u16_j2k_lossless.dcm", picture(16), 16, syntax=pydicom.uid.JPEG2000Lossless, codestream=jpeg2000(picture(16)))
film(
    "u12_j2k_lossy.dcm",
    picture(12),
    12,
    syntax=pydicom.uid.JPEG2000,
    codestream=jpeg2000(picture(12), irreversible=True, quality_mode="rates", quality_layers=[6]),
)
