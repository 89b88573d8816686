#!/usr/bin/env python3
"""Writes with pydicom the object of WriterTests.Example; our writer must give the same bytes.

    /usr/bin/python3 written.py > written.dcm && dcmdump written.dcm
"""
import io
import sys

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence

dataset = Dataset()
dataset.SpecificCharacterSet = "ISO_IR 192"
dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
dataset.SOPInstanceUID = "1.2.3.4"
dataset.PatientName = "Yamada^Tarou=山田^太郎"
dataset.Rows, dataset.Columns = 2, 3
dataset.SamplesPerPixel = 1
dataset.PhotometricInterpretation = "MONOCHROME2"
dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 8, 8, 7
dataset.PixelRepresentation = 0
dataset.ImagerPixelSpacing = ["0.1", f"{1 / 7:.14g}"]  # 16 characters, the most that DS allows.
region = Dataset()
region.CodeMeaning = "Lumbar spine"
dataset.AnatomicRegionSequence = Sequence([region, Dataset()])
dataset.PixelData = bytes([0, 50, 100, 150, 200, 250])
dataset["PixelData"].VR = "OB"

meta = FileMetaDataset()
meta.FileMetaInformationVersion = b"\0\1"
meta.MediaStorageSOPClassUID = dataset.SOPClassUID
meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
meta.ImplementationClassUID = "2.25.252089927239634776351770536854386390369"
meta.ImplementationVersionName = "TRABECULA"
dataset.file_meta = meta
dataset.is_little_endian, dataset.is_implicit_VR = True, False
stream = io.BytesIO()
dataset.save_as(stream, write_like_original=False)
sys.stdout.buffer.write(stream.getvalue())
