namespace Trabecula.Server;

/// <summary>Somebody who gets results.</summary>
public sealed record DestinationSettings : RemoteSettings
{
    /// <summary>How results get there.</summary>
    public DeliveryProtocol Protocol { get; init; } = DeliveryProtocol.DicomWeb;

    /// <summary>What it gets of each film; null for what its protocol carries: the three DICOM objects, or the Bundle.</summary>
    public IReadOnlyList<ObjectKind>? Kinds { get; init; }

    /// <summary>Films of which origins it gets results of; empty for all.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Whether it gets the results of films that were refused, which say why.</summary>
    public bool TellRefusals { get; init; } = true;

    /// <summary>With <see cref="DeliveryProtocol.CStore"/>: name of the archive, an Orthanc, that sends.</summary>
    public string? Archive { get; init; }

    /// <summary>With <see cref="DeliveryProtocol.CStore"/>: what that Orthanc calls the node.</summary>
    public string? Modality { get; init; }

    /// <summary>Whether it gets a film's object.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="state">How the film came out.</param>
    internal bool Wants(ObjectKind kind, FilmState state) =>
        (TellRefusals || state != FilmState.Rejected)
        && (Kinds ?? (Protocol == DeliveryProtocol.Fhir ? [ObjectKind.Fhir] : DicomKinds)).Contains(kind);

    private static readonly ObjectKind[] DicomKinds = [ObjectKind.StructuredReport, ObjectKind.SecondaryCapture, ObjectKind.EncapsulatedPdf];
}
