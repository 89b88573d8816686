namespace Trabecula.Server;

/// <summary>How films are found in an archive.</summary>
public enum ArchiveProtocol
{
    /// <summary>Orthanc: its list of changes tells what is new.</summary>
    Orthanc,

    /// <summary>Any archive with DICOMweb: searched again and again for the studies of the last days.</summary>
    DicomWeb,
}
