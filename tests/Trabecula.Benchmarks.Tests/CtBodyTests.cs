using System.Buffers.Binary;
using System.IO.Compression;
using Trabecula.Domain;
using Trabecula.Simulation;
using Xunit;

namespace Trabecula.Benchmarks.Tests;

public sealed class CtBodyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.nii.gz");

    [Fact]
    public void A_block_of_known_bone_in_muscle_keeps_its_mineral()
    {
        // Linear in density by definition: the scale that a phantom of hydroxyapatite in marrow would give at 70 keV.
        double perGcm3 = 1000 * ((Attenuation.MassAttenuation(Material.Hydroxyapatite, 70) / Attenuation.MassAttenuation(Material.Water, 70)) - (1 / 3.156));
        const double density = 0.25;
        Write(40, (x, y, z) => IsBlock(x, y, z) ? (short)Math.Round(-20 + (density * perGcm3)) : (short)55);
        var body = new CtBody(NiftiVolume.Read(_path));
        ProjectionGeometry rays = ProjectionGeometry.Scan(body.Middle, 60, 60, 2);
        ProjectionMaps maps = body.Project(rays, null);
        int middle = (maps.Height / 2 * maps.Width) + (maps.Width / 2);

        // Ten voxels of 3 mm.
        Assert.Equal(density * 3, maps.Mineral[middle], 0.03);
        Assert.Equal(0, maps.Mineral[0]);
        Assert.Equal(1.05 * 0.3 * 40, maps.Lean[0], 0.4);
        Assert.Equal(0, maps.Fat[0], 1e-3);
    }

    [Fact]
    public void The_patients_right_lies_at_the_pictures_left()
    {
        // NIfTI's first axis runs to the patient's right.
        Write(40, (x, _, _) => x >= 20 ? (short)55 : (short)-1000);
        var body = new CtBody(NiftiVolume.Read(_path));
        ProjectionMaps maps = body.Project(ProjectionGeometry.Scan(body.Middle, 100, 60, 2), null);
        int row = maps.Height / 2 * maps.Width;
        Assert.True(maps.Lean[row + 5] > 10 && maps.Lean[row + maps.Width - 6] < 0.1);
    }

    [Fact]
    public void What_is_no_volume_is_refused_with_a_reason()
    {
        File.WriteAllText(_path, "no volume");
        Assert.Equal("unreadable", Assert.Throws<TrabeculaException>(() => NiftiVolume.Read(_path)).Code);
        Write(4, (_, _, _) => 0, kind: 64);
        Assert.Equal("unreadable", Assert.Throws<TrabeculaException>(() => NiftiVolume.Read(_path)).Code);
    }

    [Fact]
    public void A_real_ct_becomes_a_film_with_its_vertebrae_in_order()
    {
        string? data = SharedData("ct");
        if (data is null)
        {
            Assert.Skip("There is no ../shared/data/ct.");
        }

        string picture = Path.ChangeExtension(_path, ".png"), table = Path.ChangeExtension(picture, ".csv");
        try
        {
            ProjectedCt.Run(
                Path.Combine(data, "example_ct.nii.gz"), picture, Path.Combine(data, "totalseg.nii.gz"), Path.Combine(data, "totalseg_vertebrae_body.nii.gz"), 1);
            VertebraOutline[] found = [.. LandmarkTable.Read(table).Single().Vertebrae];
            Assert.Equal([VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4, VertebralLevel.L5], found.Select(v => v.Level));
            Assert.Equal(found.Select(v => v.Centre.Y).Order(), found.Select(v => v.Centre.Y));
        }
        finally
        {
            File.Delete(picture);
            File.Delete(table);
        }
    }

    public void Dispose() => File.Delete(_path);

    private static bool IsBlock(int x, int y, int z) => x is >= 15 and < 25 && y is >= 15 and < 25 && z is >= 15 and < 25;

    private static string? SharedData(string folder)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Trabecula.slnx")))
            {
                string path = Path.Combine(at.FullName, "..", "shared", "data", folder);
                return Directory.Exists(path) ? path : null;
            }
        }

        return null;
    }

    private void Write(int side, Func<int, int, int, short> hounsfield, short kind = 4)
    {
        byte[] file = new byte[352 + (2 * side * side * side)];
        Span<byte> bytes = file;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 348);
        foreach ((int at, short value) in (ReadOnlySpan<(int, short)>)[(40, 3), (42, (short)side), (44, (short)side), (46, (short)side), (70, kind), (254, 2)])
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes[at..], value);
        }

        foreach ((int at, float value) in (ReadOnlySpan<(int, float)>)[(108, 352), (112, 1), (280, 3), (300, 3), (320, 3)])
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[at..], value);
        }

        for (int i = 0; i < side * side * side; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(352 + (2 * i))..], hounsfield(i % side, i / side % side, i / side / side));
        }

        using var zipped = new GZipStream(File.Create(_path), CompressionLevel.Fastest);
        zipped.Write(file);
    }
}
