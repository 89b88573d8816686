namespace Trabecula.Server;

/// <summary>An archive that films are taken from and whose films' results go back to it.</summary>
public sealed record ArchiveSettings : RemoteSettings
{
    /// <summary>How films are found; then <see cref="RemoteSettings.Url"/> is Orthanc's root, or the DICOMweb service.</summary>
    public ArchiveProtocol Protocol { get; init; } = ArchiveProtocol.Orthanc;

    /// <summary>Where Orthanc's DICOMweb plugin lies below its root.</summary>
    public string DicomWebPath { get; init; } = "dicom-web/";

    /// <summary>
    /// Seconds between two looks, at least 0.1; null for 1 (Orthanc, which answers a look without news in less than a millisecond) or 30 (a search).
    /// </summary>
    public double? PollSeconds { get; init; }

    /// <summary>Studies of how many days an archive without a list of changes is searched for, today included; at least 1.</summary>
    public int DaysBack { get; init; } = 3;

    /// <summary>Whether results are stored into the archive.</summary>
    public bool StoreResults { get; init; } = true;

    /// <summary>Whether a film that was looked at and refused gets a report that says why.</summary>
    public bool TellRefusals { get; init; } = true;

    /// <summary>Which films are looked at.</summary>
    public PickSettings Pick { get; init; } = new();
}
