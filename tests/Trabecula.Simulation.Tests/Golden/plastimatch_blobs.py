"""Line integrals of two soft blobs by plastimatch drr, for GridProjectorTests.

    python3 tests/Trabecula.Simulation.Tests/Golden/plastimatch_blobs.py > tests/Trabecula.Simulation.Tests/Golden/plastimatch_blobs.csv

Made with plastimatch 1.9.4 (Debian's package). Needs Python 3 without further packages. plastimatch's exact algorithm takes voxels for
blocks of one value, and gives value times length in cm; voxels of 1/4 mm keep the blocks' error below 0.4 %.
"""
import math
import struct
import subprocess
import tempfile
from pathlib import Path

K = 4  # voxels per mm
NX, NY, NZ, ROWS, COLUMNS = 48 * K, 40 * K, 32 * K, 20, 24

values = []
for z in range(NZ):
    for y in range(NY):
        for x in range(NX):
            first = ((x / K - 22) / 10) ** 2 + ((y / K - 19) / 9) ** 2 + ((z / K - 16) / 7) ** 2
            second = ((x / K - 33) / 6) ** 2 + ((y / K - 14) / 6) ** 2 + ((z / K - 12) / 6) ** 2
            values.append(math.exp(-first) + 0.5 * math.exp(-second))

header = f"""ObjectType = Image
NDims = 3
BinaryData = True
BinaryDataByteOrderMSB = False
TransformMatrix = 1 0 0 0 1 0 0 0 1
Offset = -24 -20 -16
ElementSpacing = .25 .25 .25
DimSize = {NX} {NY} {NZ}
ElementType = MET_FLOAT
ElementDataFile = LOCAL
"""
with tempfile.TemporaryDirectory() as folder:
    volume, out = Path(folder) / "blobs.mha", Path(folder) / "out"
    volume.write_bytes(header.encode() + struct.pack(f"<{len(values)}f", *values))
    # Source at y = +200 and 300 mm from the detector: a wide cone. Pixels of 3 mm; the picture's right is -x, its down is -z.
    subprocess.run(
        ["plastimatch", "drr", "-i", "exact", "-P", "none", "-t", "pfm", "--sad", "200", "--sid", "300",
         "-r", f"{COLUMNS} {ROWS}", "-z", f"{3 * COLUMNS} {3 * ROWS}", "-n", "0 1 0", "--vup", "0 0 1", "-o", "0 0 0",
         "-O", str(out), str(volume)],
        check=True, stdout=subprocess.DEVNULL)
    data = Path(str(out) + "0000.pfm").read_bytes()[-4 * ROWS * COLUMNS:]
    pixels = struct.unpack(f"<{ROWS * COLUMNS}f", data)
    for row in range(ROWS):
        print(",".join(f"{v:.5f}" for v in pixels[row * COLUMNS:(row + 1) * COLUMNS]))
