namespace Trabecula.Server;

/// <summary>How results get to a destination.</summary>
public enum DeliveryProtocol
{
    /// <summary>STOW-RS to a DICOMweb service.</summary>
    DicomWeb,

    /// <summary>C-STORE to a DICOM node, by an Orthanc of <see cref="ServerSettings.Archives"/> that knows the node.</summary>
    CStore,

    /// <summary>A transaction to a FHIR R4 server.</summary>
    Fhir,
}
