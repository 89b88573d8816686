using System.Buffers.Binary;
using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

/// <summary>Films of invented people, made of the sample by other identifiers; what they are is in their name.</summary>
internal sealed class FilmFactory(string folder, int seed)
{
    private static readonly byte[] Sample = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm"));

    private int _made;

    /// <summary>A film that has densities.</summary>
    public SentFilm Good() => Make("good", _ => { });

    /// <summary>A film of today that has densities; the others are of years ago.</summary>
    public SentFilm GoodOfToday() => Make("today", film => film.Set(DicomTags.StudyDate, DicomVr.DA, $"{DateTime.Now:yyyyMMdd}"));

    /// <summary>A film whose tags promise a lumbar spine, and that shows a plain slope of grey.</summary>
    public SentFilm NotASpine() => Make("slope", film =>
    {
        var pixels = film.GetBytes(DicomTags.PixelData)!.Value.ToArray();
        var columns = film.GetInt(DicomTags.Columns)!.Value;
        for (var i = 0; i < pixels.Length / 2; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan(2 * i), (ushort)(1000 + (i % columns)));
        film.SetBytes(DicomTags.PixelData, DicomVr.OW, pixels);
    });

    /// <summary>A film that claims more rows than it has: an archive takes it, a reader cannot.</summary>
    public SentFilm Malformed() => Make("malformed", film =>
        film.SetBytes(DicomTags.PixelData, DicomVr.OW, film.GetBytes(DicomTags.PixelData)!.Value[..10_000]));

    /// <summary>A film of another part of the body, by its tags: nobody asks for it.</summary>
    public SentFilm Chest() => Make("chest", film => film.Set(DicomTags.BodyPartExamined, DicomVr.CS, "CHEST"));

    /// <summary>A lateral film, by its tags.</summary>
    public SentFilm Lateral() => Make("lateral", film => film.Set(DicomTags.ViewPosition, DicomVr.CS, "LL"));

    private SentFilm Make(string kind, Action<DicomDataset> change)
    {
        var number = ++_made;
        var film = DicomFile.Read(Sample).Dataset;
        var name = $"{seed}/{number}";
        var uid = DicomUid.Derive(DicomUid.UuidRoot, $"gateway test instance {name}");
        film.Set(DicomTags.SOPInstanceUID, DicomVr.UI, uid)
            .Set(DicomTags.StudyInstanceUID, DicomVr.UI, DicomUid.Derive(DicomUid.UuidRoot, $"gateway test study {name}"))
            .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, DicomUid.Derive(DicomUid.UuidRoot, $"gateway test series {name}"))
            .Set(DicomTags.PatientID, DicomVr.LO, $"T{seed}-{number}")
            .Set(DicomTags.PatientName, DicomVr.PN, $"Invented^{kind} {number}");
        change(film);
        var path = Path.Combine(folder, $"{number:000}-{kind}.dcm");
        DicomFile.Create(film).Save(path);
        return new SentFilm(path, uid);
    }
}

/// <summary>A film that a test sends.</summary>
internal sealed record SentFilm(string Path, string InstanceUid);
