using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What is stored of a film that was judged.</summary>
/// <param name="State"><see cref="FilmState.Estimated"/> or <see cref="FilmState.Rejected"/>.</param>
/// <param name="Objects">What the result consists of, in the store.</param>
/// <param name="Model">The model, or null where the film reached none.</param>
internal sealed record FilmOutcome(FilmState State, IReadOnlyDictionary<ObjectKind, StoredContent> Objects, ModelIdentity? Model)
{
    /// <summary>Why it was rejected, or which form could not be made; null for neither.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The sentence of <see cref="ReasonCode"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The diagnosis' category, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Areal BMD of L1–L4 in g/cm², or null.</summary>
    public double? LumbarBmd { get; init; }

    /// <summary>Lowest T-score of the sites, or null.</summary>
    public double? LowestTScore { get; init; }
}
