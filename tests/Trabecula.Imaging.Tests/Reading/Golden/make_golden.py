"""Makes grey_scale.json and films.json: what pydicom makes of the same pixels.

    apt-get install python3-pydicom python3-numpy dcmtk
    /usr/bin/python3 make_golden.py ../../../../../shared/data/dicom

Made with pydicom 2.3.1, numpy 1.24.2 and DCMTK 3.6.7 (Debian 12; DCMTK decodes the lossless JPEG that pydicom cannot).
"""
import json
import subprocess
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.pixel_data_handlers.util import apply_modality_lut, apply_voi_lut
from pydicom.sequence import Sequence

HERE = Path(__file__).parent
warnings.simplefilter("ignore")


def table(first, bits, entries):
    item = Dataset()
    item.LUTDescriptor = [len(entries) % 65536, first, bits]
    item.add_new(0x00283006, "US", [int(e) for e in entries])
    return item


def case(name, bits, signed, samples, slope=None, intercept=None, modality=None, window=None, function=None, voi=None):
    ds = Dataset()
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.BitsStored, ds.PixelRepresentation = bits, int(signed)
    if slope is not None:
        ds.RescaleSlope, ds.RescaleIntercept = slope, intercept
    if modality:
        ds.ModalityLUTSequence = Sequence([table(*modality)])
    if window:
        ds.WindowCenter, ds.WindowWidth = window
    if function:
        ds.VOILUTFunction = function
    if voi:
        ds.VOILUTSequence = Sequence([table(*voi)])
    x = np.asarray(samples, dtype=np.int32)
    m = apply_modality_lut(x, ds)
    v = apply_voi_lut(m.astype(np.int32) if voi else m, ds)
    return {
        "name": name, "bits": bits, "signed": signed, "samples": x.tolist(), "slope": slope, "intercept": intercept,
        "modality": modality and [modality[0], modality[1], list(map(int, modality[2]))],
        "window": window, "function": function, "voi": voi and [voi[0], voi[1], list(map(int, voi[2]))],
        "expected_modality": np.asarray(m, dtype=float).tolist(), "expected": np.asarray(v, dtype=float).tolist(),
    }


def cases():
    ramp8 = list(range(0, 256, 1))
    ramp12 = list(range(0, 4096, 16))
    ramp16 = list(range(0, 65536, 256))
    signed12 = list(range(-2048, 2048, 16))
    signed16 = list(range(-32768, 32768, 256))
    curve12 = [round(4095 / (1 + np.exp(-(i - 2048) / 500))) for i in range(4096)]
    root = [round(255 * np.sqrt(i / 255)) for i in range(256)]
    yield case("identity 8 bit", 8, False, ramp8)
    yield case("identity 16 bit", 16, False, ramp16)
    yield case("identity signed 16 bit", 16, True, signed16)
    yield case("rescale", 12, False, ramp12, 0.5, -100.25)
    yield case("rescale signed", 12, True, signed12, 2.0, 5.0)
    yield case("rescale falling", 12, False, ramp12, -1.0, 4095.0)
    yield case("linear window", 12, False, ramp12, window=(2048, 4096))
    yield case("linear window after rescale", 12, False, ramp12, 0.5, -100.0, window=(924, 2050))
    yield case("linear window signed", 12, True, signed12, window=(0, 4096), function="LINEAR")
    yield case("linear exact window", 12, False, ramp12, window=(2048.5, 4096.5), function="LINEAR_EXACT")
    yield case("sigmoid window", 12, False, ramp12, window=(1500, 900), function="SIGMOID")
    yield case("sigmoid window signed rescale", 12, True, signed12, 1.5, 12.0, window=(100, 3000), function="SIGMOID")
    yield case("modality table 16 bit", 8, False, ramp8, modality=(0, 16, [200 * i for i in range(256)]))
    yield case("modality table, first value 40", 8, False, ramp8, modality=(40, 16, [17 * i for i in range(100)]))
    yield case("modality table, signed first value", 12, True, signed12, modality=(-2048, 16, [15 * i for i in range(4096)]))
    yield case("modality table, then window", 8, False, ramp8, modality=(0, 16, [16 * i for i in range(256)]),
               window=(2048, 4200))
    yield case("voi table 12 bit", 12, False, ramp12, voi=(0, 12, curve12))
    yield case("voi table 8 bit", 8, False, ramp8, voi=(0, 8, root))
    yield case("voi table after signed rescale", 12, False, ramp12, 1.0, -2048.0, voi=(-2048, 12, curve12))


def window_curves():
    x = np.arange(-50, 350, 0.5)
    for function, center, width in [
        ("LINEAR", 100, 1), ("LINEAR", 100, 2), ("LINEAR", 100.5, 80), ("LINEAR_EXACT", 100, 0.5),
        ("LINEAR_EXACT", 100, 80), ("SIGMOID", 100, 80), ("SIGMOID", 140.25, 3),
    ]:
        ds = Dataset()
        ds.PhotometricInterpretation, ds.BitsStored, ds.PixelRepresentation = "MONOCHROME2", 8, 0
        ds.WindowCenter, ds.WindowWidth, ds.VOILUTFunction = center, width, function
        y = apply_voi_lut(x.copy(), ds)
        yield {"function": function, "center": center, "width": width, "x": x.tolist(), "y": y.tolist()}


def film(path, clips):
    """A file's values after the modality transform and, where it clips little, the window; MONOCHROME1 reflected."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.dcm"
        decoded = subprocess.run(["dcmdjpeg", path, plain], stderr=subprocess.DEVNULL).returncode == 0
        ds = dcmread(plain if decoded else path, force=True)
    if "TransferSyntaxUID" not in ds.file_meta:
        ds.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2"
    values = apply_modality_lut(ds.pixel_array, ds).astype(float)
    if not clips:
        values = apply_voi_lut(values, ds).astype(float)
    if ds.PhotometricInterpretation == "MONOCHROME1":
        values = values.min() + values.max() - values
    rows, columns = values.shape
    places = [(r, c) for r in range(3, rows, rows // 9) for c in range(5, columns, columns // 9)]
    return {
        "file": path.name, "rows": rows, "columns": columns, "mean": values.mean(), "sd": values.std(),
        "places": [[r, c, values[r, c]] for r, c in places],
    }


def main():
    grey = {"cases": list(cases()), "windows": list(window_curves())}
    (HERE / "grey_scale.json").write_text(json.dumps(grey) + "\n")
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        films = [film(folder / name, clips) for name, clips in [
            ("RG3_UNC.dcm", True), ("CR-MONO1-10-chest", False), ("CR-ModalitySequenceLUT.dcm", False)]]
        (HERE / "films.json").write_text(json.dumps(films) + "\n")


main()
