namespace Trabecula.Server;

/// <summary>Somebody who gets results.</summary>
public sealed record DestinationSettings
{
    /// <summary>Its name, as lists and <see cref="Delivery.Destination"/> tell it.</summary>
    public required string Name { get; init; }

    /// <summary>What it gets of each film.</summary>
    public IReadOnlyList<ObjectKind> Kinds { get; init; } = [ObjectKind.StructuredReport, ObjectKind.SecondaryCapture, ObjectKind.EncapsulatedPdf];

    /// <summary>Films of which origins it gets results of; empty for all.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];
}
